"""The end of a session: the bill is requested, then frozen, and its own offers are counted."""

from datetime import datetime
from uuid import UUID

from models.offers.offer import Offer
from models.promotions.dining.bill_uses import hold, settle
from models.promotions.dining.billing import bill_with, session_offers
from models.promotions.dining.redemption import counted, lock_offers
from models.promotions.dining.session_tab import holds_of
from models.promotions.dining.table_session import TableSession
from models.promotions.pricing.promotion import Promotion
from models.refused import Code, Refused


async def request_bill(session: TableSession, now: datetime) -> TableSession:
    session.refuse_closed()
    session.bill_requested_at = session.bill_requested_at or now
    await session.save(update_fields=["bill_requested_at"])
    session.tell()
    return session


async def close(session: TableSession, actor_id: UUID, now: datetime) -> TableSession:
    """Close a session that the caller has locked; closing it again changes nothing."""
    if session.closed_at is not None:
        return session
    known = {each.promotion.id for each in await session_offers(session, now)}
    await lock_offers({*known, *await holds_of(session.id)})
    # Read again under the locks: a use is counted only by a transaction that holds the lock of its offer.
    found = {each.promotion.id: each for each in await session_offers(session, now)}
    made = await bill_with(session, [each for id_, each in found.items() if id_ in known])
    taken, held = {one.offer_id: one.amount for one in made.of_session}, await holds_of(session.id)
    for offer_id, each in sorted(held.items()):
        await settle(session.id, offer_id, each, taken.get(offer_id, 0), actor_id, now)
    for offer_id in sorted(taken.keys() - held.keys()):
        await _count(session, found[offer_id].promotion, taken[offer_id], now)
    session.closed_at, session.bill = now, made.form
    await session.save(update_fields=["closed_at", "bill"])
    session.tell()
    return session


async def _count(session: TableSession, promotion: Promotion, amount: int, now: datetime) -> None:
    """Count a bill-level offer that no order chose, as no single order qualified for it."""
    if not await counted(promotion, amount, session.guest, now):
        raise Refused(
            Code.CONFLICT,
            f"“{promotion.title}” has just reached its limit. Close the session again to recalculate.",
        )
    await hold(session, None, await Offer.get(id=promotion.id), amount, session.guest, now)
