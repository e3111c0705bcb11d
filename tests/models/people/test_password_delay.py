"""The delay before the next try of a password: it doubles, has a cap, and holds for concurrent tries."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tortoise.context import TortoiseContext

from models.clock import now
from models.people.doubling import Doubling
from models.people.password_delay import PasswordDelay, forget_old_delays
from models.refused import Code, Denied, unauthenticated

QUARTER = Doubling(tries=10, longest=900)


async def fail(key: str, doubling: Doubling = QUARTER) -> Denied:
    """Fail one try, or be refused before it; return the refusal."""
    with pytest.raises(Denied) as refused:
        await _try_and_fail(key, doubling)
    return refused.value


async def _try_and_fail(key: str, doubling: Doubling) -> None:
    async with PasswordDelay.one_try(key, doubling):
        await asyncio.sleep(0.01)
        raise unauthenticated()


async def reopen(key: str) -> None:
    """Let the time of the delay pass."""
    await PasswordDelay.filter(key_hash=key).update(open_at=now())


def test_ten_failures_take_as_long_as_the_longest_delay() -> None:
    delays = [QUARTER.after(failures).total_seconds() for failures in range(1, 12)]
    assert delays[-3:] == [450, 900, 900]
    assert 890 < sum(delays[:9]) < 900


@given(st.integers(1, 10_000), st.integers(1, 86_400), st.integers(1, 20_000))
def test_a_delay_doubles_until_the_cap(tries: int, longest: int, failures: int) -> None:
    doubling = Doubling(tries, longest)
    this, following = doubling.after(failures), doubling.after(failures + 1)
    assert following <= timedelta(seconds=longest)
    assert following == timedelta(seconds=longest) or abs(following - 2 * this) < timedelta(milliseconds=1)


@pytest.mark.anyio
async def test_each_failure_doubles_the_seconds_that_the_next_refusal_tells(db: TortoiseContext) -> None:
    key, waits = uuid4().hex, []
    for _ in range(6):
        assert (await fail(key, Doubling(6, 3200))).code is Code.UNAUTHENTICATED
        refusal = await fail(key, Doubling(6, 3200))
        assert refusal.code is Code.RATE_LIMITED
        waits.append(refusal.extra["retryAfter"])
        await reopen(key)
    assert all(abs(wait - 100 * 2**n) <= 20 for n, wait in enumerate(waits)), waits


@pytest.mark.anyio
async def test_of_concurrent_wrong_tries_one_is_checked(db: TortoiseContext) -> None:
    refusals = await asyncio.gather(*(fail("many") for _ in range(50)))
    codes = [refusal.code for refusal in refusals]
    assert (codes.count(Code.UNAUTHENTICATED), codes.count(Code.RATE_LIMITED)) == (1, 49)


@pytest.mark.anyio
async def test_concurrent_right_tries_wait_for_each_other(db: TortoiseContext) -> None:
    checked = 0

    async def succeed() -> None:
        nonlocal checked
        async with PasswordDelay.one_try("right", QUARTER):
            checked += 1

    await asyncio.gather(*(succeed() for _ in range(20)))
    assert checked == 20
    assert await PasswordDelay.all().count() == 0, (
        "an account that signed in looks like one that is not there"
    )


@pytest.mark.anyio
async def test_a_success_takes_off_itself_and_no_failure_of_others(db: TortoiseContext) -> None:
    await fail("both")
    await reopen("both")
    async with PasswordDelay.one_try("both", QUARTER):
        pass
    assert (await PasswordDelay.get(key_hash="both")).failures == 1
    await fail("both")
    assert (await PasswordDelay.get(key_hash="both")).failures == 2


@pytest.mark.anyio
async def test_a_try_that_never_ends_is_a_failure_and_lets_others_pass_after_a_while(
    db: TortoiseContext,
) -> None:
    with pytest.raises(ConnectionError):
        async with PasswordDelay.one_try("lost", Doubling(10_000, 900)):
            raise ConnectionError
    kept = await PasswordDelay.get(key_hash="lost")
    assert (kept.failures, kept.held_until is not None) == (1, True)
    await PasswordDelay.filter(key_hash="lost").update(held_until=now())
    assert (await fail("lost", Doubling(10_000, 900))).code is Code.UNAUTHENTICATED
    assert (await PasswordDelay.get(key_hash="lost")).failures == 2


@pytest.mark.anyio
async def test_failures_are_forgotten_after_four_times_the_longest_delay(db: TortoiseContext) -> None:
    await fail("old")
    row = await PasswordDelay.get(key_hash="old")
    assert row.forget_at - row.open_at == timedelta(hours=1)
    assert await forget_old_delays(now()) == 0
    await PasswordDelay.filter(key_hash="old").update(open_at=now(), forget_at=now())
    await fail("old")
    assert (await PasswordDelay.get(key_hash="old")).failures == 1
    assert await forget_old_delays(row.forget_at + timedelta(minutes=1)) == 1
