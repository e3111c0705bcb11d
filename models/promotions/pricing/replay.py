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
    """The past order: what was bought at the prices of the time, and what each offer took off.

    `takes_free`: the guest took free items and would take them again; otherwise their worth is taken off.
    """

    at: datetime
    guest: str | None
    is_first: bool
    bought: Cart
    takes_free: bool
    total: int
    discounts: Sequence[tuple[UUID, int]]


@dataclass(frozen=True, slots=True)
class ReplayResult:
    """The result: `qualified` orders could have had the promotion, `taken` would have, as it saved the most.

    `saved` is what it would have saved, `revenue` what all orders would have brought in, `was` what they did.
    """

    orders: int = 0
    qualified: int = 0
    taken: int = 0
    saved: int = 0
    revenue: int = 0
    was: int = 0


@dataclass(frozen=True, slots=True)
class Worth:
    """The worth of a promotion: what it saves the guest, and how much of that is off what was bought."""

    saved: int
    off: int


def replay_orders(orders: Iterable[PastOrder], promotion: Promotion, menu: Shelf, zone: str) -> ReplayResult:
    """Replay the promotion as each order's only offer, for guests who know its code, within its limits."""
    result, use, guests = ReplayResult(), UNUSED, dict[str | None, int]()
    for order in orders:
        guest_use = replace(use, by_customer=None if order.guest is None else guests.get(order.guest, 0))
        worth = worth_of(promotion, guest_use, order, situation_of(order, promotion, menu, zone))
        others = sum(amount for offer_id, amount in order.discounts if offer_id != promotion.id)
        is_taken = worth is not None and worth.saved > others
        result = add_order(result, order, worth, others, is_taken)
        if worth and is_taken:
            use = Use(use.total + 1, use.spent + worth.saved)
            guests[order.guest] = guests.get(order.guest, 0) + 1
    return result


def situation_of(order: PastOrder, promotion: Promotion, menu: Shelf, zone: str) -> Situation:
    moment = Moment(order.at, zone, order.guest is not None, order.is_first)
    cart = order.bought
    return Situation(cart, cart.subtotal, open_lines(cart), menu, moment, moment.local, promotion.code)


def worth_of(promotion: Promotion, use: Use, order: PastOrder, at: Situation) -> Worth | None:
    """Return what the promotion is worth, or None if the order does not qualify for it."""
    if not judge(promotion, use, at).is_eligible:
        return None
    gain = compute_benefit(promotion.rule, at.rests, at.menu)
    declined = gain.declined_amount(at.rests)
    return Worth(gain.in_cart + gain.to_add, gain.in_cart) if order.takes_free else Worth(declined, declined)


def add_order(
    result: ReplayResult, order: PastOrder, worth: Worth | None, others: int, is_taken: bool
) -> ReplayResult:
    saved, off = (worth.saved, worth.off) if worth and is_taken else (0, 0)
    return ReplayResult(
        orders=result.orders + 1,
        qualified=result.qualified + (worth is not None),
        taken=result.taken + is_taken,
        saved=result.saved + saved,
        revenue=result.revenue
        + (order.bought.subtotal - off if is_taken else revenue_without(order, others)),
        was=result.was + order.total,
    )


def revenue_without(order: PastOrder, others: int) -> int:
    """Return the order's revenue without this promotion, which it may have used in fact."""
    own = sum(amount for _, amount in order.discounts) - others
    return min(order.total + own, order.bought.subtotal)
