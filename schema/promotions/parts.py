"""The rule and conditions of a promotion, part by part, for editing them."""

from typing import Any
from uuid import UUID

import strawberry

from models.promotions.pricing.conditions import Conditions
from models.promotions.pricing.item import Scope
from models.promotions.pricing.rule import Rule
from models.time_of_day import clock_text
from schema.percent import percent
from schema.scalars import MinorUnits, Percentage

Whole = strawberry.Parent[Conditions]


@strawberry.type(description="Items and categories; if both are empty, everything.")
class PromotionScope:
    items: list[UUID] = strawberry.field(description="The ids of the menu items.")
    categories: list[str] = strawberry.field(description="The categories whose items are all included.")


@strawberry.type(description="A rule, part by part. Parts that its type does not have are null.")
class PromotionRule:
    percent: Percentage | None = strawberry.field(description="The discount in percent.")
    cap: MinorUnits | None = strawberry.field(description="The maximum discount.")
    amount: MinorUnits | None = strawberry.field(description="The amount of the discount, taken off once.")
    scope: PromotionScope | None = strawberry.field(description="The items that the discount applies to.")
    buy: PromotionScope | None = strawberry.field(description="The items to buy.")
    buy_quantity: int | None = strawberry.field(description="The quantity to buy.")
    get: PromotionScope | None = strawberry.field(
        description="The items that become free or cheaper; null for the same items."
    )
    get_quantity: int | None = strawberry.field(description="The quantity that becomes free or cheaper.")
    times: int | None = strawberry.field(
        description="The maximum number of times per order; null if unlimited."
    )
    items: PromotionScope | None = strawberry.field(description="The free items.")
    quantity: int | None = strawberry.field(description="The quantity of free items.")


@strawberry.type(description="The conditions, part by part.")
class PromotionConditions:
    min_amount: MinorUnits = strawberry.field(description="The minimum subtotal; 0 for none.")
    min_quantity: int = strawberry.field(
        description="The minimum quantity of items in the scope; 0 for none."
    )
    first_order: bool = strawberry.field(description="Whether it applies only to a guest's first order.")
    needs_customer: bool = strawberry.field(
        description="Whether it applies only to guests who identify themselves."
    )

    @strawberry.field(description="The items that `minQuantity` counts.")
    def scope(conditions: Whole) -> PromotionScope:
        return scope_parts(conditions.scope)

    @strawberry.field(
        description="The weekdays on which it applies, 1 (Monday) to 7 (Sunday); empty for every day."
    )
    def weekdays(conditions: Whole) -> list[int]:
        return [day + 1 for day in sorted(conditions.weekdays)]

    @strawberry.field(description="The time of day from which it applies, in the restaurant's time zone.")
    def opens(conditions: Whole) -> str | None:
        return None if conditions.opens is None else clock_text(conditions.opens)

    @strawberry.field(description="The time of day until which it applies, in the restaurant's time zone.")
    def closes(conditions: Whole) -> str | None:
        return None if conditions.closes is None else clock_text(conditions.closes)

    @classmethod
    def is_type_of(cls, row: object, _: object) -> bool:
        return isinstance(row, Conditions)


def rule_parts(rule: Rule) -> PromotionRule:
    parts: dict[str, Any] = {name: getattr(rule, name, None) for name in PLAIN}
    scopes = {name: scope_parts(getattr(rule, name)) for name in SCOPED if getattr(rule, name, None)}
    off = getattr(rule, "percent", None)
    return PromotionRule(
        **{**dict.fromkeys(SCOPED), **parts, **scopes}, percent=None if off is None else percent(off)
    )


def scope_parts(scope: Scope) -> PromotionScope:
    return PromotionScope(items=sorted(scope.items), categories=sorted(scope.categories))


PLAIN = ("cap", "amount", "buy_quantity", "get_quantity", "times", "quantity")
SCOPED = ("scope", "buy", "get", "items")
