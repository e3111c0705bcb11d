"""Outages of Redis: publishers do not notice them, and listeners only for a moment."""

import asyncio
import logging
import signal
from typing import TYPE_CHECKING

import pytest
from redis.asyncio import Redis

from subscriptions import redis_subscriptions
from subscriptions.doorbell import Bell
from subscriptions.live import Live
from tests.support.server import SECONDS

if TYPE_CHECKING:
    from tests.subscriptions.conftest import MortalRedis

pytestmark = pytest.mark.anyio


async def hear_the_outage(bell: Bell) -> None:
    assert await bell.wait(SECONDS) is True
    assert bell.is_degraded is True


async def test_a_lost_connection_rings_every_listener_again(mortal_redis: "MortalRedis") -> None:
    async with Live(mortal_redis.url) as live, live.listen("a") as one, live.listen("b") as other:
        mortal_redis.kill()
        await asyncio.gather(hear_the_outage(one), hear_the_outage(other))
        await mortal_redis.start()
        assert [await one.wait(SECONDS), await other.wait(SECONDS)] == [True, True]
        assert [await one.wait(0.1), await other.wait(0.1)] == [False, False]


async def test_after_an_outage_processes_hear_each_other_again(mortal_redis: "MortalRedis") -> None:
    async with Live(mortal_redis.url) as here, Live(mortal_redis.url) as there, here.listen("a") as bell:
        mortal_redis.kill()
        await hear_the_outage(bell)
        await mortal_redis.start()
        assert await bell.wait(SECONDS) is True
        await there.announce("a")
        assert [await bell.wait(SECONDS), bell.is_degraded] == [True, False]


async def test_announcing_during_an_outage_is_quick_and_still_rings_locally(
    mortal_redis: "MortalRedis",
) -> None:
    async with Live(mortal_redis.url) as live, live.listen("a") as bell:
        mortal_redis.kill()
        await hear_the_outage(bell)
        async with asyncio.timeout(SECONDS):  # each that waited for Redis would take half a second
            for _ in range(1_000):
                await live.announce("a")
        assert await bell.wait(SECONDS) is True
        assert await live.ping() is False


async def test_listening_during_an_outage_begins_immediately(mortal_redis: "MortalRedis") -> None:
    async with Live(mortal_redis.url) as live, live.listen("a") as bell:
        mortal_redis.kill()
        await hear_the_outage(bell)
        async with asyncio.timeout(SECONDS):  # each that waited for Redis would take half a second
            for number in range(200):
                async with live.listen(f"b{number}") as another:
                    assert another.is_degraded is True


async def test_listening_begins_when_redis_has_confirmed_it(mortal_redis: "MortalRedis") -> None:
    async with Live(mortal_redis.url) as live:
        mortal_redis.running.send_signal(signal.SIGSTOP)
        listening = live.listen("a")
        entering = asyncio.create_task(listening.__aenter__())
        await asyncio.sleep(0.1)
        assert entering.done() is False
        mortal_redis.running.send_signal(signal.SIGCONT)
        bell = await entering
        assert [bell.is_degraded, await bell.wait(0.1)] == [False, False]
        await listening.__aexit__(None, None, None)


async def test_an_outage_is_logged_once(
    mortal_redis: "MortalRedis", caplog: pytest.LogCaptureFixture
) -> None:
    async with Live(mortal_redis.url) as live, live.listen("a") as bell:
        mortal_redis.kill()
        await hear_the_outage(bell)
        for _ in range(100):
            await live.announce("a")
        await asyncio.sleep(0.25)
    warnings = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(warnings) == 1
    assert warnings[0].getMessage().startswith("Redis is unreachable")


async def test_a_ring_announced_while_cut_off_reaches_the_others_later(mortal_redis: "MortalRedis") -> None:
    async with (
        Live(mortal_redis.url) as there,
        Live(mortal_redis.url) as here,
        there.listen("a") as heard_there,
        here.listen("b") as heard_here,
    ):
        mortal_redis.hang_up_on_the_newest()
        await hear_the_outage(heard_here)
        await here.announce("a")
        assert heard_there.is_degraded is False
        assert [await heard_there.wait(SECONDS), await heard_there.wait(0.1)] == [True, False]


async def test_too_many_unsent_rings_ring_every_listener(mortal_redis: "MortalRedis") -> None:
    async with Live(mortal_redis.url) as here, Live(mortal_redis.url) as there, there.listen("a") as bell:
        await here.announce(*(f"busy:{number}" for number in range(10_001)))
        assert [await bell.wait(SECONDS), await bell.wait(0.1)] == [True, False]


async def test_a_server_starts_without_redis_and_finds_it_later(mortal_redis: "MortalRedis") -> None:
    mortal_redis.kill()
    async with Live(mortal_redis.url) as live, live.listen("a") as bell:
        assert bell.is_degraded is True
        await mortal_redis.start()
        assert await bell.wait(SECONDS) is True
        assert bell.is_degraded is False


async def test_a_redis_that_hangs_delays_nobody(mortal_redis: "MortalRedis") -> None:
    async with Live(mortal_redis.url) as live:
        mortal_redis.running.send_signal(signal.SIGSTOP)
        async with live.listen("a") as bell:
            async with asyncio.timeout(SECONDS):
                await live.announce("a")
            assert await bell.wait(SECONDS) is True
            await hear_the_outage(bell)
            mortal_redis.running.send_signal(signal.SIGCONT)
            assert await bell.wait(SECONDS) is True


async def test_a_redis_that_stops_responding_is_noticed(
    mortal_redis: "MortalRedis", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redis_subscriptions, "PING_AFTER", 0.05)
    async with Live(mortal_redis.url) as live, live.listen("a") as bell:
        assert await bell.wait(0.3) is False
        mortal_redis.running.send_signal(signal.SIGSTOP)
        await hear_the_outage(bell)


async def test_leaving_the_channel_closes_every_socket(mortal_redis: "MortalRedis") -> None:
    async with Live(mortal_redis.url) as live, live.listen("a"):
        await live.announce("a")
        assert await live.ping() is True
    async with Redis.from_url(mortal_redis.url) as redis, asyncio.timeout(SECONDS):
        while len(await redis.client_list()) > 1:  # noqa: ASYNC110 - Redis sets no event of ours
            await asyncio.sleep(0.01)
