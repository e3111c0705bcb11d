"""The unit of work: finished even if its caller is cancelled, announced only after its commit."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from random import Random
from threading import Thread

import asyncpg
import pytest
from tortoise.context import TortoiseContext
from tortoise.exceptions import OperationalError
from tortoise.transactions import in_transaction

from models.people.user import User
from models.people.viewer import Role
from models.storage.database import database
from models.storage.doorbells import ring
from models.storage.sql import Sql, execute, fetch, on_postgres
from subscriptions.live import Live, current, listen
from subscriptions.work import finish_all, unit_of_work
from tests.support.server import SECONDS

pytestmark = pytest.mark.anyio


class BrokenError(Exception):
    """Something went wrong in the middle."""


async def newcomer(name: str = "Asha") -> None:
    await User.create(name=name, role=Role.AGENT)
    ring("newcomers")


async def names() -> list[str]:
    return sorted([user.name for user in await User.all()])


async def soon(act: Callable[[], Awaitable[object]]) -> None:
    async with asyncio.timeout(SECONDS):
        await act()


async def every_place_is_free() -> None:
    """Run as many units of work as there are connections, until each holds a connection."""
    places = asyncio.Barrier(10 if on_postgres() else 1)
    async with asyncio.timeout(SECONDS):
        await asyncio.gather(*(unit_of_work(places.wait) for _ in range(places.parties)))


async def test_a_doorbell_rings_once_after_the_commit_and_never_before(db: TortoiseContext) -> None:
    """Decision 11a."""
    async with listen("newcomers") as bell:

        async def two() -> str:
            await newcomer("Asha")
            await newcomer("Ravi")
            assert await bell.wait(0.05) is False
            return "done"

        assert await unit_of_work(two) == "done"
        assert [await bell.wait(SECONDS), await bell.wait(0.05)] == [True, False]
        assert await names() == ["Asha", "Ravi"]


async def test_a_listener_finds_the_rows_when_it_is_rung(db: TortoiseContext) -> None:
    """Decision 11a."""
    async with listen("newcomers") as bell:
        for count in range(1, 21):
            working = asyncio.create_task(unit_of_work(newcomer))
            assert await bell.wait(SECONDS) is True
            assert len(await names()) == count
            await working


async def test_work_that_fails_leaves_nothing_and_rings_nothing(db: TortoiseContext) -> None:
    """Decision 11a."""

    async def half() -> None:
        await newcomer()
        raise BrokenError

    async with listen("newcomers") as bell:
        with pytest.raises(BrokenError):
            await unit_of_work(half)
        assert await bell.wait(0.05) is False
        assert await names() == []
        await unit_of_work(lambda: newcomer("Ravi"))
        assert [await bell.wait(SECONDS), await names()] == [True, ["Ravi"]]


async def test_ringing_outside_a_unit_of_work_is_a_mistake_that_shows(db: TortoiseContext) -> None:
    with pytest.raises(RuntimeError, match="newcomers cannot be rung outside a unit of work"):
        ring("newcomers")
    await unit_of_work(newcomer)
    with pytest.raises(RuntimeError):
        ring("newcomers")


async def test_work_whose_caller_went_away_is_finished_and_rung(db: TortoiseContext) -> None:
    """Decision 11a."""
    begun = asyncio.Event()

    async def slow() -> None:
        begun.set()
        await asyncio.sleep(0.05)
        await newcomer()

    async with listen("newcomers") as bell:
        asking = asyncio.create_task(unit_of_work(slow))
        await begun.wait()
        asking.cancel()
        await asyncio.wait([asking])
        assert asking.cancelled()
        assert [await bell.wait(SECONDS), await names()] == [True, ["Asha"]]


async def test_shutdown_waits_for_running_work_and_for_what_begins_meanwhile(db: TortoiseContext) -> None:
    """Decision 11a."""

    async def slow(name: str) -> None:
        await asyncio.sleep(0.05)
        await newcomer(name)

    async def run_two() -> None:
        await unit_of_work(lambda: slow("first"))
        await unit_of_work(lambda: slow("second"))

    asking = asyncio.create_task(run_two())
    await asyncio.sleep(0)
    await finish_all()
    assert "first" in await names()
    await asking
    await finish_all()
    assert await names() == ["first", "second"]


async def test_a_storm_of_two_hundred_cancellations_holds_nothing(db: TortoiseContext) -> None:
    """Decision 11a."""
    random, begun = Random(7), 0

    async def work() -> None:
        nonlocal begun
        begun += 1
        await newcomer()
        await fetch(Sql("SELECT COUNT(*) FROM users"))

    storm = [asyncio.create_task(unit_of_work(work)) for _ in range(200)]
    for task in storm:
        await asyncio.sleep(random.random() / 400)
        task.cancel()
    await asyncio.wait(storm)
    assert any(task.cancelled() for task in storm)
    await finish_all()
    assert len(await names()) == begun > 100
    await every_place_is_free()


async def test_a_transaction_cancelled_at_any_moment_of_its_beginning_holds_nothing(
    db: TortoiseContext,
) -> None:
    """Decision 11a."""

    async def begin() -> None:
        async with in_transaction():
            await asyncio.sleep(5)

    await asyncio.gather(*(unit_of_work(names) for _ in range(10)))  # every connection is open
    for moment in range(40):
        beginning = asyncio.create_task(begin())
        for _ in range(moment % 10):
            await asyncio.sleep(0)
        await asyncio.sleep(moment // 10 / 4_000)
        beginning.cancel()
        await asyncio.wait([beginning])
    await every_place_is_free()


async def test_a_cancelled_wait_for_a_turn_lets_no_other_task_in(db: TortoiseContext) -> None:
    """Decision 11a."""
    if on_postgres():
        pytest.skip("there everybody has a connection of their own")

    begun, over = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        await newcomer("first")
        begun.set()
        await over.wait()
        assert await names() == ["first"]

    async def wait_in_line() -> None:
        async with in_transaction():
            raise AssertionError("somebody else's turn was not over")

    holding = asyncio.create_task(unit_of_work(hold))
    await begun.wait()
    waiting = asyncio.create_task(wait_in_line())
    await asyncio.sleep(0.01)
    waiting.cancel()
    await asyncio.wait([waiting])
    assert waiting.cancelled()
    second = asyncio.create_task(unit_of_work(lambda: newcomer("second")))
    await asyncio.sleep(0)
    over.set()
    await asyncio.gather(holding, second)
    assert await names() == ["first", "second"]


async def test_a_begin_that_fails_on_sqlite_gives_the_turn_back(sqlite_url: str) -> None:
    """Decision 11a."""
    async with database(sqlite_url), Live("memory://") as live:
        current.set(live)
        await execute(Sql("PRAGMA busy_timeout = 1"))
        with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite://"), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            for _ in range(3):
                with pytest.raises(OperationalError, match="locked"):
                    await unit_of_work(newcomer)
            assert await names() == []
        await soon(lambda: unit_of_work(newcomer))
        assert await names() == ["Asha"]


async def test_a_begin_that_fails_on_postgres_gives_the_connection_back(postgres_url: str) -> None:
    """Decision 11a."""
    async with database(postgres_url), Live("memory://") as live:
        current.set(live)
        for _ in range(12):  # more often than the pool has connections
            await asyncio.sleep(0.01)  # the connections that died in the previous round are known by now
            await fetch(Sql("SELECT 1"))
            kill_connections(postgres_url)
            with pytest.raises((asyncpg.PostgresConnectionError, asyncpg.InterfaceError, OSError)):
                await unit_of_work(newcomer)
        await every_place_is_free()


def kill_connections(url: str) -> None:
    """Kill the connections from a thread while the loop is blocked, so that the pool has not noticed."""

    async def kill() -> None:
        killer = await asyncpg.connect(url)
        await killer.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        await killer.close()

    thread = Thread(target=lambda: asyncio.run(kill()))
    thread.start()
    thread.join()


async def test_the_victim_of_a_deadlock_is_run_again(postgres_url: str) -> None:
    """Decision 11a."""
    async with database(postgres_url), Live("memory://") as live:
        current.set(live)
        users = [await User.create(name=name, role=Role.AGENT) for name in ("a", "b")]
        meet, attempts = asyncio.Barrier(2), 0

        async def take(first: User, second: User) -> None:
            nonlocal attempts
            attempts += 1
            await execute(Sql("SET LOCAL deadlock_timeout = '20ms'"))
            await execute(Sql("UPDATE users SET auth_epoch = auth_epoch + 1 WHERE id = ?", first.id))
            if attempts <= 2:
                await meet.wait()
            await execute(Sql("UPDATE users SET auth_epoch = auth_epoch + 1 WHERE id = ?", second.id))
            ring(f"taken:{first.name}")

        async with listen("taken:a") as one, listen("taken:b") as other:
            await asyncio.gather(
                unit_of_work(lambda: take(users[0], users[1])), unit_of_work(lambda: take(users[1], users[0]))
            )
            assert [await one.wait(SECONDS), await other.wait(SECONDS)] == [True, True]
        assert attempts > 2  # they may meet again on a busy machine
        assert [user.auth_epoch for user in await User.all()] == [2, 2]


async def test_work_that_loses_every_race_gives_up_and_leaves_nothing(db: TortoiseContext) -> None:
    attempts = 0

    async def lose() -> None:
        nonlocal attempts
        attempts += 1
        await newcomer()
        raise asyncpg.DeadlockDetectedError

    async with listen("newcomers") as bell:
        with pytest.raises(asyncpg.DeadlockDetectedError):
            await unit_of_work(lose)
        assert [attempts, await names(), await bell.wait(0.05)] == [3, [], False]
