"""The promotion: a discount that a restaurant takes off an order or a bill."""

from collections.abc import Mapping, Sequence
from typing import Any, Self
from uuid import UUID

from tortoise import fields
from tortoise.exceptions import IntegrityError

from models.events import Event
from models.money import LARGEST
from models.offers.activity import Activity
from models.offers.answering import NeverSettling
from models.offers.kind import Kind
from models.offers.lifecycle import Status
from models.offers.log_field import LogField
from models.offers.register import register
from models.offers.settling import Decision, never_by_an_answer
from models.offers.terms import Draft, Terms
from models.people.viewer import ADMINS, Role, Viewer
from models.promotions.form import Form, check_terms, log_form
from models.promotions.menu_scope import refuse_foreign
from models.promotions.promo_code import store_own_code
from models.promotions.restaurant import Restaurant
from models.promotions.restaurant_news import note_use
from models.promotions.row import PromotionRow
from models.promotions.table import check_code
from models.refused import Code, Refused, bad_input
from models.storage.chain import Part, write
from models.storage.sql import Sql, execute
from models.storage.statements import insert, update

PATH = "terms.promotion"
MOST_USES = 10**9
LIMITS = {"usage_limit": MOST_USES, "customer_limit": MOST_USES, "budget": LARGEST}
CODE_CONFLICT = "Another promotion of this restaurant already has this code."


class PromotionTerms(Terms):
    """The terms of a promotion; single statements count `used` and `spent`, so no change writes them."""

    offer: Any = fields.OneToOneField("offers.Offer", related_name="promotion_terms", primary_key=True)
    restaurant: fields.ForeignKeyRelation[Restaurant] = fields.ForeignKeyField(
        "offers.Restaurant", related_name="promotions"
    )
    restaurant_id: UUID
    rule: Any = fields.JSONField()
    conditions: Any = fields.JSONField(default=dict)
    code = fields.CharField(max_length=40, null=True)
    is_automatic = fields.BooleanField(default=True)
    is_stackable = fields.BooleanField(default=False)
    priority = fields.IntField(default=0)
    usage_limit = fields.IntField(null=True)
    customer_limit = fields.IntField(null=True)
    budget = fields.BigIntField(null=True)
    used = fields.IntField(default=0)
    spent = fields.BigIntField(default=0)

    record = PromotionRow

    class Meta:
        table = "promotion_terms"
        unique_together = (("restaurant", "code"),)

    @classmethod
    async def draft(cls, viewer: Viewer, terms: dict[str, Any]) -> Draft[Self]:
        """Draft a promotion of a restaurant that the viewer may run; its owner becomes the author."""
        terms.pop("project_id", None)
        restaurant = await Restaurant.run_by(viewer, terms["restaurant_id"], f"{PATH}.restaurantId")
        return Draft(cls(**terms), author_id=restaurant.builder_id)

    def check(self) -> None:
        self.rule, self.conditions = check_terms(self.rule, self.conditions)
        self.code = None if self.code is None else check_code(self.code, f"{PATH}.code")
        for column, most in LIMITS.items():
            number = getattr(self, column)
            if number is not None and not 1 <= number <= most:
                field = column.split("_")[0] + "".join(word.title() for word in column.split("_")[1:])
                raise bad_input(f"Must be between 1 and {most}, or null for no limit.", f"{PATH}.{field}")

    async def store_new(self, *before: Part) -> Sequence[Part]:
        await self.refuse_foreign({})
        await write(*before)
        await self._store(insert(self))
        return ()

    async def store(self) -> Sequence[Part]:
        before = await type(self).get(offer_id=self.offer_id)
        await self.refuse_foreign(before.parts)
        await self._store(update(self, *self.columns))
        return ()

    async def _store(self, statement: Sql) -> None:
        """Save the terms and their code; the database refuses a code that another promotion has."""
        try:
            await execute(statement)
            await store_own_code(self.restaurant_id, self.offer_id, self.code)
        except IntegrityError:
            raise Refused(Code.CONFLICT, CODE_CONFLICT, f"{PATH}.code") from None

    @property
    def parts(self) -> dict[str, Form]:
        """The JSON that names items and categories."""
        return {"rule": self.rule, "conditions": self.conditions}

    async def refuse_foreign(self, before: Mapping[str, Form]) -> None:
        """Refuse what is not on the menu, unless the parts before named it."""
        await refuse_foreign(self.restaurant_id, self.parts, before)

    def copied_columns(self) -> dict[str, Any]:
        """Return the terms for a copy, without the code: a code belongs to one promotion."""
        return super().copied_columns() | {"code": None}


class Promotion(Kind):
    """The kind of promotions: guests use them when they order; responses are recorded and change nothing."""

    name = "promotion"
    terms = PromotionTerms
    authors = ADMINS | {Role.BUILDER}
    answering = NeverSettling()
    used_in = ("redemptions",)
    silent_events = frozenset({Event.CREATED, Event.REDEEMED, Event.GIVEN_BACK})
    log_fields = {"rule": LogField("rule", log_form), "conditions": LogField("conditions", log_form)}

    def settle(self, answers: Sequence[Decision], others_open: int) -> Status | None:
        return never_by_an_answer(answers, others_open)

    async def after(self, line: Activity) -> None:
        await note_use(line)


PROMOTION = register(Promotion())
