"""What an operator or cron runs:  python -m jobs COMMAND"""

import argparse
import asyncio
import getpass
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import UUID

from jobs.housekeeping import forget_what_is_over
from jobs.messaging.replying import played
from jobs.offers.expiry import expire_due_links, expire_due_offers, remind_participants, warn_of_expiry
from jobs.offers.verify import verify_activity
from jobs.register import OneOff, jobs_of, one_off_kinds, texting_of
from jobs.scheduler import run_all_due, run_due
from jobs.slots.offer_loop import look_at_slot
from jobs.splits.verify_agreements import verify_agreements
from logs import set_up_logs
from models.clock import now
from models.people.passwords import take_memory
from models.people.user import User
from models.people.viewer import Role
from models.refused import Refused
from models.slots.looking import KIND as LOOK
from models.storage.database import database
from models.storage.job import Job
from models.storage.migration import CannotStart, migrate, refuse_when_behind
from settings import Settings, SettingsError, load_settings
from subscriptions.live import Live, current
from subscriptions.work import unit_of_work

Command = Callable[[Settings, argparse.Namespace], Awaitable[int]]


async def expiry(_: Settings, __: argparse.Namespace) -> int:
    """write down and announce every expiry that is due"""
    print(f"{await expire_due_offers(now())} offers expired.")
    return 0


async def expiry_warning(settings: Settings, _: argparse.Namespace) -> int:
    """tell people of offers that end soon"""
    ahead = timedelta(hours=settings.expiry_warning_hours)
    print(f"{await warn_of_expiry(now(), ahead)} offers end within {settings.expiry_warning_hours} hours.")
    return 0


async def link_expiry(_: Settings, __: argparse.Namespace) -> int:
    """tell authors of links that ended without an answer"""
    print(f"{await expire_due_links(now())} links expired.")
    return 0


async def split_reminders(settings: Settings, _: argparse.Namespace) -> int:
    """remind those who have not answered a split that ends soon"""
    ahead = timedelta(hours=settings.expiry_warning_hours)
    print(f"{await remind_participants(now(), ahead)} participants reminded.")
    return 0


async def messages(settings: Settings, _: argparse.Namespace) -> int:
    """deliver every message that is due"""
    jobs = jobs_of(settings)
    print(f"{await run_all_due(jobs, one_off_kinds(jobs))} jobs ran.")
    return 0


async def offer_loop(settings: Settings, _: argparse.Namespace) -> int:
    """ask the next customer about every slot that is due"""
    asked: list[int] = []

    async def look(job: Job, moment: datetime) -> int:
        asked.append(await look_at_slot(job, moment, texting_of(settings)))
        return asked[-1]

    await run_due({LOOK: OneOff(look)}, now(), [LOOK])
    print(f"{sum(asked)} customers asked.")
    return 0


async def reply(_: Settings, asked: argparse.Namespace) -> int:
    """play a customer who texts back; for trying it out without Twilio"""
    print("\n".join(await played(asked.phone, asked.text, asked.to)))
    return 0


async def housekeeping(settings: Settings, _: argparse.Namespace) -> int:
    """remove expired sessions, old idempotency keys and the access log of long ago"""
    access_log, guests = timedelta(days=settings.access_log_days), timedelta(days=settings.guest_days)
    print(f"{await forget_what_is_over(now(), access_log, guests)} rows removed.")
    return 0


async def verify(_: Settings, __: argparse.Namespace) -> int:
    """check the hash chain of every offer's log"""
    lines, wrong = await verify_activity(lambda done: print(f"{done} lines checked", file=sys.stderr))
    print("\n".join([*wrong, f"{lines} lines checked, {len(wrong)} broken."]))
    return 1 if wrong else 0


async def verify_agreement(_: Settings, asked: argparse.Namespace) -> int:
    """recompute the hashes of accepted splits, of all or of one, and check their signatures"""
    splits, broken, wrong = await verify_agreements(asked.offer)
    agreements = "agreement" if splits == 1 else "agreements"
    print("\n".join([*wrong, f"{splits} {agreements} checked, {broken} broken."]))
    return 1 if wrong else 0


async def create_super_admin(_: Settings, asked: argparse.Namespace) -> int:
    """make the first super admin; the password is asked for, or read from standard input"""
    password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    await unit_of_work(
        lambda: User.register(
            None, email=asked.email, name=asked.name, role=Role.SUPER_ADMIN, password=password
        )
    )
    print(f"{asked.email} is a super admin.")
    return 0


COMMANDS: dict[str, Command] = {
    "expiry": expiry,
    "expiry-warning": expiry_warning,
    "link-expiry": link_expiry,
    "split-reminders": split_reminders,
    "offer-loop": offer_loop,
    "messages": messages,
    "reply": reply,
    "housekeeping": housekeeping,
    "verify-activity": verify,
    "verify-agreement": verify_agreement,
    "create-super-admin": create_super_admin,
}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m jobs", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("migrate", help="bring the database to the present schema")
    for name, command in COMMANDS.items():
        sub = commands.add_parser(name, help=command.__doc__)
        if name == "verify-agreement":
            sub.add_argument("offer", nargs="?", type=UUID, help="the id of one split; absent: all")
        if name == "reply":
            sub.add_argument("phone", help="the customer's, in E.164")
            sub.add_argument("text", help="what they write")
            sub.add_argument("--to", help="the number they write to; absent: the one that asked them last")
        if name == "create-super-admin":
            sub.add_argument("email")
            sub.add_argument("name")
    return parser.parse_args()


async def run(settings: Settings, asked: argparse.Namespace) -> int:
    if asked.command == "migrate":
        print("\n".join(await migrate(settings.database_url)) or "The database is up to date.")
        return 0
    take_memory(settings.password_memory)
    await refuse_when_behind(settings.database_url)
    async with database(settings.database_url), Live(settings.broadcast_url) as live:
        current.set(live)
        return await COMMANDS[asked.command](settings, asked)


def main() -> int:
    asked = arguments()
    try:
        settings = load_settings()
        # What nothing is configured to send goes to the log, so that has to be heard.
        level = settings.log_level if asked.command == "messages" else "warning"
        set_up_logs(settings.log_format, level)
        return asyncio.run(run(settings, asked))
    except (SettingsError, CannotStart) as error:
        print(error, file=sys.stderr)
    except Refused as refused:
        print(refused.sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
