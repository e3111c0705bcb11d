"""The figures of a restaurant's promotions: their uses, their cost, and the revenue after discounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, SupportsInt
from uuid import UUID

from models.money import Amount
from models.promotions.restaurant import Restaurant
from models.rounding import HUNDRED_PERCENT
from models.storage.calendar_days import CalendarDays
from models.storage.sql import Sql, fetch, fetch_tuples

MOST_USED = 10
NO_ORDERS = (0,) * 5
# An order's offer_discount includes what comes off the bill; redemptions are what came off the order itself.
ORDERS = """COUNT(*), SUM(CASE WHEN o.offer_discount > 0 THEN 1 ELSE 0 END), SUM(o.offer_discount),
SUM(o.subtotal), SUM((SELECT COALESCE(SUM(r.amount), 0) FROM redemptions r
WHERE r.order_id = o.id AND r.given_back_at IS NULL))
FROM orders o WHERE o.restaurant_id = ? AND o.cancelled_at IS NULL AND"""
BILLS = """SUM(r.amount) FROM table_sessions s
JOIN redemptions r ON r.session_id = s.id AND r.order_id IS NULL AND r.given_back_at IS NULL
WHERE s.restaurant_id = ? AND"""
# A use on a bill counts for the day on which its session began, as in BILLS.
USES = """SELECT u.offer_id, COUNT(*) AS uses, SUM(u.amount) AS saved FROM (
SELECT r.offer_id, r.amount, CASE WHEN r.order_id IS NULL THEN s.created_at ELSE r.created_at END AS at
FROM promotion_terms t JOIN redemptions r ON r.offer_id = t.offer_id
JOIN table_sessions s ON s.id = r.session_id WHERE t.restaurant_id = ? AND r.given_back_at IS NULL
) u WHERE"""


@dataclass(frozen=True, slots=True)
class DayFigures:
    """The figures of one day, in minor units of one currency.

    `list_total` is the sum of list prices. `off_orders` and `off_bills` were taken off orders and off bills;
    `shown_discount` is what the orders showed for both together.
    """

    date: date
    currency: str
    orders: int
    orders_with_offer: int
    shown_discount: int
    list_total: int
    off_orders: int
    off_bills: int

    @property
    def saved(self) -> Amount:
        return Amount(self.off_orders + self.off_bills, self.currency)

    @property
    def revenue(self) -> Amount:
        return Amount(self.list_total - self.off_orders - self.off_bills, self.currency)


@dataclass(frozen=True, slots=True)
class PromotionUses:
    """The uses of one promotion and the total they took off."""

    offer_id: UUID
    uses: int
    saved: Amount


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of orders placed on these days and not cancelled, and of bills of sessions begun then."""

    span: CalendarDays
    currency: str
    days: Sequence[DayFigures]
    most_used: Sequence[PromotionUses]

    @property
    def orders(self) -> int:
        return sum(day.orders for day in self.days)

    @property
    def orders_with_offer(self) -> int:
        return sum(day.orders_with_offer for day in self.days)

    @property
    def usage_rate(self) -> int | None:
        """The share of orders with an offer, in hundredths of a percent; None if there are no orders."""
        return round_half_up(self.orders_with_offer * HUNDRED_PERCENT, self.orders)

    @property
    def mean_saving(self) -> Amount | None:
        mean = round_half_up(sum(day.shown_discount for day in self.days), self.orders_with_offer)
        return None if mean is None else Amount(mean, self.currency)

    @property
    def saved(self) -> Amount:
        return Amount(sum(day.saved.minor_units for day in self.days), self.currency)

    @property
    def saved_on_bills(self) -> Amount:
        return Amount(sum(day.off_bills for day in self.days), self.currency)

    @property
    def revenue(self) -> Amount:
        return Amount(sum(day.revenue.minor_units for day in self.days), self.currency)


async def fetch_figures(restaurant: Restaurant, span: CalendarDays) -> Figures:
    """Compute the figures in three statements, however many orders there are."""
    orders = await fetch_by_day(span, Sql(ORDERS, restaurant.id), "o.created_at")
    bills = await fetch_by_day(span, Sql(BILLS, restaurant.id), "s.created_at")
    days = [
        _day_figures(day, restaurant.currency, orders.get(place, NO_ORDERS), bills.get(place, (0,))[0])
        for place, day in enumerate(span.days)
    ]
    return Figures(span, restaurant.currency, days, await fetch_most_used(restaurant, span))


async def fetch_by_day(span: CalendarDays, figures: Sql, column: str) -> dict[int, Sequence[Any]]:
    """Fetch the figures of each day that has any, keyed by the day's index in the span."""
    query = f"SELECT {span.place(column)}," + figures + span.covers(column) + "GROUP BY 1"
    return {row[0]: tuple(row)[1:] for row in await fetch_tuples(query)}


def _day_figures(day: date, currency: str, orders: Sequence[Any], off_bills: SupportsInt) -> DayFigures:
    """Build the figures of a day; PostgreSQL sums integers to decimals, hence `int`."""
    return DayFigures(day, currency, *map(int, (*orders, off_bills)))


async def fetch_most_used(restaurant: Restaurant, span: CalendarDays) -> list[PromotionUses]:
    rows = await fetch(
        Sql(USES, restaurant.id)
        + span.covers("u.at")
        + f"GROUP BY u.offer_id ORDER BY uses DESC, saved DESC, u.offer_id LIMIT {MOST_USED}"
    )
    return [
        PromotionUses(UUID(str(row["offer_id"])), row["uses"], Amount(int(row["saved"]), restaurant.currency))
        for row in rows
    ]


def round_half_up(amount: int, parts: int) -> int | None:
    return (amount * 2 + parts) // (parts * 2) if parts else None
