"""The uses of offers in a new order, counted before the order is written and recorded with it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.offers.lifecycle import is_in_force, status_at
from models.offers.offer import Offer
from models.promotions.cart_offers import CartOffers
from models.promotions.dining.bill_uses import adjust_bill_use, record_bill_use
from models.promotions.dining.order import Order
from models.promotions.dining.redemption import count_use, redeem
from models.promotions.dining.session_tab import fetch_bill_uses
from models.promotions.dining.table_session import TableSession
from models.promotions.pricing.order import PricedOrder
from models.promotions.pricing.tab import Tab


@dataclass(frozen=True, slots=True)
class NewUse:
    """The use of an offer in a new order; `before` is the amount already counted for the session."""

    offer_id: UUID
    amount: int
    is_of_bill: bool = False
    before: int | None = None


async def list_uses(session: TableSession, order: PricedOrder, tab: Tab) -> list[NewUse]:
    """List the uses in an order, each bill-level offer measured alone.

    What bill-level offers take off together is known only when the bill is closed.
    """
    order_uses = [NewUse(offer.offer_id, offer.amount) for offer in order.applied_offers]
    after = tab.with_order(order, [promise.promotion for promise in order.promises])
    bill_uses = await fetch_bill_uses(session.id) if tab.choices else {}
    before = {offer_id: bill_use.amount for offer_id, bill_use in bill_uses.items()}
    amounts = [(promotion.id, after.discount_of(promotion)) for promotion in after.choices]
    return [*order_uses, *(NewUse(id_, amount, True, before.get(id_)) for id_, amount in amounts)]


async def count_new_use(
    session: TableSession, use: NewUse, offers: CartOffers, guest: str | None, now: datetime
) -> bool:
    """Count the use; return False if the offer has changed, ended or run out since it was compared.

    A use already counted for the session is only adjusted.
    """
    if use.before is not None:
        return await adjust_bill_use(session.id, use.offer_id, use.before, use.amount, now)
    offer, offer_before = await Offer.lock(use.offer_id), offers.active_promotions[use.offer_id]
    is_same = offer.version == offer_before.version and offer.deleted_at is None
    status = status_at(offer.status, offer.valid_until, now)
    is_open = is_same and is_in_force(status, offer.valid_from, now)
    return is_open and await count_use(offer_before.promotion, use.amount, guest, now)


async def record_use(
    session: TableSession, order: Order, use: NewUse, guest: str | None, now: datetime
) -> None:
    if use.before is not None:
        return
    write = record_bill_use if use.is_of_bill else redeem
    await write(session, order, await Offer.get(id=use.offer_id), use.amount, guest, now)
