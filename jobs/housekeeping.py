"""Deleting expired sessions, old idempotency keys, and old records of visitors and guests."""

from datetime import datetime, timedelta

from models.people.session import forget_expired_sessions
from models.promotions.dining.guest import forget_old_guests
from models.sharing.touch import forget_old_touches
from models.storage.idempotency import forget_old_keys
from subscriptions.work import unit_of_work


async def delete_expired_rows(now: datetime, access_log: timedelta, guests: timedelta) -> int:
    """Delete expired rows; return their number."""

    async def forget() -> int:
        touches = await forget_old_touches(now, access_log)
        touches += await forget_old_guests(now, guests)
        return touches + await forget_expired_sessions(now) + await forget_old_keys(now)

    return await unit_of_work(forget)
