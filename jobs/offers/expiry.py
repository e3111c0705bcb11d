"""Time passes for offers: expiries are written down and told, ends that come near are told."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from models.offers.expiry import expire_some, warn_some
from models.sharing.expiry import expire_some_links
from models.splits.warning import warn_some_participants
from subscriptions.work import unit_of_work


async def expire_due_offers(now: datetime) -> int:
    """How many offers this run made EXPIRED; safe to run at any time, on any number of machines."""
    return await _until_none(lambda: expire_some(now))


async def expire_due_links(now: datetime) -> int:
    """How many links' authors this run told that a link has expired without an answer."""
    return await _until_none(lambda: expire_some_links(now))


async def warn_of_expiry(now: datetime, ahead: timedelta) -> int:
    """How many offers' people this run told that the end is near."""
    return await _until_none(lambda: warn_some(now, ahead))


async def remind_participants(now: datetime, ahead: timedelta) -> int:
    """How many participants of splits this run reminded before it is too late to answer."""
    return await _until_none(lambda: warn_some_participants(now, ahead))


async def _until_none(some: Callable[[], Awaitable[int]]) -> int:
    total = 0
    while done := await unit_of_work(some):
        total += done
    return total
