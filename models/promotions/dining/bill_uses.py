"""The uses of bill-level offers, each counted once per session when an order first chooses the offer.

A use is adjusted to the orders of its session, given back when none of them chooses the offer any longer, and
settled with the bill.
"""

from datetime import datetime
from uuid import UUID

from models.events import Event
from models.offers.offer import Offer
from models.promotions.dining.order import Order
from models.promotions.dining.redemption import Redemption, amount_change, uncount_use
from models.promotions.dining.session_tab import BillUse, fetch_bill_uses, fetch_tab
from models.promotions.dining.table_session import TableSession
from models.storage.sql import Sql, execute


async def record_bill_use(
    session: TableSession, order: Order | None, offer: Offer, amount: int, guest: str | None, now: datetime
) -> None:
    """Record and log a use that was counted; a session has one row per offer, reused after a give-back."""
    row = await Redemption.get_or_none(session_id=session.id, offer_id=offer.id, order_id=None)
    is_new, row = row is None, row or Redemption(session_id=session.id, offer_id=offer.id)
    row.update_from_dict({"amount": amount, "guest": guest, "created_at": now})
    row.update_from_dict({"code_id": None, "given_back_at": None})
    await row.save(force_create=is_new)
    by = {"order": [None, str(order.id)]} if order else {}
    changes = {**by, "session": [None, str(session.id)], **amount_change(amount)}
    await offer.record_event(Event.REDEEMED, None, changes, now)


async def adjust_bill_use(session_id: UUID, offer_id: UUID, before: int, amount: int, now: datetime) -> bool:
    """Change the amount of a counted use; return False if the budget does not cover it."""
    if before == amount:
        return True
    more = Sql("UPDATE promotion_terms SET spent = spent + ? WHERE offer_id = ?", amount - before, offer_id)
    within = Sql("AND (? <= 0 OR budget IS NULL OR spent + ? <= budget)", *[amount - before] * 2)
    if not await execute(more + within):
        return False
    redemptions = Redemption.filter(session_id=session_id, offer_id=offer_id, order_id=None)
    await redemptions.update(amount=amount)
    offer, id_ = await Offer.lock(offer_id), str(session_id)
    await offer.record_event(Event.REDEEMED, None, {"session": [id_, id_], "amount": [before, amount]}, now)
    return True


async def give_back_bill_use(session_id: UUID, offer_id: UUID, actor_id: UUID | None, now: datetime) -> None:
    redemptions = Redemption.filter(
        session_id=session_id, offer_id=offer_id, order_id=None, given_back_at=None
    )
    row = await redemptions.get()
    await redemptions.update(given_back_at=now)
    form = {"offer_id": row.offer_id, "amount": row.amount, "guest": row.guest}
    await uncount_use(form, {"session": [str(session_id), None]}, actor_id, now)


async def settle_bill_use(
    session_id: UUID, offer_id: UUID, bill_use: BillUse, amount: int, actor_id: UUID | None, now: datetime
) -> None:
    """Adjust a use to what it takes off, or give it back if that is nothing.

    The amount is capped by the allowance of the use, so the budget covers it.
    """
    if amount:
        await adjust_bill_use(session_id, offer_id, bill_use.amount, amount, now)
    else:
        await give_back_bill_use(session_id, offer_id, actor_id, now)


async def adjust_bill_uses(session: TableSession, actor_id: UUID | None, now: datetime) -> None:
    """Adjust the uses to the remaining orders after a cancellation, each offer measured alone."""
    tab = await fetch_tab(session)
    amounts = {promotion.id: tab.discount_of(promotion) for promotion in tab.choices}
    for offer_id, bill_use in sorted((await fetch_bill_uses(session.id)).items()):
        await settle_bill_use(session.id, offer_id, bill_use, amounts.get(offer_id, 0), actor_id, now)
