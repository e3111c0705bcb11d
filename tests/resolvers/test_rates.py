"""Counting attempts: all, or only failures; in memory, in Redis, and when Redis is unavailable."""

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from models.refused import Code, Denied, unauthenticated
from resolvers.rates import Rates, multiply_rate
from tests.conftest import require_redis
from tests.support.guesses import client_at, code_of, guess
from tests.support.server import RunningServer

pytestmark = pytest.mark.anyio
FIVE = multiply_rate("5 per minute", 1)


@pytest.fixture(params=["memory", "redis"])
async def rates(request: pytest.FixtureRequest) -> AsyncIterator[Rates]:
    async with Rates("memory://" if request.param == "memory" else require_redis()) as counters:
        yield counters


async def fail(rates: Rates, who: str) -> Code:
    """Fail, or be refused before it; return the code of the refusal."""
    try:
        async with rates.count_failure(FIVE, who):
            await asyncio.sleep(0.01)
            raise unauthenticated()
    except Denied as denied:
        return denied.code


async def succeed(rates: Rates, who: str) -> None:
    async with rates.count_failure(FIVE, who):
        await asyncio.sleep(0)


async def test_only_failures_count(rates: Rates) -> None:
    who = uuid4().hex
    for _ in range(20):
        await succeed(rates, who)
    assert [await fail(rates, who) for _ in range(7)] == ["UNAUTHENTICATED"] * 5 + ["RATE_LIMITED"] * 2
    with pytest.raises(Denied) as refused:
        await succeed(rates, who)
    assert 1 <= int(str(refused.value.extra["retryAfter"])) <= 60
    await succeed(rates, "another")


async def leave(rates: Rates, who: str) -> None:
    """Be cancelled inside the block."""
    begun = asyncio.Event()

    async def wait() -> None:
        async with rates.count_failure(FIVE, who):
            begun.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(wait())
    await begun.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def break_down(rates: Rates, who: str) -> None:
    async with rates.count_failure(FIVE, who):
        raise ConnectionError


async def test_an_outage_is_no_failure_and_leaving_is_one(rates: Rates) -> None:
    who = uuid4().hex
    for _ in range(10):
        with pytest.raises(ConnectionError):
            await break_down(rates, who)
    for _ in range(5):
        await leave(rates, who)
    assert await fail(rates, who) is Code.RATE_LIMITED


async def test_concurrent_failures_cannot_exceed_the_limit(rates: Rates) -> None:
    who = uuid4().hex
    codes = await asyncio.gather(*(fail(rates, who) for _ in range(100)))
    assert (codes.count(Code.UNAUTHENTICATED), codes.count(Code.RATE_LIMITED)) == (5, 95)


def test_the_first_failure_doubles_the_wait_and_does_not_delay_another_account(sqlite_url: str) -> None:
    with RunningServer(database_url=sqlite_url, sign_in_rate="2 per minute") as server:
        tries = [guess(client_at(server), "x@example.com") for _ in range(2)]
        another = guess(client_at(server), "y@example.com")
    assert [code_of(answer) for answer in tries] == ["UNAUTHENTICATED", "RATE_LIMITED"]
    assert 1 <= tries[1]["errors"][0]["extensions"]["retryAfter"] <= 30
    assert code_of(another) == "UNAUTHENTICATED"


def test_public_requests_of_one_ipv6_network_are_counted_together(sqlite_url: str) -> None:
    with RunningServer(database_url=sqlite_url, public_rate="2 per hour") as server:
        addresses = [f"2001:db8:1:2::{host}" for host in (1, 2, 3)] + ["2001:db8:1:3::1"]
        codes = [code_of(client_at(server, address).ask(QUERY)) for address in addresses]
    assert codes == ["NOT_FOUND", "NOT_FOUND", "RATE_LIMITED", "NOT_FOUND"]


async def test_without_redis_each_process_counts_for_itself() -> None:
    async with Rates("redis://127.0.0.1:1/0") as rates:
        await rates.count(multiply_rate("1 per minute", 1), "somebody")
        with pytest.raises(Denied) as refused:
            await rates.count(multiply_rate("1 per minute", 1), "somebody")
    assert refused.value.code is Code.RATE_LIMITED


async def test_without_redis_failures_are_counted_too() -> None:
    async with Rates("redis://127.0.0.1:1/0") as rates:
        assert [await fail(rates, "somebody") for _ in range(6)] == ["UNAUTHENTICATED"] * 5 + ["RATE_LIMITED"]


QUERY = '{ menu(restaurantId: "7d9f3f0e-6d0c-4a52-9a2c-6c1f4f0f5a11") { __typename } }'
