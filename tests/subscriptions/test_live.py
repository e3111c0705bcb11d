"""One process's listeners: the same in memory and over Redis."""

import asyncio

import pytest

from subscriptions import live as live_channel
from subscriptions.live import Live
from tests.support.server import SECONDS

pytestmark = pytest.mark.anyio


async def test_an_announcement_rings_once(live: Live, channel: str) -> None:
    async with live.listen(channel) as bell:
        await live.announce(channel)
        assert await bell.wait(SECONDS) is True
        assert await bell.wait(0.05) is False


async def test_a_ring_waits_for_a_listener_who_is_busy(live: Live, channel: str) -> None:
    async with live.listen(channel) as bell:
        await live.announce(channel)
        await asyncio.sleep(0.05)
        assert await bell.wait(0) is True


async def test_another_channel_stays_silent(live: Live, channel: str) -> None:
    async with live.listen(channel) as bell:
        await live.announce(channel + ":other")
        assert await bell.wait(0.05) is False


async def test_one_bell_rings_for_any_of_its_channels(live: Live, channel: str) -> None:
    channels = [f"{channel}:{number}" for number in range(3)]
    async with live.listen(*channels) as bell:
        for one in channels:
            await live.announce(one)
            assert await bell.wait(SECONDS) is True


async def test_listening_twice_to_one_channel_with_one_bell_is_listening_once(
    live: Live, channel: str
) -> None:
    async with live.listen(channel, channel) as bell:
        await live.announce(channel, channel)
        assert [await bell.wait(SECONDS), await bell.wait(0.05)] == [True, False]


async def test_twenty_concurrent_first_listeners_are_all_rung(live: Live, channel: str) -> None:
    async def hear(number: int) -> bool:
        async with live.listen(channel, f"{channel}:{number}") as bell:
            await live.announce(f"{channel}:{number}")
            return await bell.wait(SECONDS)

    assert await asyncio.gather(*map(hear, range(20))) == [True] * 20


async def test_a_listener_who_leaves_does_not_disturb_the_others(live: Live, channel: str) -> None:
    async with live.listen(channel) as stays:
        async with live.listen(channel) as leaves:
            pass
        await live.announce(channel)
        assert await stays.wait(SECONDS) is True
        assert await leaves.wait(0.05) is False


async def test_a_channel_left_and_joined_again_still_rings(live: Live, channel: str) -> None:
    for _ in range(50):
        async with live.listen(channel) as bell:
            await live.announce(channel)
            assert await bell.wait(SECONDS) is True


async def test_a_slow_listener_holds_one_ring_after_ten_thousand(live: Live, channel: str) -> None:
    async with live.listen(channel) as bell:
        for _ in range(10_000):
            await live.announce(channel)
            await asyncio.sleep(0)
        await asyncio.sleep(0.1)
        assert [await bell.wait(0), await bell.wait(0.1)] == [True, False]


async def test_a_cancelled_wait_keeps_its_ring(live: Live, channel: str) -> None:
    async with live.listen(channel) as bell:
        waiting = asyncio.create_task(bell.wait(5))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait([waiting])
        await live.announce(channel)
        assert await bell.wait(SECONDS) is True


async def test_cancelling_at_any_moment_leaves_nothing_behind(live: Live, channel: str) -> None:
    async def hear() -> None:
        async with live.listen(channel) as bell:
            await bell.wait(5)

    tasks_before = asyncio.all_tasks()
    for moment in range(12):
        listening = asyncio.create_task(hear())
        for _ in range(moment):
            await asyncio.sleep(0)
        listening.cancel()
        await asyncio.wait([listening])
    assert asyncio.all_tasks() == tasks_before
    assert live._doorbell._subscribers == {}


async def test_a_process_in_good_health_is_not_degraded(live: Live, channel: str) -> None:
    async with live.listen(channel) as bell:
        assert bell.is_degraded is False
    assert await live.ping() is True


async def test_announce_and_listen_use_the_current_channel(live: Live, channel: str) -> None:
    async with live_channel.listen(channel) as bell:
        await live_channel.announce(channel)
        assert await bell.wait(SECONDS) is True


async def test_leaving_the_channel_leaves_no_task(live_url: str) -> None:
    tasks_before = asyncio.all_tasks()
    async with Live(live_url) as live:
        await live.announce("anything")
    assert asyncio.all_tasks() == tasks_before


@pytest.mark.parametrize("url", ["", "redis", "kafka://localhost", "postgres://localhost", "memory"])
def test_any_other_address_is_refused_in_one_sentence(url: str) -> None:
    with pytest.raises(ValueError, match=r"^The live channel's address must begin with memory://, [^.]*\.$"):
        Live(url)
