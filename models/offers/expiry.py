"""The expiry of offers and its warning: recorded and announced once, even with several servers."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from models.events import Event
from models.notifications.notification import Notification
from models.offers.offer import Offer
from models.storage.sql import Sql, fetch, on_postgres

AT_ONCE = 200
DUE = "status IN ('ACTIVE', 'PAUSED') AND deleted_at IS NULL AND valid_until <= ?"


async def expire_due(now: datetime) -> int:
    """Record and announce up to 200 expiries of any kind; return their number."""
    offers = await _claim(
        Sql(DUE, now), Sql("SET expired_from = offers.status, status = 'EXPIRED', updated_at = ?", now)
    )
    for offer in offers:
        await offer.expire(now)
    return len(offers)


async def warn_of_ends(now: datetime, ahead: timedelta) -> int:
    """Warn of up to 200 offers that end within `ahead`, once per end; return their number."""
    offers = await _claim(
        Sql(f"{DUE} AND valid_until > ?", now + ahead, now)
        & Sql("status = 'ACTIVE' AND (warned_of IS NULL OR warned_of <> valid_until)"),
        Sql("SET warned_of = offers.valid_until"),
    )
    for offer in offers:
        await offer.warn(now)
    return len(offers)


async def _claim(condition: Sql, change: Sql) -> Sequence[Offer]:
    """Update the due offers and return them. Concurrent servers skip locked rows, so no two get the same."""
    lock = "FOR UPDATE SKIP LOCKED" if on_postgres() else ""
    rows = await fetch(
        "WITH due AS (SELECT id FROM offers WHERE"
        + condition
        + f"ORDER BY valid_until LIMIT {AT_ONCE} {lock})"
        "UPDATE offers" + change + "FROM due WHERE offers.id = due.id RETURNING offers.id"
    )
    offers = await Offer.filter(id__in=[row["id"] for row in rows]) if rows else []
    if offers and on_postgres():
        await Notification.lock_inboxes(_audience_of(offers))
    return offers


def _audience_of(offers: Sequence[Offer]) -> Sql:
    """Select the users whom any of these offers concerns; offers of one project concern the same."""
    audiences = [offer.audience_of(Event.EXPIRED) for offer in offers]
    different = {(audience.text, audience.values): audience for audience in audiences}
    first, *other_audiences = different.values()
    for audience in other_audiences:
        first = first + "UNION" + audience
    return first
