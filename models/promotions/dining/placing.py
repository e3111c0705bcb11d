"""Placing and cancelling orders; uses of offers are counted in the same transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from models.people.access import Access, require
from models.people.viewer import Viewer
from models.promotions.cart_offers import CartOffers, OfferChoice, compare_offers
from models.promotions.dining.bill_uses import adjust_bill_uses
from models.promotions.dining.guest import NO_CONTACT, GuestContact
from models.promotions.dining.order import Order
from models.promotions.dining.order_uses import count_new_use, list_uses, record_use
from models.promotions.dining.redemption import Redemption, give_back_uses, lock_offers
from models.promotions.dining.session_tab import fetch_bill_uses, fetch_tab
from models.promotions.dining.table_session import TableSession, guest_key
from models.promotions.pricing.order import PricedOrder
from models.promotions.pricing.tab import Tab
from models.promotions.promo_code import record_code
from models.promotions.restaurant import Restaurant
from models.promotions.restaurant_news import DiningEvent, write_news
from models.refused import Code, Refused

OFFER_LOST = "This offer has changed or reached its limit in the meantime."
OTHER_TOTAL = "The total has changed; check it again."


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """The order that a guest wants, and the total they expect to pay."""

    lines: Sequence[tuple[UUID, int]]
    offer: OfferChoice = field(default_factory=OfferChoice)
    take_free: bool = False
    choices: Mapping[UUID, int] = field(default_factory=dict)
    expected_total: int | None = None
    diner: GuestContact = NO_CONTACT


async def place_order(session_id: UUID, request: OrderRequest, now: datetime) -> Order:
    session = await TableSession.lock(session_id)
    session.refuse_closed()
    guest = guest_key(request.diner, session.restaurant, session)
    tab = await fetch_tab(session)
    offers, order = await price_request(session.restaurant, request, guest, tab, now)
    if request.expected_total not in (None, order.total):
        raise Refused(Code.OFFER_CHANGED, OTHER_TOTAL, "expectedTotal", order=order)
    uses = await list_uses(session, order, tab)
    # Lock before writing a row that names an offer: its foreign key locks the offer too, out of order.
    await lock_offers(use.offer_id for use in uses)
    for use in uses:
        if not await count_new_use(session, use, offers, guest, now):
            offers_left = offers.without(use.offer_id)
            raise Refused(
                Code.OFFER_CHANGED,
                OFFER_LOST,
                "offerId",
                order=offers_left.price(offers_left.default_promotions),
            )
    new_order = await Order.write(session, guest, order, now)
    for use in uses:
        await record_use(session, new_order, use, guest, now)
    if session.bill_requested_at is not None:
        await TableSession.filter(id=session.id).update(bill_requested_at=None)
    await record_code(session.id, offers.code_id, now)
    session.notify()
    return new_order


async def price_request(
    restaurant: Restaurant, request: OrderRequest, guest: str | None, tab: Tab, now: datetime
) -> tuple[CartOffers, PricedOrder]:
    """Compare the cart and price the order with the offers that the guest wants."""
    offers = await compare_offers(restaurant, request.lines, guest, request.offer.code, now, tab, "lines")
    return offers, offers.price(offers.choose(request.offer), request.take_free, request.choices)


async def cancel_order(viewer: Viewer, order_id: UUID, now: datetime) -> Order:
    """Cancel an order once and give its uses back; refused once the session is closed."""
    access = Access(viewer, "order", order_id, "placing.cancel", "id")
    order_before_lock = await require(Order.get_or_none(id=order_id), None, access)
    session = await TableSession.run_by(viewer, order_before_lock.session_id, "id")
    session.refuse_closed()
    order = await Order.get(id=order_id)
    if order.cancelled_at is None:
        order.cancelled_at = now
        await order.save(update_fields=["cancelled_at"])
        redemptions = await Redemption.filter(order_id=order.id)
        await lock_offers(
            [*(redemption.offer_id for redemption in redemptions), *await fetch_bill_uses(session.id)]
        )
        await give_back_uses(order, viewer.id, now)
        await adjust_bill_uses(session, viewer.id, now)
        await write_news(session.restaurant_id, DiningEvent.ORDER_CANCELLED, now, order.id)
        session.notify()
    return order
