"""Followers of numbered rows see each exactly once, in order."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from subscriptions import follow as following
from subscriptions.follow import Batch, follow
from subscriptions.live import Live, announce, current
from tests.support.server import SECONDS

if TYPE_CHECKING:
    from tests.subscriptions.conftest import MortalRedis

pytestmark = pytest.mark.anyio


@dataclass(frozen=True)
class NumberedRow:
    seq: int


class Log:
    """Rows as a database would keep them."""

    def __init__(self, channel: str) -> None:
        self.channel = channel
        self.rows: list[NumberedRow] = []

    async def write(self, live: Live | None = None) -> None:
        self.rows.append(NumberedRow(len(self.rows) + 1))
        await (live.announce if live else announce)(self.channel)

    async def read_after(self, seq: int) -> Batch[NumberedRow]:
        await asyncio.sleep(0)
        return Batch.of(self.rows[seq : seq + 7], seq, 7)

    def follow(self, after: int = 0) -> AsyncGenerator[NumberedRow, None]:
        return follow(self.channel, self.read_after, after)


async def seqs(rows: AsyncIterator[NumberedRow], count: int) -> list[int]:
    async with asyncio.timeout(SECONDS):
        return [(await anext(rows)).seq for _ in range(count)]


async def stays_silent(rows: AsyncGenerator[NumberedRow, None]) -> bool:
    _, pending = await asyncio.wait([asyncio.create_task(anext(rows))], timeout=0.1)
    for task in pending:
        task.cancel()
        await asyncio.wait([task])
    return bool(pending)


@pytest.fixture
def log(channel: str) -> Log:
    return Log(channel)


@pytest.mark.usefixtures("live")
async def test_two_hundred_announcements_are_each_seen_once_and_in_order(log: Log) -> None:
    async with aclosing(log.follow()) as rows:
        seen = asyncio.create_task(seqs(rows, 200))
        for number in range(200):
            await log.write()
            await asyncio.sleep(number % 3 / 1_000)
        assert await seen == list(range(1, 201))
        assert await stays_silent(rows)


@pytest.mark.usefixtures("live")
async def test_a_follower_begins_after_its_cursor(log: Log) -> None:
    for _ in range(3):
        await log.write()
    async with aclosing(log.follow(after=2)) as rows:
        assert await seqs(rows, 1) == [3]


@pytest.mark.usefixtures("live")
async def test_twenty_followers_all_see_everything(log: Log) -> None:
    async def read_all() -> list[int]:
        async with aclosing(log.follow()) as rows:
            return await seqs(rows, 30)

    followers = [asyncio.create_task(read_all()) for _ in range(20)]
    for _ in range(30):
        await log.write()
        await asyncio.sleep(0)
    assert await asyncio.gather(*followers) == [list(range(1, 31))] * 20


async def test_closing_a_follower_leaves_the_channel_immediately(live: Live, log: Log) -> None:
    await log.write()
    rows = log.follow()
    assert await seqs(rows, 1) == [1]
    await rows.aclose()
    assert live._doorbell._subscribers == {}


async def test_cancelling_a_follower_leaves_the_channel_immediately(live: Live, log: Log) -> None:
    assert await stays_silent(log.follow())
    assert live._doorbell._subscribers == {}


async def test_a_row_nobody_announced_is_found_by_looking(
    live: Live, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "POLL_SECONDS", 0.05)
    async with aclosing(log.follow()) as rows:
        seen = asyncio.create_task(seqs(rows, 1))
        await asyncio.sleep(0.02)
        log.rows.append(NumberedRow(1))
        assert await seen == [1]


async def test_without_redis_a_follower_looks_more_often(
    mortal_redis: "MortalRedis", log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "DEGRADED_POLL_SECONDS", 0.05)
    async with Live(mortal_redis.url) as live:
        current.set(live)
        async with aclosing(log.follow()) as rows:
            seen = asyncio.create_task(seqs(rows, 1))
            await asyncio.sleep(0.05)
            mortal_redis.kill()
            await asyncio.sleep(0.2)
            log.rows.append(NumberedRow(1))
            assert await seen == [1]


async def test_a_follower_misses_and_repeats_nothing_across_an_outage(
    mortal_redis: "MortalRedis", log: Log
) -> None:
    async with Live(mortal_redis.url) as here, Live(mortal_redis.url) as there:
        current.set(here)
        async with aclosing(log.follow()) as rows:
            seen = asyncio.create_task(seqs(rows, 90))
            for number in range(90):
                if number == 30:
                    mortal_redis.kill()
                if number == 60:
                    await mortal_redis.start()
                await log.write(there)
                await asyncio.sleep(0.01)
            assert await seen == list(range(1, 91))
            assert await stays_silent(rows)
