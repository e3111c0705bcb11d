"""Deleting what has expired: sessions, devices, delays, idempotency keys, records of visitors and guests."""

from datetime import datetime, timedelta

from models.people.device import forget_expired_devices
from models.people.password_delay import forget_old_delays
from models.people.session import forget_expired_sessions
from models.promotions.dining.guest import forget_old_guests
from models.sharing.touch import forget_old_touches
from models.storage.idempotency import forget_old_keys
from subscriptions.work import unit_of_work


async def delete_expired_rows(now: datetime, access_log: timedelta, guests: timedelta) -> int:
    """Delete expired rows; return their number."""

    async def forget() -> int:
        records = await forget_old_touches(now, access_log) + await forget_old_guests(now, guests)
        sign_ins = await forget_expired_sessions(now) + await forget_expired_devices(now)
        return records + sign_ins + await forget_old_delays(now) + await forget_old_keys(now)

    return await unit_of_work(forget)
