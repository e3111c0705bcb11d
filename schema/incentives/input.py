"""The inputs for incentives."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import strawberry

from models.incentives.incentive import INCENTIVE
from models.money import DEFAULT_CURRENCY
from models.offers.terms import NewTerms
from schema.incentives.enums import IncentiveType, TierBasis
from schema.percent import hundredths
from schema.scalars import MinorUnits, Percentage


@strawberry.input(description="A commission rate from a number of units on.")
class TierInput:
    from_units: int = strawberry.field(description="The first unit of this tier, 1 or more.")
    commission_percentage: Percentage = strawberry.field(
        description="The commission in percent, 0 to 100, with up to two decimals."
    )


@strawberry.input(description="The terms of an incentive.")
class IncentiveTermsInput:
    project_id: UUID = strawberry.field(description="The project whose agents can earn it.")
    type: IncentiveType = strawberry.field(description="The type of reward.")
    incentive_amount: MinorUnits = strawberry.field(description="The bonus for the agent, 0 or more.")
    currency: str = strawberry.field(default=DEFAULT_CURRENCY, description="The currency, ISO 4217.")
    commission_percentage: Percentage | None = strawberry.field(
        default=None, description="The extra commission in percent, 0 to 100, with up to two decimals."
    )
    min_units_to_sell: int | None = strawberry.field(
        default=None, description="The minimum number of units, 1 or more."
    )
    terms_and_conditions: list[str] = strawberry.field(
        default_factory=list, description="The conditions, up to 50 of up to 500 characters each."
    )
    tiers: list[TierInput] = strawberry.field(
        default_factory=list, description="The tiers, up to 20 by increasing units; the last is open-ended."
    )
    tier_basis: TierBasis | None = strawberry.field(
        default=None, description="How the tiers apply; required with tiers."
    )

    def as_terms(self) -> NewTerms:
        project = {"project_id": self.project_id}
        return NewTerms(
            INCENTIVE.name, project | {COLUMNS[f]: column_value(f, getattr(self, f)) for f in COLUMNS}
        )


@strawberry.input(description="Changes to an incentive's terms; absent fields stay as they are.")
class IncentiveTermsChangeInput:
    type: strawberry.Maybe[IncentiveType] = strawberry.field(description="The type of reward.")
    incentive_amount: strawberry.Maybe[MinorUnits] = strawberry.field(
        description="The bonus for the agent, 0 or more."
    )
    currency: strawberry.Maybe[str] = strawberry.field(description="The currency, ISO 4217.")
    commission_percentage: strawberry.Maybe[Percentage | None] = strawberry.field(
        description="The extra commission in percent, 0 to 100; removed if null."
    )
    min_units_to_sell: strawberry.Maybe[int | None] = strawberry.field(
        description="The minimum number of units, 1 or more; removed if null."
    )
    terms_and_conditions: strawberry.Maybe[list[str]] = strawberry.field(description="The complete new list.")
    tiers: strawberry.Maybe[list[TierInput]] = strawberry.field(description="The complete new list.")
    tier_basis: strawberry.Maybe[TierBasis | None] = strawberry.field(
        description="How the tiers apply; required with tiers."
    )

    def as_terms(self) -> NewTerms:
        changes = {f: getattr(self, f) for f in COLUMNS if getattr(self, f) is not None}
        return NewTerms(
            INCENTIVE.name, {COLUMNS[f]: column_value(f, change.value) for f, change in changes.items()}
        )


COLUMNS = {
    "type": "type",
    "incentive_amount": "amount",
    "currency": "currency",
    "commission_percentage": "commission",
    "min_units_to_sell": "min_units",
    "terms_and_conditions": "conditions",
    "tiers": "tiers",
    "tier_basis": "tier_basis",
}


def column_value(field: str, value: Any) -> Any:
    """Convert a value to that of its column: commissions to hundredths of a percent, tiers to pairs."""
    if field == "commission_percentage" and value is not None:
        return hundredths(value)
    return tier_pairs(value) if field == "tiers" else value


def tier_pairs(tiers: Sequence[TierInput]) -> list[list[int]]:
    return [[tier.from_units, hundredths(tier.commission_percentage)] for tier in tiers]
