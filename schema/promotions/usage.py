"""How one promotion was used, as its owner sees it."""

from datetime import datetime
from typing import Any

import strawberry

from models.promotions.usage import PromotionUsage as Usage
from schema.money import Money

Parent = strawberry.Parent[Usage]


@strawberry.type(description="What was ordered in a span of time.")
class OrderSpan:
    starts: datetime = strawberry.field(description="From this moment.")
    ends: datetime = strawberry.field(description="To before this moment.")
    orders: int = strawberry.field(description="How many orders were placed and not cancelled.")
    orders_with_it: int = strawberry.field(description="How many of them, or of their bills, used it.")
    revenue: Money = strawberry.field(description="What these orders came to for guests, before taxes.")


@strawberry.type(description="How a promotion was used, and whether more was ordered since it began.")
class PromotionUsage:
    spent: Money = strawberry.field(description="What it took off.")
    uses_left: int | None = strawberry.field(description="How often it can still be used; null: no limit.")
    budget_left: Money | None = strawberry.field(
        description="What it may still take off; null: it has no budget."
    )
    given_back: int = strawberry.field(description="How many uses were given back.")
    guests: int = strawberry.field(description="How many guests who said who they are have used it.")
    before: OrderSpan | None = strawberry.field(
        description="The time before it began, as long as it has held since, a year at most; null: it has"
        " not begun."
    )
    after: OrderSpan | None = strawberry.field(description="The same length of time since it began.")

    @strawberry.field(description="How often it was used; what was given back is not counted.")
    def used(usage: Parent) -> int:
        return int(usage.terms.used)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, Usage)
