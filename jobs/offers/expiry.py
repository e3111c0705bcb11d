"""Expiry jobs: record and report expiries, and warn of approaching ends."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from models.offers.expiry import expire_some, warn_some
from models.sharing.expiry import report_expired_links
from models.splits.reminders import remind_due_participants
from subscriptions.work import unit_of_work


async def expire_due_offers(now: datetime) -> int:
    """Expire due offers and return their number; safe to run concurrently on many machines."""
    return await _until_none(lambda: expire_some(now))


async def expire_due_links(now: datetime) -> int:
    """Report links that expired without an answer; return their number."""
    return await _until_none(lambda: report_expired_links(now))


async def warn_of_expiry(now: datetime, ahead: timedelta) -> int:
    """Warn of offers that end within `ahead`; return their number."""
    return await _until_none(lambda: warn_some(now, ahead))


async def remind_participants(now: datetime, ahead: timedelta) -> int:
    """Remind participants whose time to answer ends within `ahead`; return their number."""
    return await _until_none(lambda: remind_due_participants(now, ahead))


async def _until_none(some: Callable[[], Awaitable[int]]) -> int:
    total = 0
    while done := await unit_of_work(some):
        total += done
    return total
