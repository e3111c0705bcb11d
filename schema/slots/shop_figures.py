"""The figures of a shop's slots, as its owner sees them."""

import datetime
from typing import Any

import strawberry

from models.slots.fill_times import DayFills
from models.slots.fill_times import FillTime as FillTimeRow
from models.slots.shop_figures import SlotFigures
from schema.money import Money


@strawberry.type(description="Figures of the slots that a shop opened on one day.")
class ShopDay:
    date: datetime.date = strawberry.field(description="The day, in the shop's time zone.")
    opened: int = strawberry.field(description="The number of slots opened.")
    filled: int = strawberry.field(
        description="The number of these slots that were filled, on that day or later."
    )
    minutes_to_fill: float | None = strawberry.field(
        description="The median time from opening to the answer that filled the slot, in minutes; null if"
        " none was filled."
    )

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, DayFills)


@strawberry.type(description="The number of slots that took a similar time to fill.")
class FillTime:
    within_minutes: int | None = strawberry.field(
        description="The upper bound in minutes, inclusive; the bound of the step before is the lower"
        " one. Null in the last step, which has no upper bound."
    )
    filled: int = strawberry.field(description="The number of slots filled in this time.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, FillTimeRow)


@strawberry.type(description="Figures of the slots that a shop opened in a period.")
class ShopFigures:
    opened: int = strawberry.field(description="The number of slots opened.")
    filled: int = strawberry.field(
        description="The number of slots that were taken, and paid for where a deposit was required."
    )
    expired: int = strawberry.field(description="The number of slots that nobody took in time.")
    withdrawn: int = strawberry.field(description="The number of slots that were withdrawn.")
    waiting: int = strawberry.field(description="The number of slots that are still open.")
    minutes_to_fill: float | None = strawberry.field(
        description="The median time from opening to the answer that filled the slot, in minutes; null if"
        " none was filled."
    )
    texts: int = strawberry.field(description="The number of texts sent in the period.")
    recovered: Money = strawberry.field(description="The total value of the filled slots.")
    days: list[ShopDay] = strawberry.field(description="Every day of the period, oldest first.")
    fill_times: list[FillTime] = strawberry.field(
        description="How long the slots took to fill, in steps, shortest first."
    )

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, SlotFigures)
