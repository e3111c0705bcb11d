"""Placing and cancelling orders: priced here, each use of an offer counted in the same transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from models.cart_offers import CartOffers, Wish, cart_offers
from models.guest import guest_key
from models.lifecycle import is_in_force, status_at
from models.offer import Offer
from models.order import Order
from models.pricing.applied import Applied
from models.pricing.order import PricedOrder
from models.pricing.promotion import Promotion
from models.redemption import counted, give_back, redeem
from models.refused import Code, Refused, not_found
from models.restaurant import Restaurant
from models.table_session import TableSession
from models.viewer import Viewer

LOST = "This offer was used up or changed in the meantime."
OTHER_TOTAL = "The total is not what you saw: look at it again."


@dataclass(frozen=True, slots=True)
class OrderWish:
    """What a guest wants to order, and what they expect to pay."""

    lines: Sequence[tuple[UUID, int]]
    offer: Wish = field(default_factory=Wish)
    take_free: bool = False
    choices: Mapping[UUID, int] = field(default_factory=dict)
    expected_total: int | None = None
    phone: str | None = None
    email: str | None = None


async def place(session_id: UUID, wish: OrderWish, now: datetime) -> Order:
    session = await TableSession.locked(session_id)
    session.refuse_closed()
    guest = guest_key(wish.phone, wish.email, session.restaurant.region) or session.guest
    offers, promotions, order = await priced_for(session.restaurant, wish, guest, now)
    if wish.expected_total not in (None, order.total):
        raise Refused(Code.OFFER_CHANGED, OTHER_TOTAL, "expectedTotal", order=order)
    # Before any row that names an offer: such a row holds its offer too, and two would wait for each other.
    used = await _counted(order, promotions, offers, guest, now)
    made = await Order.write(session, guest, order, now)
    for offer, applied in used:
        await redeem(session, made, offer, applied.amount, guest, now)
    await TableSession.filter(id=session.id).update(bill_requested_at=None)
    session.tell()
    return made


async def priced_for(
    restaurant: Restaurant, wish: OrderWish, guest: str | None, now: datetime
) -> tuple[CartOffers, Sequence[Promotion], PricedOrder]:
    """What the cart gets, what is taken off of that, and what the order then comes to."""
    offers = await cart_offers(restaurant, wish.lines, guest, wish.offer.code, now, "lines")
    promotions = offers.applied(wish.offer)
    return offers, promotions, offers.priced(promotions, wish.take_free, wish.choices)


async def _counted(
    order: PricedOrder,
    promotions: Sequence[Promotion],
    offers: CartOffers,
    guest: str | None,
    now: datetime,
) -> list[tuple[Offer, Applied]]:
    """Each offer, locked by the order of their ids; what its author did in the meantime counts."""
    by_id, used = {promotion.id: promotion for promotion in promotions}, []
    for applied in sorted(order.applied, key=lambda each: each.offer_id):
        offer = await Offer.locked(applied.offer_id)
        is_same = offer.version == offers.on_offer[offer.id].version and offer.deleted_at is None
        status = status_at(offer.status, offer.valid_until, now)
        is_open = is_same and is_in_force(status, offer.valid_from, now)
        if not is_open or not await counted(by_id[offer.id], applied.amount, guest, now):
            raise Refused(Code.OFFER_CHANGED, LOST, "offerId", order=without(offers, offer.id))
        used.append((offer, applied))
    return used


def without(offers: CartOffers, offer_id: UUID) -> PricedOrder:
    """The cart with the best of what is left."""
    left = [one for one in (offers.compared.best, *offers.compared.others) if one is not None]
    automatic = [each.promotion for each in left if each.promotion.id != offer_id]
    best = [each for each in automatic if each.is_automatic and offers.restaurant.auto_best][:1]
    return offers.priced(best)


async def cancel(viewer: Viewer, order_id: UUID, now: datetime) -> Order:
    """Its uses are given back, once; what is on a final bill stays."""
    found = await Order.get_or_none(id=order_id)
    if found is None:
        raise not_found("order", "id")
    session = await TableSession.run_by(viewer, found.session_id, "id")
    session.refuse_closed()
    order = await Order.get(id=order_id)
    if order.cancelled_at is None:
        order.cancelled_at = now
        await order.save(update_fields=["cancelled_at"])
        await give_back(order, viewer.id, now)
        session.tell()
    return order
