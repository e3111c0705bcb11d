"""What the slots of a shop came to, as its owner sees it."""

import datetime
from typing import Any

import strawberry

from models.slots.fill_times import DayFills
from models.slots.fill_times import FillTime as FillTimeRow
from models.slots.shop_figures import SlotFigures
from schema.money import Money


@strawberry.type(description="Of the slots that a shop opened on one day.")
class ShopDay:
    date: datetime.date = strawberry.field(description="The day, in the shop's time zone.")
    opened: int = strawberry.field(description="How many.")
    filled: int = strawberry.field(description="How many of them were filled, then or later.")
    minutes_to_fill: float | None = strawberry.field(
        description="The median time from opening to a yes that holds; null: none was filled."
    )

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, DayFills)


@strawberry.type(description="Of the filled slots, those that took about as long.")
class FillTime:
    within_minutes: int | None = strawberry.field(
        description="At most so many minutes, and more than the step before; null: than the last."
    )
    filled: int = strawberry.field(description="How many.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, FillTimeRow)


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
    days: list[ShopDay] = strawberry.field(description="Every day of that time, the first one first.")
    fill_times: list[FillTime] = strawberry.field(
        description="How long it took, in steps, the quickest first."
    )

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, SlotFigures)
