"""The incentive: the reward a builder promises the agents of a project for a sale."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from tortoise import fields

from models.checks import clean_text
from models.incentives.earnings import TierBasis
from models.incentives.row import MOST_UNITS, IncentiveRow
from models.money import check_amount, clean_currency
from models.offers.answering import NeverSettling
from models.offers.kind import Kind
from models.offers.lifecycle import Status
from models.offers.log_field import LogField, in_percent
from models.offers.offer import Offer
from models.offers.register import register
from models.offers.settling import Decision, never_by_an_answer
from models.offers.terms import Draft, Terms
from models.people.project import Project
from models.people.viewer import ADMINS, Role, Viewer
from models.refused import bad_input
from models.rounding import HUNDRED_PERCENT
from models.storage.sql import Sql, one_of

MOST_CONDITIONS, LONGEST_CONDITION, MOST_TIERS = 50, 500, 20


class IncentiveType(StrEnum):
    """The occasion that the incentive rewards."""

    COMMISSION_BOOST = "COMMISSION_BOOST"
    CLOSING_BONUS = "CLOSING_BONUS"
    EARLY_BIRD = "EARLY_BIRD"
    BULK_SALE = "BULK_SALE"
    SPECIAL_INCENTIVE = "SPECIAL_INCENTIVE"


class IncentiveTerms(Terms):
    """The terms: amounts in minor units, commissions in hundredths of a percent, tiers by rising units."""

    offer: Any = fields.OneToOneField("offers.Offer", related_name="incentive_terms", primary_key=True)
    type = fields.CharEnumField(IncentiveType, max_length=24)
    amount = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    commission = fields.IntField(null=True)
    min_units = fields.IntField(null=True)
    conditions: Any = fields.JSONField(default=list)
    tiers: Any = fields.JSONField(default=list)
    tier_basis = fields.CharEnumField(TierBasis, max_length=12, null=True)

    record = IncentiveRow

    class Meta:
        table = "incentive_terms"

    @classmethod
    async def draft(cls, viewer: Viewer, terms: dict[str, Any]) -> Draft[Self]:
        project = await Project.editable_by(viewer, terms.pop("project_id"), "terms.incentive.projectId")
        return Draft(cls(**terms), project.id)

    def check(self) -> None:
        check_amount(self.amount, "terms.incentive.incentiveAmount")
        self.currency = clean_currency(self.currency, "terms.incentive.currency")
        if self.commission is not None:
            _check_commission(self.commission, "terms.incentive.commissionPercentage")
        if self.min_units is not None and not 1 <= self.min_units <= MOST_UNITS:
            raise bad_input(f"Must be between 1 and {MOST_UNITS} units.", "terms.incentive.minUnitsToSell")
        self.conditions = _clean_conditions(self.conditions)
        _check_tiers(self.tiers, self.tier_basis)


def _check_commission(commission: int, field: str) -> None:
    if not 0 <= commission <= HUNDRED_PERCENT:
        raise bad_input("A commission must be between 0 and 100 percent.", field)


def _clean_conditions(conditions: Sequence[str]) -> list[str]:
    field = "terms.incentive.termsAndConditions"
    if len(conditions) > MOST_CONDITIONS:
        raise bad_input(f"An incentive cannot have more than {MOST_CONDITIONS} conditions.", field)
    return [clean_text(text, f"{field}.{place}", LONGEST_CONDITION) for place, text in enumerate(conditions)]


def _check_tiers(tiers: Sequence[Sequence[int]], basis: TierBasis | None) -> None:
    field = "terms.incentive.tiers"
    if bool(tiers) != (basis is not None):
        raise bad_input("Tiers and their basis must be given together.", "terms.incentive.tierBasis")
    if len(tiers) > MOST_TIERS:
        raise bad_input(f"An incentive cannot have more than {MOST_TIERS} tiers.", field)
    starts = [start for start, _ in tiers]
    if any(start < 1 for start in starts) or starts != sorted(set(starts)):
        raise bad_input(
            "Each tier must start at more units than the one before, and the first at 1 or more.", field
        )
    for place, (_, commission) in enumerate(tiers):
        _check_commission(commission, f"{field}.{place}.commissionPercentage")


def of_types(types: Sequence[IncentiveType]) -> Sql:
    """Build the condition on `incentive_t` that an incentive is of one of these types."""
    return one_of("incentive_t.type", types)


def _rates(tiers: Sequence[tuple[int, int]]) -> list[dict[str, int | float | None]]:
    return [{"fromUnits": units, "commissionPercentage": in_percent(rate)} for units, rate in tiers]


class Incentive(Kind):
    """The kind that agents of a project see; answers are recorded but do not change the offer."""

    name = "incentive"
    terms = IncentiveTerms
    authors = frozenset({Role.BUILDER, *ADMINS})
    answering = NeverSettling()
    amount = "amount"
    log_fields = {
        "amount": LogField("incentiveAmount"),
        "commission": LogField("commissionPercentage", in_percent),
        "min_units": LogField("minUnitsToSell"),
        "conditions": LogField("termsAndConditions"),
        "tiers": LogField("tiers", _rates),
    }

    def settle(self, answers: Sequence[Decision], others_open: int) -> Status | None:
        return never_by_an_answer(answers, others_open)

    def visible_projects(self, viewer: Viewer) -> Sql:
        """Select the projects an agent is associated with, or those a builder owns."""
        if viewer.role is Role.AGENT:
            return Sql(
                "SELECT project_id FROM associations WHERE ended_at IS NULL AND agent_id = ?", viewer.id
            )
        return Sql("SELECT id AS project_id FROM projects WHERE builder_id = ?", viewer.id)

    def watched_projects(self, viewers: Sequence[Viewer], project_ids: Sequence[UUID]) -> Sql:
        agents = [viewer.id for viewer in viewers if viewer.role is Role.AGENT]
        builders = [viewer.id for viewer in viewers if viewer.role is not Role.AGENT]
        live = one_of("project_id", project_ids) & one_of("agent_id", agents) & Sql("ended_at IS NULL")
        of_builders = one_of("id", project_ids) & one_of("builder_id", builders)
        of_agents = "SELECT agent_id AS viewer_id, project_id FROM associations WHERE" + live
        return of_agents + "UNION ALL SELECT builder_id, id FROM projects WHERE" + of_builders

    def audience(self, offer: Offer) -> Sql:
        """Select the project's agents and its builder."""
        agents = "SELECT agent_id AS user_id FROM associations WHERE project_id = ? AND ended_at IS NULL"
        builder = "SELECT builder_id FROM projects WHERE id = ?"
        return Sql(f"{agents} UNION {builder}", offer.project_id, offer.project_id)


INCENTIVE = register(Incentive())
