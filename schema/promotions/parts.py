"""A promotion's rule and conditions part by part, for whoever edits them."""

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


@strawberry.type(description="Items and categories; with neither, everything.")
class PromotionScope:
    items: list[UUID] = strawberry.field(description="These items of the menu.")
    categories: list[str] = strawberry.field(description="And all in these.")


@strawberry.type(description="A rule part by part; what its type does not have is null.")
class PromotionRule:
    percent: Percentage | None = strawberry.field(description="How much is off.")
    cap: MinorUnits | None = strawberry.field(description="At most this much.")
    amount: MinorUnits | None = strawberry.field(description="What is off, once.")
    scope: PromotionScope | None = strawberry.field(description="Off what.")
    buy: PromotionScope | None = strawberry.field(description="What is bought.")
    buy_quantity: int | None = strawberry.field(description="How many of it.")
    get: PromotionScope | None = strawberry.field(description="What is got; null: the same.")
    get_quantity: int | None = strawberry.field(description="How many of it.")
    times: int | None = strawberry.field(description="At most so often an order.")
    items: PromotionScope | None = strawberry.field(description="What is free.")
    quantity: int | None = strawberry.field(description="How many of it.")


@strawberry.type(description="Conditions part by part.")
class PromotionConditions:
    min_amount: MinorUnits = strawberry.field(description="From this subtotal on; 0: any.")
    min_quantity: int = strawberry.field(description="From so many of the scope on; 0: any.")
    first_order: bool = strawberry.field(description="On a guest's first order alone.")
    needs_customer: bool = strawberry.field(description="For guests who say who they are.")

    @strawberry.field(description="What minQuantity counts.")
    def scope(conditions: Whole) -> PromotionScope:
        return scope_parts(conditions.scope)

    @strawberry.field(description="On these days, 1 (Monday) to 7 (Sunday); none: on all.")
    def weekdays(conditions: Whole) -> list[int]:
        return [day + 1 for day in sorted(conditions.weekdays)]

    @strawberry.field(description="From this time of the restaurant's day on.")
    def opens(conditions: Whole) -> str | None:
        return None if conditions.opens is None else clock_text(conditions.opens)

    @strawberry.field(description="Until this time.")
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
