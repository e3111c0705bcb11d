"""What the slots of a shop came to, as its owner sees it."""

from typing import Any

import strawberry

from models.shop_figures import Figures
from schema.money import Money


@strawberry.type(description="Of the slots that a shop opened in a span of time.")
class ShopFigures:
    opened: int = strawberry.field(description="How many.")
    filled: int = strawberry.field(description="How many of them somebody took, and paid where asked.")
    expired: int = strawberry.field(description="How many nobody took in time.")
    withdrawn: int = strawberry.field(description="How many were taken back.")
    waiting: int = strawberry.field(description="How many are still to be had.")
    minutes_to_fill: float | None = strawberry.field(
        description="The median time from opening to a yes that holds; null: none was filled."
    )
    texts: int = strawberry.field(description="How many texts went out in that time.")
    recovered: Money = strawberry.field(description="What the filled ones are worth together.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, Figures)
