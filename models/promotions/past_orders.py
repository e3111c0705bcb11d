"""The orders of past days, in the form in which a promotion is replayed on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

import orjson

from models.promotions.pricing.cart import Cart, CartLine
from models.promotions.pricing.item import Item
from models.promotions.pricing.replay import PastOrder
from models.promotions.restaurant import Restaurant
from models.storage.calendar_days import CalendarDays
from models.storage.sql import Sql, fetch_tuples, moment

MOST_REPLAYED = 1000
# The newest orders, each with whether it was the first of its guest.
NEWEST = """SELECT o.id, o.created_at, o.guest, NOT EXISTS (SELECT 1 FROM orders e
WHERE e.restaurant_id = o.restaurant_id AND e.guest = o.guest AND e.cancelled_at IS NULL
AND e.created_at < o.created_at) AS is_first, o.subtotal - o.offer_discount AS total, o.applied
FROM orders o WHERE o.restaurant_id = ? AND o.cancelled_at IS NULL AND o.created_at >= ? AND o.created_at < ?
ORDER BY o.created_at DESC, o.id DESC LIMIT ?"""
LINES = """SELECT n.id, n.created_at, n.guest, n.is_first, n.total, n.applied, l.is_free_item, l.quantity,
l.item_id, l.name, l.category, l.list_price, l.is_discountable
FROM newest n JOIN order_lines l ON l.order_id = n.id ORDER BY n.created_at, n.id, l.place"""


@dataclass(frozen=True, slots=True)
class PastOrders:
    """The orders, oldest first; `is_cut` means that there were more and the oldest are left out."""

    orders: Sequence[PastOrder]
    is_cut: bool


async def fetch_past_orders(
    restaurant: Restaurant, span: CalendarDays, most: int = MOST_REPLAYED
) -> PastOrders:
    """Fetch the newest orders of these days, at most `most`, in one statement."""
    newest = Sql(NEWEST, restaurant.id, span.starts, span.ends, most + 1)
    rows = await fetch_tuples("WITH newest AS (" + newest + ")" + LINES)
    by_order = groupby((tuple(row) for row in rows), key=lambda row: row[:6])
    orders = [
        _past_order(order, [line[6:] for line in lines], restaurant.currency) for order, lines in by_order
    ]
    return PastOrders(orders[-most:], len(orders) > most)


def _past_order(order: Sequence[Any], lines: Sequence[Sequence[Any]], currency: str) -> PastOrder:
    """Build a past order; units that came free were not bought."""
    _, at, guest, is_first, total, applied = order
    cart_lines = tuple(_line(line) for is_free, *line in lines if not is_free)
    discounts = [(UUID(offer["offer_id"]), offer["amount"]) for offer in orjson.loads(applied)]
    takes_free = any(is_free for is_free, *_ in lines)
    return PastOrder(
        moment(at), guest, bool(guest and is_first), Cart(cart_lines, currency), takes_free, total, discounts
    )


def _line(line: Sequence[Any]) -> CartLine:
    quantity, item_id, name, category, price, is_discountable = line
    return CartLine(Item(UUID(str(item_id)), name, category, price, bool(is_discountable)), quantity)
