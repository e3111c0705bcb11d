"""What a promotion would have done to orders of the past: priced again in the order in which they came."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from models.promotions.pricing.cart import Cart, Moment
from models.promotions.pricing.gain import benefit
from models.promotions.pricing.promotion import UNUSED, Promotion, Use
from models.promotions.pricing.rest import rests
from models.promotions.pricing.shelf import Shelf
from models.promotions.pricing.situation import Situation
from models.promotions.pricing.verdict import judged


@dataclass(frozen=True, slots=True)
class PastOrder:
    """What was bought at the prices of then, by whom, and what each offer took off.

    `takes_free`: whether free items were made; then they are made again, else their worth is taken off.
    """

    at: datetime
    guest: str | None
    is_first: bool
    bought: Cart
    takes_free: bool
    total: int
    taken: Sequence[tuple[UUID, int]]


@dataclass(frozen=True, slots=True)
class Replayed:
    """`qualified` could have had it; `taken` would have, because nothing else saved as much.

    `saved` is what it would have taken off, `revenue` what all orders would have left, `was` what they left.
    """

    orders: int = 0
    qualified: int = 0
    taken: int = 0
    saved: int = 0
    revenue: int = 0
    was: int = 0


@dataclass(frozen=True, slots=True)
class Worth:
    """What it saves a guest, and how much of that is off what was bought."""

    saved: int
    off: int


def replayed(orders: Iterable[PastOrder], promotion: Promotion, menu: Shelf, zone: str) -> Replayed:
    """As the only offer of an order, by guests who know its code, within its limits and its budget."""
    sofar, use, guests = Replayed(), UNUSED, dict[str | None, int]()
    for order in orders:
        mine = replace(use, by_customer=None if order.guest is None else guests.get(order.guest, 0))
        worth = worth_of(promotion, mine, order, situation_of(order, promotion, menu, zone))
        others = sum(amount for offer_id, amount in order.taken if offer_id != promotion.id)
        is_taken = worth is not None and worth.saved > others
        sofar = added(sofar, order, worth, others, is_taken)
        if worth and is_taken:
            use = Use(use.total + 1, use.spent + worth.saved)
            guests[order.guest] = guests.get(order.guest, 0) + 1
    return sofar


def situation_of(order: PastOrder, promotion: Promotion, menu: Shelf, zone: str) -> Situation:
    moment = Moment(order.at, zone, order.guest is not None, order.is_first)
    cart = order.bought
    return Situation(cart, cart.subtotal, rests(cart), menu, moment, moment.local, promotion.code)


def worth_of(promotion: Promotion, use: Use, order: PastOrder, at: Situation) -> Worth | None:
    """None where the order could not have had it."""
    if not judged(promotion, use, at).is_eligible:
        return None
    gain = benefit(promotion.rule, at.rests, at.menu)
    declined = gain.declined(at.rests)
    return Worth(gain.in_cart + gain.to_add, gain.in_cart) if order.takes_free else Worth(declined, declined)


def added(sofar: Replayed, order: PastOrder, worth: Worth | None, others: int, is_taken: bool) -> Replayed:
    saved, off = (worth.saved, worth.off) if worth and is_taken else (0, 0)
    return Replayed(
        orders=sofar.orders + 1,
        qualified=sofar.qualified + (worth is not None),
        taken=sofar.taken + is_taken,
        saved=sofar.saved + saved,
        revenue=sofar.revenue + (order.bought.subtotal - off if is_taken else without(order, others)),
        was=sofar.was + order.total,
    )


def without(order: PastOrder, others: int) -> int:
    """What the order would have left without this promotion, which it may have had as it is now."""
    own = sum(amount for _, amount in order.taken) - others
    return min(order.total + own, order.bought.subtotal)
