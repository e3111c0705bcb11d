"""What cron runs, each command in a process of its own: what it says, and how it ends."""

from datetime import timedelta

import anyio

from models.clock import now
from models.database import database
from models.lifecycle import Status
from models.offer import Offer
from models.session import Session
from models.sql import Sql, execute
from models.user import User
from subscriptions.live import Live, current
from tests.makers import DAY, HOUR, builder_with_project, due_incentives, incentive
from tests.processes import Ended, at_once, command


def run(url: str, *arguments: str) -> Ended:
    (ended,) = at_once(1, command, url, *arguments)
    return ended


def filled(url: str) -> None:
    """Three offers that are over, two that end tomorrow, and a session that has ended."""

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
    filled(database_url)
    for name, first, again in (
        ("expiry", "3 offers expired.\n", "0 offers expired.\n"),
        ("expiry-warning", "2 offers end within 48 hours.\n", "0 offers end within 48 hours.\n"),
        ("housekeeping", "1 rows removed.\n", "0 rows removed.\n"),
        ("migrate", "The database is up to date.\n", "The database is up to date.\n"),
        ("verify-activity", "8 lines checked, 0 broken.\n", "8 lines checked, 0 broken.\n"),
    ):
        ended = [run(database_url, name), run(database_url, name)]
        assert [(end.code, end.out) for end in ended] == [(0, first), (0, again)], ended


def test_a_log_that_was_rewritten_is_told_and_ends_in_one(sqlite_url: str) -> None:
    """Decision 11e."""
    filled(sqlite_url)

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
