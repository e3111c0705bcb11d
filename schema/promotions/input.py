"""The promotion as clients write it."""

from typing import Any
from uuid import UUID

import strawberry

from models.offers.terms import NewTerms
from models.promotions.form import RuleType, check_scope
from models.promotions.promotion import PROMOTION
from models.time_of_day import DAY, minutes_of
from schema.percent import hundredths
from schema.scalars import MinorUnits, Percentage

AUTOMATIC = (
    "Whether it holds without being chosen. If not, it needs its code, or one of those made for it;"
    " as long as it has none, everybody may choose it."
)
CODE = "2 to 40 letters (A to Z), digits, hyphens and underscores, in any case; null: none."
STACKABLE = "Whether it combines with others where the restaurant allows that."
PRIORITY = "The greater goes first among offers that save the same."
USAGE_LIMIT = "How often it can be used in all; null: no limit."
CUSTOMER_LIMIT = "How often one guest, by phone or e-mail, can use it; null: no limit."
BUDGET = "What it may take off in all, in the restaurant's currency; null: no limit."


@strawberry.input(description="Items and categories; with neither, everything.")
class PromotionScopeInput:
    items: list[UUID] = strawberry.field(default_factory=list, description="These items of the menu.")
    categories: list[str] = strawberry.field(default_factory=list, description="And all in these.")

    def form(self) -> dict[str, Any]:
        return check_scope(self.items, self.categories)


@strawberry.input(description="A percentage of what the scope covers.")
class PercentOffInput:
    percent: Percentage = strawberry.field(description="More than 0, at most 100.")
    cap: MinorUnits | None = strawberry.field(default=None, description="At most this much; null: no cap.")
    scope: PromotionScopeInput = strawberry.field(
        default_factory=PromotionScopeInput, description="Of what; absent: of the whole bill."
    )

    def form(self) -> dict[str, Any]:
        own = {"percent": hundredths(self.percent), "cap": self.cap, "scope": self.scope.form()}
        return {"type": RuleType.PERCENT_OFF, **own}


@strawberry.input(description="An amount off what the scope covers, once, never more than that costs.")
class FlatOffInput:
    amount: MinorUnits = strawberry.field(description="More than 0.")
    scope: PromotionScopeInput = strawberry.field(
        default_factory=PromotionScopeInput, description="Off what; absent: off the whole bill."
    )

    def form(self) -> dict[str, Any]:
        return {"type": RuleType.FLAT_OFF, "amount": self.amount, "scope": self.scope.form()}


@strawberry.input(description="Units free or cheaper for units bought; the cheapest is the free one.")
class BuyGetInput:
    buy: PromotionScopeInput = strawberry.field(description="What is bought.")
    buy_quantity: int = strawberry.field(description="How many of it, at least 1.")
    get: PromotionScopeInput | None = strawberry.field(
        default=None, description="What is got; absent: the same."
    )
    get_quantity: int = strawberry.field(default=1, description="How many of it, at least 1.")
    percent: Percentage | None = strawberry.field(
        default=None, description="How much is off these; absent: they are free."
    )
    times: int | None = strawberry.field(default=None, description="At most so often an order; null: always.")

    def form(self) -> dict[str, Any]:
        quantities = {"buy_quantity": self.buy_quantity, "get_quantity": self.get_quantity}
        get = self.get.form() if self.get else None
        off = 100_00 if self.percent is None else hundredths(self.percent)
        own = {"buy": self.buy.form(), "get": get, "percent": off, "times": self.times}
        return {"type": RuleType.BUY_GET, **quantities, **own}


@strawberry.input(description="Items for nothing, under the promotion's conditions.")
class FreeItemInput:
    items: PromotionScopeInput = strawberry.field(description="Any of these.")
    quantity: int = strawberry.field(default=1, description="How many of them.")

    def form(self) -> dict[str, Any]:
        return {"type": RuleType.FREE_ITEM, "items": self.items.form(), "quantity": self.quantity}


