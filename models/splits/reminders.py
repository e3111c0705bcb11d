"""Automatic reminders to participants before their time to answer ends, once per invitation."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from models.events import Event
from models.notifications.message import Message
from models.offers.offer import Offer
from models.sharing.share import Share
from models.splits.followup import REMINDER_INTERVAL
from models.splits.participant import SplitParticipant
from models.storage.sql import Sql, fetch, on_postgres

AT_ONCE = 100


async def remind_due_participants(now: datetime, ahead: timedelta) -> int:
    """Remind up to 100 participants whose link or split ends within `ahead`; return their number."""
    participants = await _claim(now, ahead)
    shares = await Share.filter(id__in=[row.share_id for row in participants]) if participants else []
    await Message.plan([share.message(now, Event.REMINDED) for share in shares], now)
    for offer_id in sorted({row.offer_id for row in participants}):
        offer = await Offer.lock(offer_id)
        participant_ids = [str(row.id) for row in participants if row.offer_id == offer_id]
        await offer.record_event(Event.REMINDED, None, {"participants": [None, participant_ids]}, now)
    return len(participants)


async def _claim(now: datetime, ahead: timedelta) -> Sequence[SplitParticipant]:
    """Claim those who are due, except those invited or reminded within the last hour."""
    soon, quiet = now + ahead, now - REMINDER_INTERVAL
    lock = "FOR UPDATE OF p SKIP LOCKED" if on_postgres() else ""
    rows = await fetch(
        Sql("WITH due AS (SELECT p.id FROM split_participants p JOIN shares s ON s.id = p.share_id")
        + "JOIN offers o ON o.id = p.offer_id"
        + Sql("WHERE p.warned_at IS NULL AND p.created_at <= ?", quiet)
        + Sql("AND (p.reminded_at IS NULL OR p.reminded_at <= ?)", quiet)
        + "AND o.status = 'ACTIVE' AND o.deleted_at IS NULL AND s.revoked_at IS NULL"
        + Sql("AND (o.valid_until IS NULL OR o.valid_until > ?)", now)
        + Sql("AND (s.expires_at IS NULL OR s.expires_at > ?)", now)
        + Sql("AND (o.valid_until <= ? OR s.expires_at <= ?)", soon, soon)
        + "AND NOT EXISTS (SELECT 1 FROM responses r WHERE r.share_id = s.id)"
        + f"LIMIT {AT_ONCE} {lock})"
        + Sql("UPDATE split_participants SET warned_at = ?, reminded_at = ?", now, now)
        + "FROM due WHERE split_participants.id = due.id RETURNING split_participants.id"
    )
    return await SplitParticipant.filter(id__in=[row["id"] for row in rows]) if rows else []
