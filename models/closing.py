"""The end of a session: the bill is asked for, then frozen, with the session's own offers counted."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from models.billing import bill_with, session_offers
from models.offer import Offer
from models.redemption import counted, redeem
from models.refused import Code, Refused
from models.sql import fetch, on_postgres, one_of
from models.table_session import TableSession


async def request_bill(session: TableSession, now: datetime) -> TableSession:
    session.refuse_closed()
    session.bill_requested_at = session.bill_requested_at or now
    await session.save(update_fields=["bill_requested_at"])
    session.tell()
    return session


async def close(session: TableSession, now: datetime) -> TableSession:
    """Once; the session is locked by the caller. Closed again, it stays as it was."""
    if session.closed_at is not None:
        return session
    locked = await _locked([each.promotion.id for each in await session_offers(session, now)])
    # Read anew behind the locks: whoever counts a use holds the lock of its offer.
    found = [each for each in await session_offers(session, now) if each.promotion.id in locked]
    made, left = await bill_with(session, found), {each.promotion.id: each for each in found}
    for applied in made.of_session:
        promotion = left[applied.offer_id].promotion
        if not await counted(promotion, applied.amount, session.guest, now):
            raise Refused(Code.CONFLICT, f"“{promotion.title}” was used up just now: close it again.")
        offer = await Offer.get(id=applied.offer_id)
        await redeem(session, None, offer, applied.amount, session.guest, now)
    session.closed_at, session.bill = now, made.form
    await session.save(update_fields=["closed_at", "bill"])
    session.tell()
    return session


async def _locked(ids: Sequence[UUID]) -> set[UUID]:
    """By the order of their ids, as placing does; SQLite has one writer anyway."""
    if ids and on_postgres():
        await fetch("SELECT id FROM offers WHERE" + one_of("id", ids) + "ORDER BY id FOR UPDATE")
    return set(ids)
