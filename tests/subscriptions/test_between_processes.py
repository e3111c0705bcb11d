"""Two live channels over one Redis, like those of two processes."""

import asyncio

import pytest
from redis.asyncio import Redis

from subscriptions.live import Live
from tests.support.server import SECONDS

pytestmark = pytest.mark.anyio


async def listeners(url: str, channel: str) -> int:
    async with Redis.from_url(url) as redis:
        [(_, count)] = await redis.pubsub_numsub(channel)
    return int(count)


async def test_one_process_rings_the_other(redis_url: str, channel: str) -> None:
    async with Live(redis_url) as here, Live(redis_url) as there, there.listen(channel) as bell:
        await here.announce(channel)
        assert await bell.wait(SECONDS) is True
        assert await bell.wait(0.05) is False


async def test_a_process_does_not_receive_its_own_ring(redis_url: str, channel: str) -> None:
    async with Live(redis_url) as live, live.listen(channel) as bell:
        await live.announce(channel)
        assert [await bell.wait(SECONDS), await bell.wait(0.2)] == [True, False]


async def test_the_last_listener_to_leave_leaves_redis_too(redis_url: str, channel: str) -> None:
    async with Live(redis_url) as live:
        async with live.listen(channel), live.listen(channel):
            pass
        async with asyncio.timeout(SECONDS):
            while await listeners(redis_url, channel):  # noqa: ASYNC110 - Redis sets no event of ours
                await asyncio.sleep(0.01)


async def test_subscribing_and_leaving_at_random_moments_ends_in_the_right_state(
    redis_url: str, channel: str
) -> None:
    async def come_and_go(live: Live, moment: int) -> None:
        for _ in range(10):
            async with live.listen(channel):
                await asyncio.sleep(moment % 7 / 5_000)
            await asyncio.sleep(moment % 5 / 5_000)

    async with Live(redis_url) as here, Live(redis_url) as there:
        comings = [asyncio.create_task(come_and_go(here, moment)) for moment in range(20)]
        for number, coming in enumerate(comings[::4]):
            await asyncio.sleep(number / 1_000)
            coming.cancel()
        await asyncio.wait(comings)
        async with here.listen(channel) as bell:
            await there.announce(channel)
            assert await bell.wait(SECONDS) is True


async def test_what_was_announced_just_before_leaving_is_still_heard(redis_url: str, channel: str) -> None:
    async with Live(redis_url) as stays, stays.listen(channel) as bell:
        async with Live(redis_url) as leaves:
            await leaves.announce(channel)
        assert await bell.wait(SECONDS) is True
