"""The inputs for promotions."""

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
    "Whether it applies without being chosen. If not, it needs its code or a code"
    " generated for it; while it has none, every guest can choose it."
)
CODE = (
    "The code: 2 to 40 letters (A to Z), digits, hyphens and underscores, in any letter case; null for none."
)
STACKABLE = "Whether it combines with other promotions, if the restaurant allows that."
PRIORITY = "The priority among offers with equal savings; higher goes first."
USAGE_LIMIT = "The maximum number of uses in total; null if unlimited."
CUSTOMER_LIMIT = "The maximum number of uses per guest, identified by phone or e-mail; null if unlimited."
BUDGET = "The maximum total discount, in the restaurant's currency; null if unlimited."


@strawberry.input(description="Items and categories; if both are empty, everything.")
class PromotionScopeInput:
    items: list[UUID] = strawberry.field(default_factory=list, description="The ids of menu items.")
    categories: list[str] = strawberry.field(
        default_factory=list, description="Categories whose items are all included."
    )

    def form(self) -> dict[str, Any]:
        return check_scope(self.items, self.categories)


@strawberry.input(description="A percentage off the items in the scope.")
class PercentOffInput:
    percent: Percentage = strawberry.field(
        description="The discount in percent, more than 0 and at most 100."
    )
    cap: MinorUnits | None = strawberry.field(
        default=None, description="The maximum discount; null for no maximum."
    )
    scope: PromotionScopeInput = strawberry.field(
        default_factory=PromotionScopeInput,
        description="The items that the discount applies to; absent for the whole bill.",
    )

    def form(self) -> dict[str, Any]:
        columns = {"percent": hundredths(self.percent), "cap": self.cap, "scope": self.scope.form()}
        return {"type": RuleType.PERCENT_OFF, **columns}


@strawberry.input(description="An amount off the items in the scope, once and never more than they cost.")
class FlatOffInput:
    amount: MinorUnits = strawberry.field(description="The amount of the discount, more than 0.")
    scope: PromotionScopeInput = strawberry.field(
        default_factory=PromotionScopeInput,
        description="The items that the discount applies to; absent for the whole bill.",
    )

    def form(self) -> dict[str, Any]:
        return {"type": RuleType.FLAT_OFF, "amount": self.amount, "scope": self.scope.form()}


@strawberry.input(description="Free or cheaper units for units bought; the cheapest units become free.")
class BuyGetInput:
    buy: PromotionScopeInput = strawberry.field(description="The items to buy.")
    buy_quantity: int = strawberry.field(description="The quantity to buy, at least 1.")
    get: PromotionScopeInput | None = strawberry.field(
        default=None, description="The items that become free or cheaper; absent for the same items."
    )
    get_quantity: int = strawberry.field(
        default=1, description="The quantity that becomes free or cheaper, at least 1."
    )
    percent: Percentage | None = strawberry.field(
        default=None, description="The discount on these items in percent; absent if they are free."
    )
    times: int | None = strawberry.field(
        default=None, description="The maximum number of times per order; null if unlimited."
    )

    def form(self) -> dict[str, Any]:
        quantities = {"buy_quantity": self.buy_quantity, "get_quantity": self.get_quantity}
        get = self.get.form() if self.get else None
        off = 100_00 if self.percent is None else hundredths(self.percent)
        columns = {"buy": self.buy.form(), "get": get, "percent": off, "times": self.times}
        return {"type": RuleType.BUY_GET, **quantities, **columns}


@strawberry.input(description="Free items, under the promotion's conditions.")
class FreeItemInput:
    items: PromotionScopeInput = strawberry.field(description="The items that can be chosen.")
    quantity: int = strawberry.field(default=1, description="The quantity of free items, at least 1.")

    def form(self) -> dict[str, Any]:
        return {"type": RuleType.FREE_ITEM, "items": self.items.form(), "quantity": self.quantity}