@strawberry.input(one_of=True, description="What it gives: exactly one of these.")
class PromotionRuleInput:
    percent_off: strawberry.Maybe[PercentOffInput] = strawberry.field(description="A percentage.")
    flat_off: strawberry.Maybe[FlatOffInput] = strawberry.field(description="An amount.")
    buy_get: strawberry.Maybe[BuyGetInput] = strawberry.field(description="Buy some, get some.")
    free_item: strawberry.Maybe[FreeItemInput] = strawberry.field(description="Something for nothing.")

    def form(self) -> dict[str, Any]:
        given: dict[str, Any] = next(some.value.form() for some in vars(self).values() if some)
        return given


@strawberry.input(description="When it holds, beside its window.")
class PromotionConditionsInput:
    min_amount: MinorUnits = strawberry.field(default=MinorUnits(0), description="From this subtotal on.")
    min_quantity: int = strawberry.field(default=0, description="From so many of the scope on.")
    scope: PromotionScopeInput = strawberry.field(
        default_factory=PromotionScopeInput, description="What minQuantity counts; absent: everything."
    )
    weekdays: list[int] = strawberry.field(
        default_factory=list, description="On these days, 1 (Monday) to 7 (Sunday); none: on all."
    )
    opens: str | None = strawberry.field(
        default=None, description="From this time of the restaurant's day on, such as 17:00."
    )
    closes: str | None = strawberry.field(
        default=None, description="Until this time; before `opens`: until the next day."
    )
    first_order: bool = strawberry.field(default=False, description="On a guest's first order alone.")
    needs_customer: bool = strawberry.field(
        default=False, description="For guests who give a phone number or an e-mail address."
    )

    def form(self) -> dict[str, Any]:
        hours = {"opens": minutes(self.opens, "opens"), "closes": minutes(self.closes, "closes")}
        days = [day - 1 for day in self.weekdays]
        return {**vars(self), **hours, "weekdays": days, "scope": self.scope.form()}


def minutes(text: str | None, field: str) -> int | None:
    return None if text is None else minutes_of(text, f"terms.promotion.conditions.{field}", latest=DAY)


@strawberry.input(description="What a restaurant takes off an order or a bill.")
class PromotionTermsInput:
    restaurant_id: UUID = strawberry.field(description="Where.")
    rule: PromotionRuleInput = strawberry.field(description="What it gives.")
    conditions: PromotionConditionsInput = strawberry.field(
        default_factory=PromotionConditionsInput, description="When."
    )
    code: str | None = strawberry.field(default=None, description=CODE)
    is_automatic: bool = strawberry.field(default=True, description=AUTOMATIC)
    is_stackable: bool = strawberry.field(default=False, description=STACKABLE)
    priority: int = strawberry.field(default=0, description=PRIORITY)
    usage_limit: int | None = strawberry.field(default=None, description=USAGE_LIMIT)
    customer_limit: int | None = strawberry.field(default=None, description=CUSTOMER_LIMIT)
    budget: MinorUnits | None = strawberry.field(default=None, description=BUDGET)

    def as_terms(self) -> NewTerms:
        forms = {"rule": self.rule.form(), "conditions": self.conditions.form()}
        return NewTerms(PROMOTION.name, {**vars(self), **forms})


@strawberry.input(description="What to change of a promotion's terms; what is absent stays.")
class PromotionTermsChangeInput:
    rule: strawberry.Maybe[PromotionRuleInput] = strawberry.field(description="The whole new rule.")
    conditions: strawberry.Maybe[PromotionConditionsInput] = strawberry.field(
        description="All the new conditions."
    )
    code: strawberry.Maybe[str | None] = strawberry.field(description=CODE)
    is_automatic: strawberry.Maybe[bool] = strawberry.field(description=AUTOMATIC)
    is_stackable: strawberry.Maybe[bool] = strawberry.field(description=STACKABLE)
    priority: strawberry.Maybe[int] = strawberry.field(description=PRIORITY)
    usage_limit: strawberry.Maybe[int | None] = strawberry.field(description=USAGE_LIMIT)
    customer_limit: strawberry.Maybe[int | None] = strawberry.field(description=CUSTOMER_LIMIT)
    budget: strawberry.Maybe[MinorUnits | None] = strawberry.field(description=BUDGET)

    def as_terms(self) -> NewTerms:
        given = {name: some.value for name, some in vars(self).items() if some is not None}
        forms: dict[str, Any] = {name: given[name].form() for name in ("rule", "conditions") if name in given}
        return NewTerms(PROMOTION.name, {**given, **forms})
