"""Placing and cancelling orders; uses of offers are counted in the same transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from models.people.access import Access, require
from models.people.viewer import Viewer
from models.promotions.cart_offers import CartOffers, Wish, cart_offers
from models.promotions.dining.bill_uses import follow_orders
from models.promotions.dining.guest import NOBODY, Diner
from models.promotions.dining.order import Order
from models.promotions.dining.order_uses import is_counted, uses_of, write_down
from models.promotions.dining.redemption import Redemption, give_back, lock_offers
from models.promotions.dining.session_tab import holds_of, tab_of
from models.promotions.dining.table_session import TableSession, guest_of
from models.promotions.pricing.order import PricedOrder
from models.promotions.pricing.tab import Tab
from models.promotions.promo_code import note_code
from models.promotions.restaurant import Restaurant
from models.promotions.restaurant_news import DiningEvent, note
from models.refused import Code, Refused

LOST = "This offer has changed or reached its limit in the meantime."
OTHER_TOTAL = "The total has changed; check it again."


@dataclass(frozen=True, slots=True)
class OrderWish:
    """The order that a guest wants, and the total they expect to pay."""

    lines: Sequence[tuple[UUID, int]]
    offer: Wish = field(default_factory=Wish)
    take_free: bool = False
    choices: Mapping[UUID, int] = field(default_factory=dict)
    expected_total: int | None = None
    diner: Diner = NOBODY


async def place(session_id: UUID, wish: OrderWish, now: datetime) -> Order:
    session = await TableSession.locked(session_id)
    session.refuse_closed()
    guest = guest_of(wish.diner, session.restaurant, session)
    tab = await tab_of(session)
    offers, order = await priced_for(session.restaurant, wish, guest, tab, now)
    if wish.expected_total not in (None, order.total):
        raise Refused(Code.OFFER_CHANGED, OTHER_TOTAL, "expectedTotal", order=order)
    uses = await uses_of(session, order, tab)
    # Lock before writing a row that names an offer: its foreign key locks the offer too, out of order.
    await lock_offers(use.offer_id for use in uses)
    for use in uses:
        if not await is_counted(session, use, offers, guest, now):
            lost = offers.without(use.offer_id)
            raise Refused(Code.OFFER_CHANGED, LOST, "offerId", order=lost.priced(lost.unasked))
    made = await Order.write(session, guest, order, now)
    for use in uses:
        await write_down(session, made, use, guest, now)
    if session.bill_requested_at is not None:
        await TableSession.filter(id=session.id).update(bill_requested_at=None)
    await note_code(session.id, offers.code_id, now)
    session.tell()
    return made


async def priced_for(
    restaurant: Restaurant, wish: OrderWish, guest: str | None, tab: Tab, now: datetime
) -> tuple[CartOffers, PricedOrder]:
    """Compare the cart and price the order with the offers that the guest wants."""
    offers = await cart_offers(restaurant, wish.lines, guest, wish.offer.code, now, tab, "lines")
    return offers, offers.priced(offers.applied(wish.offer), wish.take_free, wish.choices)


async def cancel(viewer: Viewer, order_id: UUID, now: datetime) -> Order:
    """Cancel an order once and give its uses back; refused once the session is closed."""
    access = Access(viewer, "order", order_id, "placing.cancel", "id")
    found = await require(Order.get_or_none(id=order_id), None, access)
    session = await TableSession.run_by(viewer, found.session_id, "id")
    session.refuse_closed()
    order = await Order.get(id=order_id)
    if order.cancelled_at is None:
        order.cancelled_at = now
        await order.save(update_fields=["cancelled_at"])
        used = await Redemption.filter(order_id=order.id)
        await lock_offers([*(each.offer_id for each in used), *await holds_of(session.id)])
        await give_back(order, viewer.id, now)
        await follow_orders(session, viewer.id, now)
        await note(session.restaurant_id, DiningEvent.ORDER_CANCELLED, now, order.id)
        session.tell()
    return order
