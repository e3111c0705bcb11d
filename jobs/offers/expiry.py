"""Expiry jobs: record and report expiries, and warn of approaching ends."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from models.offers.expiry import expire_due, warn_of_ends
from models.sharing.expiry import report_expired_links
from models.splits.reminders import remind_due_participants
from subscriptions.work import unit_of_work


async def expire_due_offers(now: datetime) -> int:
    """Expire due offers and return their number; safe to run concurrently on many machines."""
    return await _repeat_until_none(lambda: expire_due(now))


async def expire_due_links(now: datetime) -> int:
    """Report links that expired without an answer; return their number."""
    return await _repeat_until_none(lambda: report_expired_links(now))


async def warn_of_expiry(now: datetime, ahead: timedelta) -> int:
    """Warn of offers that end within `ahead`; return their number."""
    return await _repeat_until_none(lambda: warn_of_ends(now, ahead))


async def remind_participants(now: datetime, ahead: timedelta) -> int:
    """Remind participants whose time to answer ends within `ahead`; return their number."""
    return await _repeat_until_none(lambda: remind_due_participants(now, ahead))


async def _repeat_until_none(sweep: Callable[[], Awaitable[int]]) -> int:
    total = 0
    while count := await unit_of_work(sweep):
        total += count
    return total
