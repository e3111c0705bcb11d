"""What may be forgotten: expired sessions and old idempotency keys."""

from datetime import datetime

from models.idempotency import forget_old_keys
from models.session import forget_expired_sessions
from subscriptions.work import unit_of_work


async def forget_what_is_over(now: datetime) -> int:
    """How many rows were removed."""

    async def forget() -> int:
        return await forget_expired_sessions(now) + await forget_old_keys(now)

    return await unit_of_work(forget)
