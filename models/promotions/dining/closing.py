"""The end of a session: the bill is requested, then frozen, and its own offers are counted."""

from datetime import datetime
from uuid import UUID

from models.offers.offer import Offer
from models.promotions.dining.bill_uses import record_bill_use, settle_bill_use
from models.promotions.dining.billing import compute_session_bill, fetch_session_offers
from models.promotions.dining.redemption import count_use, lock_offers
from models.promotions.dining.session_tab import fetch_bill_uses
from models.promotions.dining.table_session import TableSession
from models.promotions.pricing.promotion import Promotion
from models.refused import Code, Refused


async def request_bill(session: TableSession, now: datetime) -> TableSession:
    session.refuse_closed()
    session.bill_requested_at = session.bill_requested_at or now
    await session.save(update_fields=["bill_requested_at"])
    session.notify()
    return session


async def close_session(session: TableSession, actor_id: UUID, now: datetime) -> TableSession:
    """Close a session that the caller has locked; closing it again changes nothing."""
    if session.closed_at is not None:
        return session
    candidate_ids = {active.promotion.id for active in await fetch_session_offers(session, now)}
    await lock_offers({*candidate_ids, *await fetch_bill_uses(session.id)})
    # Read again under the locks: a use is counted only by a transaction that holds the lock of its offer.
    candidates = {active.promotion.id: active for active in await fetch_session_offers(session, now)}
    session_bill = await compute_session_bill(
        session, [active for id_, active in candidates.items() if id_ in candidate_ids]
    )
    amounts, bill_uses = (
        {use.offer_id: use.amount for use in session_bill.bill_offers},
        await fetch_bill_uses(session.id),
    )
    for offer_id, bill_use in sorted(bill_uses.items()):
        await settle_bill_use(session.id, offer_id, bill_use, amounts.get(offer_id, 0), actor_id, now)
    for offer_id in sorted(amounts.keys() - bill_uses.keys()):
        await _count(session, candidates[offer_id].promotion, amounts[offer_id], now)
    session.closed_at, session.bill = now, session_bill.form
    await session.save(update_fields=["closed_at", "bill"])
    session.notify()
    return session


async def _count(session: TableSession, promotion: Promotion, amount: int, now: datetime) -> None:
    """Count a bill-level offer that no order chose, as no single order qualified for it."""
    if not await count_use(promotion, amount, session.guest, now):
        raise Refused(
            Code.CONFLICT,
            f"“{promotion.title}” has just reached its limit. Close the session again to recalculate.",
        )
    await record_bill_use(session, None, await Offer.get(id=promotion.id), amount, session.guest, now)
