"""The usage of one promotion, as its owner sees it."""

from datetime import datetime
from typing import Any

import strawberry

from models.promotions.usage import PromotionUsage as Usage
from schema.money import Money

Parent = strawberry.Parent[Usage]


@strawberry.type(description="The orders placed in a period.")
class OrderSpan:
    starts: datetime = strawberry.field(description="The start of the period, inclusive.")
    ends: datetime = strawberry.field(description="The end of the period, exclusive.")
    orders: int = strawberry.field(description="The number of orders placed and not cancelled.")
    orders_with_it: int = strawberry.field(
        description="The number of these orders that used the promotion, themselves or through their bill."
    )
    revenue: Money = strawberry.field(
        description="The revenue of these orders after discounts, before taxes."
    )


@strawberry.type(description="The usage of a promotion, and the orders before and after it started.")
class PromotionUsage:
    spent: Money = strawberry.field(description="The total discount so far.")
    uses_left: int | None = strawberry.field(description="The number of uses left; null if unlimited.")
    budget_left: Money | None = strawberry.field(
        description="The discount left in the budget; null if there is no budget."
    )
    given_back: int = strawberry.field(description="The number of uses that were given back.")
    guests: int = strawberry.field(description="The number of identified guests who used it.")
    before: OrderSpan | None = strawberry.field(
        description="The period before it started, as long as the one since, at most a year; null if it"
        " has not started."
    )
    after: OrderSpan | None = strawberry.field(
        description="The period since it started, of the same length; null if it has not started."
    )

    @strawberry.field(description="The number of uses, without those given back.")
    def used(usage: Parent) -> int:
        return int(usage.terms.used)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, Usage)
