"""The register of jobs: what runs each kind, and how often it recurs."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from jobs.housekeeping import delete_expired_rows
from jobs.messaging.delivery import deliver
from jobs.offers.expiry import expire_due_links, expire_due_offers, remind_participants, warn_of_expiry
from jobs.slots.offer_loop import run_slot_loop
from models.notifications.message import KIND as MESSAGE
from models.sharing.tokens import Links
from models.slots.loop_schedule import KIND as LOOK
from models.slots.texting import TO_THE_LOG, Texting
from models.storage.job import Job
from settings import Settings


@dataclass(frozen=True, slots=True)
class Recurring:
    """The job that recurs every `every` seconds."""

    run: Callable[[datetime], Awaitable[int]]
    every: int


@dataclass(frozen=True, slots=True)
class OneOff:
    """The job that a change plans, with a payload that names the change."""

    run: Callable[[Job, datetime], Awaitable[int]]


Jobs = Mapping[str, Recurring | OneOff]


def one_off_kinds(jobs: Jobs) -> Sequence[str]:
    return [kind for kind, job in jobs.items() if isinstance(job, OneOff)]


def texting_of(settings: Settings) -> Texting:
    return Texting(Links(settings.secret_key, settings.app_url), settings.twilio_from or TO_THE_LOG)


def jobs_of(settings: Settings) -> Jobs:
    ahead = timedelta(hours=settings.expiry_warning_hours)
    texting = texting_of(settings)
    access_log, guests = timedelta(days=settings.access_log_days), timedelta(days=settings.guest_days)
    return {
        "expiry": Recurring(expire_due_offers, 60),
        "expiry-warning": Recurring(lambda now: warn_of_expiry(now, ahead), 60),
        "link-expiry": Recurring(expire_due_links, 60),
        "split-reminders": Recurring(lambda now: remind_participants(now, ahead), 60),
        "housekeeping": Recurring(lambda now: delete_expired_rows(now, access_log, guests), 3600),
        LOOK: OneOff(lambda job, now: run_slot_loop(job, now, texting)),
        MESSAGE: OneOff(lambda job, now: deliver(job, now, settings)),
    }
