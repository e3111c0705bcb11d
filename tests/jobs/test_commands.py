"""The commands that cron runs, each in a separate process: their output and exit codes."""

import os
from datetime import timedelta

import anyio

from jobs.register import jobs_of
from jobs.scheduler import plan
from models.clock import now
from models.notifications.message import DeliveryState, Message
from models.offers.lifecycle import Status
from models.offers.offer import Offer
from models.people.session import Session
from models.people.user import User
from models.people.viewer import Role
from models.splits.answer import SplitAnswer
from models.storage.database import database
from models.storage.job import Job
from models.storage.sql import Sql, execute
from settings import Settings
from subscriptions.live import Live, current
from tests.support.messages import EMAIL
from tests.support.processes import CommandResult, run_command, run_in_parallel
from tests.support.quote_rows import LINKS, make_quote, share_offer
from tests.support.rows import DAY, HOUR, builder_with_project, due_incentives, incentive, person
from tests.support.split_rows import make_agreed_split


def run(url: str, *arguments: str) -> CommandResult:
    (ended,) = run_in_parallel(1, run_command, url, *arguments)
    return ended


def fill_database(url: str) -> None:
    """Create three offers that are over, two that end tomorrow, and a session that has ended."""

    async def fill() -> None:
        async with database(url), Live("memory://") as live:
            current.set(live)
            builder, project = await builder_with_project()
            await due_incentives(builder, project, 3, valid_until=now() - HOUR)
            for hours in (1, 24):
                await incentive(builder, project, now(), valid_until=now() + hours * HOUR)
            await Session.open(await User.get(id=builder.id), timedelta(0), "", now() - DAY)

    anyio.run(fill)


def test_each_command_says_what_it_did_and_then_that_nothing_is_left(database_url: str) -> None:
    fill_database(database_url)
    for name, first, again in (
        ("expiry", "3 offers expired.\n", "0 offers expired.\n"),
        ("expiry-warning", "2 offers end within 48 hours.\n", "0 offers end within 48 hours.\n"),
        ("housekeeping", "1 rows removed.\n", "0 rows removed.\n"),
        ("migrate", "The database is up to date.\n", "The database is up to date.\n"),
        ("split-reminders", "0 participants reminded.\n", "0 participants reminded.\n"),
        ("offer-loop", "0 customers asked.\n", "0 customers asked.\n"),
        ("verify-agreement", "0 agreements checked, 0 broken.\n", "0 agreements checked, 0 broken.\n"),
        ("verify-activity", "8 lines checked, 0 broken.\n", "8 lines checked, 0 broken.\n"),
    ):
        ended = [run(database_url, name), run(database_url, name)]
        assert [(end.code, end.out) for end in ended] == [(0, first), (0, again)], ended


def test_a_rewritten_log_is_reported_and_the_command_exits_with_one(sqlite_url: str) -> None:
    """Decision 11e."""
    fill_database(sqlite_url)

    async def rewrite() -> str:
        async with database(sqlite_url):
            offer = await Offer.filter(status=Status.ACTIVE).first()
            assert offer
            await execute(Sql("DROP TRIGGER activity_is_not_updated"))
            await execute(Sql("UPDATE activity SET event = 'CLOSED' WHERE offer_id = ?", offer.id))
            return str(offer.id)

    broken = anyio.run(rewrite)
    ended = run(sqlite_url, "verify-activity")
    assert ended.code == 1
    assert ended.out == f"offer {broken}: line 1 was altered\n5 lines checked, 1 broken.\n"


def test_a_broken_agreement_counts_once_however_much_is_wrong_with_it(sqlite_url: str) -> None:
    async def forge() -> str:
        async with database(sqlite_url), Live("memory://") as live:
            current.set(live)
            offer = await make_agreed_split(await person(Role.AGENT))
            await SplitAnswer.all().update(agreement_hash="0" * 64)
            return str(offer.id)

    run(sqlite_url, "migrate")
    forged = anyio.run(forge)
    ended = run(sqlite_url, "verify-agreement", forged)
    *wrong, last = ended.out.splitlines()
    assert (ended.code, last) == (1, "1 agreement checked, 1 broken.")
    assert len(wrong) == 4
    assert all(line.startswith(f"split {forged}: ") for line in wrong)


def messages(url: str) -> CommandResult:
    """As cron runs it, in a process of its own."""
    os.environ["SECRET_KEY"] = LINKS.secret_key or ""
    return run_command(url, "messages")


async def waiting(url: str) -> None:
    """Create two due messages, one that is not due yet, and the recurring jobs of an earlier server."""
    async with database(url), Live("memory://") as live:
        current.set(live)
        author = await person(Role.AGENT)
        for _ in range(3):
            await share_offer(await make_quote(author), author, **EMAIL)
        await Job.filter(id=(await Job.all().order_by("key"))[0].id).update(due_at=now() + DAY)
        await plan(jobs_of(Settings(_env_file=None)))  # type: ignore[call-arg]


async def read_jobs_and_messages(url: str) -> tuple[dict[str, int], list[DeliveryState]]:
    """Return the attempts of each remaining job, and the states of the messages."""
    async with database(url):
        tried = {job.kind: job.attempts for job in await Job.all()}
        return tried, sorted(message.state for message in await Message.all())


def test_cron_delivers_the_messages_that_are_due_and_runs_nothing_else(database_url: str) -> None:
    anyio.run(waiting, database_url)
    first, again = (run_in_parallel(1, messages, database_url)[0] for _ in range(2))
    assert [(first.code, first.out), (again.code, again.out)] == [(0, "2 jobs ran.\n"), (0, "0 jobs ran.\n")]
    assert (first.err.count(" has an offer for you: "), again.err) == (2, "")
    untouched = dict.fromkeys(
        ["expiry", "expiry-warning", "link-expiry", "split-reminders", "housekeeping", "message"], 0
    )
    sent, queued = DeliveryState.SENT, DeliveryState.QUEUED
    assert anyio.run(read_jobs_and_messages, database_url) == (untouched, [queued, sent, sent])
