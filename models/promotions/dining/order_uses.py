"""The uses of offers in a new order, counted before the order is written and recorded with it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.offers.lifecycle import is_in_force, status_at
from models.offers.offer import Offer
from models.promotions.cart_offers import CartOffers
from models.promotions.dining.bill_uses import adjust_hold, record_hold
from models.promotions.dining.order import Order
from models.promotions.dining.redemption import count_use, redeem
from models.promotions.dining.session_tab import fetch_holds
from models.promotions.dining.table_session import TableSession
from models.promotions.pricing.order import PricedOrder
from models.promotions.pricing.tab import Tab


@dataclass(frozen=True, slots=True)
class NewUse:
    """The use of an offer in a new order; `before` is the amount that the session already holds of it."""

    offer_id: UUID
    amount: int
    is_of_bill: bool = False
    before: int | None = None


async def list_uses(session: TableSession, order: PricedOrder, tab: Tab) -> list[NewUse]:
    """List the uses in an order, each bill-level offer measured alone.

    What bill-level offers take off together is known only when the bill is closed.
    """
    own = [NewUse(applied.offer_id, applied.amount) for applied in order.applied]
    after = tab.with_order(order, [promise.promotion for promise in order.promises])
    holds = await fetch_holds(session.id) if tab.choices else {}
    before = {offer_id: session_hold.amount for offer_id, session_hold in holds.items()}
    takes = [(promotion.id, after.discount_of(promotion)) for promotion in after.choices]
    return [*own, *(NewUse(id_, amount, True, before.get(id_)) for id_, amount in takes)]


async def count_new_use(
    session: TableSession, use: NewUse, offers: CartOffers, guest: str | None, now: datetime
) -> bool:
    """Count the use; return False if the offer has changed, ended or run out since it was compared.

    A use that the session already holds is only adjusted.
    """
    if use.before is not None:
        return await adjust_hold(session.id, use.offer_id, use.before, use.amount, now)
    offer, offer_before = await Offer.locked(use.offer_id), offers.on_offer[use.offer_id]
    is_same = offer.version == offer_before.version and offer.deleted_at is None
    status = status_at(offer.status, offer.valid_until, now)
    is_open = is_same and is_in_force(status, offer.valid_from, now)
    return is_open and await count_use(offer_before.promotion, use.amount, guest, now)


async def record_use(
    session: TableSession, order: Order, use: NewUse, guest: str | None, now: datetime
) -> None:
    if use.before is not None:
        return
    write = record_hold if use.is_of_bill else redeem
    await write(session, order, await Offer.get(id=use.offer_id), use.amount, guest, now)