@strawberry.input(one_of=True, description="The rule of a promotion: exactly one of these.")
class PromotionRuleInput:
    percent_off: strawberry.Maybe[PercentOffInput] = strawberry.field(description="A percentage off.")
    flat_off: strawberry.Maybe[FlatOffInput] = strawberry.field(description="An amount off.")
    buy_get: strawberry.Maybe[BuyGetInput] = strawberry.field(
        description="Free or cheaper units for units bought."
    )
    free_item: strawberry.Maybe[FreeItemInput] = strawberry.field(description="Free items.")

    def form(self) -> dict[str, Any]:
        form: dict[str, Any] = next(argument.value.form() for argument in vars(self).values() if argument)
        return form


@strawberry.input(description="The conditions of a promotion, apart from its validity window.")
class PromotionConditionsInput:
    min_amount: MinorUnits = strawberry.field(
        default=MinorUnits(0), description="The minimum subtotal; 0 for none."
    )
    min_quantity: int = strawberry.field(
        default=0, description="The minimum quantity of items in the scope; 0 for none."
    )
    scope: PromotionScopeInput = strawberry.field(
        default_factory=PromotionScopeInput,
        description="The items that `minQuantity` counts; absent for everything.",
    )
    weekdays: list[int] = strawberry.field(
        default_factory=list,
        description="The weekdays on which it applies, 1 (Monday) to 7 (Sunday); empty for every day.",
    )
    opens: str | None = strawberry.field(
        default=None,
        description="The time of day from which it applies, in the restaurant's time zone, such as 17:00.",
    )
    closes: str | None = strawberry.field(
        default=None,
        description="The time of day until which it applies; if it is before `opens`, on the next day.",
    )
    first_order: bool = strawberry.field(
        default=False, description="Whether it applies only to a guest's first order."
    )
    needs_customer: bool = strawberry.field(
        default=False,
        description="Whether it applies only to guests who give a phone number or an e-mail address.",
    )

    def form(self) -> dict[str, Any]:
        hours = {"opens": minutes(self.opens, "opens"), "closes": minutes(self.closes, "closes")}
        days = [day - 1 for day in self.weekdays]
        return {**vars(self), **hours, "weekdays": days, "scope": self.scope.form()}


def minutes(text: str | None, field: str) -> int | None:
    return None if text is None else minutes_of(text, f"terms.promotion.conditions.{field}", latest=DAY)


@strawberry.input(description="The terms of a promotion: a restaurant's discount on an order or a bill.")
class PromotionTermsInput:
    restaurant_id: UUID = strawberry.field(description="The restaurant's id.")
    rule: PromotionRuleInput = strawberry.field(description="The rule.")
    conditions: PromotionConditionsInput = strawberry.field(
        default_factory=PromotionConditionsInput, description="The conditions."
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


@strawberry.input(description="The terms of a promotion to change; absent fields stay the same.")
class PromotionTermsChangeInput:
    rule: strawberry.Maybe[PromotionRuleInput] = strawberry.field(description="The complete new rule.")
    conditions: strawberry.Maybe[PromotionConditionsInput] = strawberry.field(
        description="The complete new conditions."
    )
    code: strawberry.Maybe[str | None] = strawberry.field(description=CODE)
    is_automatic: strawberry.Maybe[bool] = strawberry.field(description=AUTOMATIC)
    is_stackable: strawberry.Maybe[bool] = strawberry.field(description=STACKABLE)
    priority: strawberry.Maybe[int] = strawberry.field(description=PRIORITY)
    usage_limit: strawberry.Maybe[int | None] = strawberry.field(description=USAGE_LIMIT)
    customer_limit: strawberry.Maybe[int | None] = strawberry.field(description=CUSTOMER_LIMIT)
    budget: strawberry.Maybe[MinorUnits | None] = strawberry.field(description=BUDGET)

    def as_terms(self) -> NewTerms:
        columns = {name: argument.value for name, argument in vars(self).items() if argument is not None}
        forms: dict[str, Any] = {
            name: columns[name].form() for name in ("rule", "conditions") if name in columns
        }
        return NewTerms(PROMOTION.name, {**columns, **forms})
