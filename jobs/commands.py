"""The commands that an operator or cron runs, in one table."""

import argparse
import getpass
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from jobs.asking import ask, ask_arguments
from jobs.housekeeping import delete_expired_rows
from jobs.messaging.replies import play_reply
from jobs.offers.expiry import expire_due_links, expire_due_offers, remind_participants, warn_of_expiry
from jobs.offers.verification import verify_activity
from jobs.register import OneOff, jobs_of, one_off_kinds, texting_of
from jobs.scheduler import run_all_due, run_due
from jobs.slots.offer_loop import run_slot_loop
from jobs.splits.verification import verify_agreements
from models.clock import now
from models.people.user import User
from models.people.viewer import Role
from models.slots.loop_schedule import KIND as LOOK
from models.storage.job import Job
from models.storage.migration import migrate
from settings import Settings
from subscriptions.work import unit_of_work

Arguments = argparse.Namespace


class Command(NamedTuple):
    """The function of a command, the sentence that explains it, and its arguments, if any."""

    run: Callable[[Settings, Arguments], Awaitable[int]]
    sentence: str
    arguments: Callable[[argparse.ArgumentParser], None] | None = None
    on_database: bool = True


async def expiry(_: Settings, __: Arguments) -> int:
    print(f"{await expire_due_offers(now())} offers expired.")
    return 0


async def expiry_warning(settings: Settings, _: Arguments) -> int:
    ahead = timedelta(hours=settings.expiry_warning_hours)
    print(f"{await warn_of_expiry(now(), ahead)} offers end within {settings.expiry_warning_hours} hours.")
    return 0


async def link_expiry(_: Settings, __: Arguments) -> int:
    print(f"{await expire_due_links(now())} links expired.")
    return 0


async def split_reminders(settings: Settings, _: Arguments) -> int:
    ahead = timedelta(hours=settings.expiry_warning_hours)
    print(f"{await remind_participants(now(), ahead)} participants reminded.")
    return 0


async def messages(settings: Settings, _: Arguments) -> int:
    jobs = jobs_of(settings)
    print(f"{await run_all_due(jobs, one_off_kinds(jobs))} jobs ran.")
    return 0


async def offer_loop(settings: Settings, _: Arguments) -> int:
    counts: list[int] = []

    async def look(job: Job, moment: datetime) -> int:
        counts.append(await run_slot_loop(job, moment, texting_of(settings)))
        return counts[-1]

    await run_due({LOOK: OneOff(look)}, now(), [LOOK])
    print(f"{sum(counts)} customers asked.")
    return 0


async def reply(_: Settings, arguments: Arguments) -> int:
    print("\n".join(await play_reply(arguments.phone, arguments.text, arguments.to)))
    return 0


async def housekeeping(settings: Settings, _: Arguments) -> int:
    access_log, guests = timedelta(days=settings.access_log_days), timedelta(days=settings.guest_days)
    print(f"{await delete_expired_rows(now(), access_log, guests)} rows removed.")
    return 0


async def verify(_: Settings, __: Arguments) -> int:
    lines, wrong = await verify_activity(lambda count: print(f"{count} lines checked", file=sys.stderr))
    print("\n".join([*wrong, f"{lines} lines checked, {len(wrong)} broken."]))
    return 1 if wrong else 0


async def verify_agreement(_: Settings, arguments: Arguments) -> int:
    splits, broken_count, wrong = await verify_agreements(arguments.offer)
    agreements = "agreement" if splits == 1 else "agreements"
    print("\n".join([*wrong, f"{splits} {agreements} checked, {broken_count} broken."]))
    return 1 if wrong else 0


async def create_super_admin(_: Settings, arguments: Arguments) -> int:
    password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    user = await User.prepare(
        None, email=arguments.email, name=arguments.name, role=Role.SUPER_ADMIN, password=password
    )
    await unit_of_work(user.add)
    print(f"{arguments.email} is a super admin.")
    return 0


async def bring_up_to_date(settings: Settings, _: Arguments) -> int:
    print("\n".join(await migrate(settings.database_url)) or "The database is up to date.")
    return 0


async def ask_server(settings: Settings, arguments: Arguments) -> int:
    print(await ask(settings.app_url, arguments))
    return 0


def reply_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("phone", help="the customer's number, in E.164")
    parser.add_argument("text", help="what they write")
    parser.add_argument("--to", help="the number they write to; absent: the one that asked them last")


def agreement_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("offer", nargs="?", type=UUID, help="the id of one split; absent: all")


def super_admin_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email")
    parser.add_argument("name")


COMMANDS = {
    "migrate": Command(bring_up_to_date, "bring the database to the present schema", on_database=False),
    "ask": Command(ask_server, "send a GraphQL file to the running server", ask_arguments, on_database=False),
    "expiry": Command(expiry, "write down and announce every expiry that is due"),
    "expiry-warning": Command(expiry_warning, "tell people of offers that end soon"),
    "link-expiry": Command(link_expiry, "tell authors of links that ended without an answer"),
    "split-reminders": Command(split_reminders, "remind those who have not answered a split that ends soon"),
    "offer-loop": Command(offer_loop, "ask the next customer about every slot that is due"),
    "messages": Command(messages, "deliver every message that is due"),
    "reply": Command(reply, "play a customer who texts back, to try slots without Twilio", reply_arguments),
    "housekeeping": Command(
        housekeeping, "remove expired sessions, old idempotency keys and old lines of the access log"
    ),
    "verify-activity": Command(verify, "check the hash chain of every offer's log"),
    "verify-agreement": Command(
        verify_agreement,
        "recompute the hashes of accepted splits, of all or of one, and check their signatures",
        agreement_arguments,
    ),
    "create-super-admin": Command(
        create_super_admin,
        "create the first super admin; the password is prompted for, or read from standard input",
        super_admin_arguments,
    ),
}
