"""The replay of a promotion on past orders, priced again in the order in which they were placed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from models.promotions.pricing.cart import Cart, Moment
from models.promotions.pricing.gain import compute_benefit
from models.promotions.pricing.open_line import open_lines
from models.promotions.pricing.promotion import UNUSED, Promotion, Use
from models.promotions.pricing.shelf import Shelf
from models.promotions.pricing.situation import Situation
from models.promotions.pricing.verdict import judge


@dataclass(frozen=True, slots=True)
class PastOrder:
    """The past order: the cart at the prices of the time, and what each offer took off.

    `takes_free`: the guest took free items and would take them again; otherwise their worth is taken off.
    """

    at: datetime
    guest: str | None
    is_first: bool
    cart: Cart
    takes_free: bool
    total: int
    discounts: Sequence[tuple[UUID, int]]


@dataclass(frozen=True, slots=True)
class ReplayResult:
    """The result: of `eligible_orders`, `orders_taking` would have used the promotion, as it saves the most.

    `savings` is what it would have saved; `revenue` is what all orders would have brought in, and
    `actual_revenue` what they did bring in.
    """

    orders: int = 0
    eligible_orders: int = 0
    orders_taking: int = 0
    savings: int = 0
    revenue: int = 0
    actual_revenue: int = 0


@dataclass(frozen=True, slots=True)
class Worth:
    """The worth of a promotion: what it saves the guest, and how much of that is off what was bought."""

    savings: int
    off: int


def replay_orders(orders: Iterable[PastOrder], promotion: Promotion, menu: Shelf, zone: str) -> ReplayResult:
    """Replay the promotion as each order's only offer, for guests who know its code, within its limits."""
    result, use, guests = ReplayResult(), UNUSED, dict[str | None, int]()
    for order in orders:
        guest_use = replace(use, by_customer=None if order.guest is None else guests.get(order.guest, 0))
        worth = worth_of(promotion, guest_use, order, situation_of(order, promotion, menu, zone))
        other_discounts = sum(amount for offer_id, amount in order.discounts if offer_id != promotion.id)
        is_taking = worth is not None and worth.savings > other_discounts
        result = add_order(result, order, worth, other_discounts, is_taking)
        if worth and is_taking:
            use = Use(use.total + 1, use.spent + worth.savings)
            guests[order.guest] = guests.get(order.guest, 0) + 1
    return result


def situation_of(order: PastOrder, promotion: Promotion, menu: Shelf, zone: str) -> Situation:
    moment = Moment(order.at, zone, order.guest is not None, order.is_first)
    cart = order.cart
    return Situation(cart, cart.subtotal, open_lines(cart), menu, moment, moment.local, promotion.code)


def worth_of(promotion: Promotion, use: Use, order: PastOrder, at: Situation) -> Worth | None:
    """Return what the promotion is worth, or None if the order does not qualify for it."""
    if not judge(promotion, use, at).is_eligible:
        return None
    gain = compute_benefit(promotion.rule, at.lines, at.menu)
    declined_amount = gain.declined_amount(at.lines)
    return (
        Worth(gain.in_cart + gain.to_add, gain.in_cart)
        if order.takes_free
        else Worth(declined_amount, declined_amount)
    )


def add_order(
    result: ReplayResult, order: PastOrder, worth: Worth | None, other_discounts: int, is_taking: bool
) -> ReplayResult:
    savings, off = (worth.savings, worth.off) if worth and is_taking else (0, 0)
    return ReplayResult(
        orders=result.orders + 1,
        eligible_orders=result.eligible_orders + (worth is not None),
        orders_taking=result.orders_taking + is_taking,
        savings=result.savings + savings,
        revenue=result.revenue
        + (order.cart.subtotal - off if is_taking else revenue_without(order, other_discounts)),
        actual_revenue=result.actual_revenue + order.total,
    )


def revenue_without(order: PastOrder, other_discounts: int) -> int:
    """Return the order's revenue without this promotion, which it may have used in fact."""
    own_discount = sum(amount for _, amount in order.discounts) - other_discounts
    return min(order.total + own_discount, order.cart.subtotal)
