"""Every kind of job, what runs it and how often it comes round."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from jobs.expiry import expire_due_links, expire_due_offers, warn_of_expiry
from jobs.housekeeping import forget_what_is_over
from settings import Settings


@dataclass(frozen=True, slots=True)
class Recurring:
    """A job that comes round every so many seconds."""

    run: Callable[[datetime], Awaitable[int]]
    every: int


def recurring_jobs(settings: Settings) -> dict[str, Recurring]:
    ahead = timedelta(hours=settings.expiry_warning_hours)
    access_log = timedelta(days=settings.access_log_days)
    return {
        "expiry": Recurring(expire_due_offers, 60),
        "expiry-warning": Recurring(lambda now: warn_of_expiry(now, ahead), 60),
        "link-expiry": Recurring(expire_due_links, 60),
        "housekeeping": Recurring(lambda now: forget_what_is_over(now, access_log), 3600),
    }
