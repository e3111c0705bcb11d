"""What the promotions of a restaurant came to: how often they were used, what they cost, what was left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from models.money import Amount
from models.promotions.restaurant import Restaurant
from models.rounding import HUNDRED_PERCENT
from models.storage.calendar_days import CalendarDays
from models.storage.sql import Sql, fetch, fetch_tuples

MOST_USED = 10
NO_ORDERS = (0,) * 5
# What an order shows may come off the bill: what was taken off is what was redeemed.
ORDERS = """COUNT(*), SUM(CASE WHEN o.offer_discount > 0 THEN 1 ELSE 0 END), SUM(o.offer_discount),
SUM(o.subtotal), SUM((SELECT COALESCE(SUM(r.amount), 0) FROM redemptions r
WHERE r.order_id = o.id AND r.given_back_at IS NULL))
FROM orders o WHERE o.restaurant_id = ? AND o.cancelled_at IS NULL AND"""
BILLS = """SUM(r.amount) FROM table_sessions s
JOIN redemptions r ON r.session_id = s.id AND r.order_id IS NULL AND r.given_back_at IS NULL
WHERE s.restaurant_id = ? AND"""
# A use off a bill belongs to the day of its session, as in BILLS.
USED = """SELECT u.offer_id, COUNT(*) AS uses, SUM(u.amount) AS saved FROM (
SELECT r.offer_id, r.amount, CASE WHEN r.order_id IS NULL THEN s.created_at ELSE r.created_at END AS at
FROM promotion_terms t JOIN redemptions r ON r.offer_id = t.offer_id
JOIN table_sessions s ON s.id = r.session_id WHERE t.restaurant_id = ? AND r.given_back_at IS NULL
) u WHERE"""


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Of one day, in minor units of one currency.

    `off_bills` is taken off beside `off_orders`; `shown` is what the orders showed, of either.
    """

    date: date
    currency: str
    orders: int
    orders_with_offer: int
    shown: int
    listed: int
    off_orders: int
    off_bills: int

    @property
    def saved(self) -> Amount:
        return Amount(self.off_orders + self.off_bills, self.currency)

    @property
    def revenue(self) -> Amount:
        return Amount(self.listed - self.off_orders - self.off_bills, self.currency)


@dataclass(frozen=True, slots=True)
class Usage:
    """How often one promotion was used, and what it took off."""

    offer_id: UUID
    uses: int
    saved: Amount


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the orders that were placed on these days and not cancelled, and of their bills."""

    span: CalendarDays
    currency: str
    days: Sequence[DayFigures]
    most_used: Sequence[Usage]

    @property
    def orders(self) -> int:
        return sum(day.orders for day in self.days)

    @property
    def orders_with_offer(self) -> int:
        return sum(day.orders_with_offer for day in self.days)

    @property
    def usage_rate(self) -> int | None:
        """Hundredths of a percent."""
        return half_up(self.orders_with_offer * HUNDRED_PERCENT, self.orders)

    @property
    def mean_saving(self) -> Amount | None:
        mean = half_up(sum(day.shown for day in self.days), self.orders_with_offer)
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


async def figures(restaurant: Restaurant, span: CalendarDays) -> Figures:
    """In three statements, however many orders there are."""
    orders = await by_day(span, Sql(ORDERS, restaurant.id), "o.created_at")
    bills = await by_day(span, Sql(BILLS, restaurant.id), "s.created_at")
    made = [
        _of_day(day, restaurant.currency, orders.get(place, NO_ORDERS), bills.get(place, (0,))[0])
        for place, day in enumerate(span.days)
    ]
    return Figures(span, restaurant.currency, made, await most_used(restaurant, span))


async def by_day(span: CalendarDays, figures: Sql, column: str) -> dict[int, Sequence[Any]]:
    """The figures of each day that has any, by its place."""
    selected = f"SELECT {span.place(column)}," + figures + span.covers(column) + "GROUP BY 1"
    return {row[0]: tuple(row)[1:] for row in await fetch_tuples(selected)}


def _of_day(day: date, currency: str, orders: Sequence[Any], off_bills: Any) -> DayFigures:
    """PostgreSQL adds integers up to decimals."""
    return DayFigures(day, currency, *map(int, (*orders, off_bills)))


async def most_used(restaurant: Restaurant, span: CalendarDays) -> list[Usage]:
    rows = await fetch(
        Sql(USED, restaurant.id)
        + span.covers("u.at")
        + f"GROUP BY u.offer_id ORDER BY uses DESC, saved DESC, u.offer_id LIMIT {MOST_USED}"
    )
    return [
        Usage(UUID(str(row["offer_id"])), row["uses"], Amount(int(row["saved"]), restaurant.currency))
        for row in rows
    ]


def half_up(amount: int, parts: int) -> int | None:
    return (amount * 2 + parts) // (parts * 2) if parts else None
