"""The conditions of a promotion, apart from its validity window."""

from dataclasses import dataclass
from datetime import datetime

from models.promotions.pricing.item import EVERYTHING, Scope
from models.promotions.pricing.rule import check_between
from models.refused import bad_input

DAY = 24 * 60
NO_HOURS = "The hours cannot end when they begin; leave both out for the whole day."


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions: `min_quantity` counts what `scope` covers.

    Monday is 0; `opens` and `closes` are minutes of the restaurant's day.
    """

    min_amount: int = 0
    min_quantity: int = 0
    scope: Scope = EVERYTHING
    weekdays: frozenset[int] = frozenset()
    opens: int | None = None
    closes: int | None = None
    first_order: bool = False
    needs_customer: bool = False

    def __post_init__(self) -> None:
        check_between(0, self.min_amount, None, "minAmount")
        check_between(0, self.min_quantity, None, "minQuantity")
        check_between(0, self.opens or 0, DAY, "opens")
        check_between(0, self.closes or 0, DAY, "closes")
        if self.opens and self.opens == self.closes:
            raise bad_input(NO_HOURS, "closes")
        check_between(0, min(self.weekdays, default=0), None, "weekdays")
        check_between(0, max(self.weekdays, default=0), 6, "weekdays")

    def are_met_at(self, local: datetime) -> bool:
        """Tell whether the weekday and hours include this local time; `closes` is excluded.

        Hours past midnight belong to the day on which they began.
        """
        opens, closes = self.opens or 0, DAY if self.closes is None else self.closes
        minute = local.hour * 60 + local.minute
        runs_over = opens >= closes
        since_yesterday = runs_over and minute < closes
        is_open = since_yesterday or (opens <= minute and (runs_over or minute < closes))
        day = (local.weekday() - since_yesterday) % 7
        return is_open and (not self.weekdays or day in self.weekdays)


ALWAYS = Conditions()
