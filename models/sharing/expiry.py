"""The expiry of links, reported once even with many servers."""

from datetime import datetime

from models.events import Event
from models.offers.offer import Offer
from models.sharing.share import Share
from models.storage.sql import Sql, fetch, on_postgres

AT_ONCE = 100


async def report_expired_links(now: datetime) -> int:
    """Report up to 100 links that ended without an answer, once per expiry date; return their number."""
    shares = await _claim(now)
    for share in shares:
        offer = await Offer.lock(share.offer_id)
        await offer.record_event(Event.LINK_EXPIRED, None, {"share": [str(share.id), str(share.id)]}, now)
    return len(shares)


async def _claim(now: datetime) -> list[Share]:
    lock = "FOR UPDATE SKIP LOCKED" if on_postgres() else ""
    rows = await fetch(
        Sql("WITH due AS (SELECT id FROM shares WHERE revoked_at IS NULL AND expires_at <= ?", now)
        + "AND (expiry_told_of IS NULL OR expiry_told_of <> expires_at)"
        + "AND NOT EXISTS (SELECT 1 FROM responses r WHERE r.share_id = shares.id)"
        + f"ORDER BY expires_at LIMIT {AT_ONCE} {lock})"
        + "UPDATE shares SET expiry_told_of = shares.expires_at FROM due WHERE shares.id = due.id"
        + "RETURNING shares.id"
    )
    return await Share.filter(id__in=[row["id"] for row in rows]) if rows else []
