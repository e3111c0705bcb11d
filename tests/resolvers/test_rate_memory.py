"""Attempts are counted in memory within a moving window, and forgotten after it."""

import time

import pytest

from resolvers import rate_memory
from resolvers.rate_memory import RateMemory

pytestmark = pytest.mark.anyio


async def test_as_many_attempts_as_allowed_are_entered_for_each_key() -> None:
    memory = RateMemory()
    assert [await memory.acquire_entry("a", 3, 60) for _ in range(5)] == [True, True, True, False, False]
    assert await memory.acquire_entry("b", 3, 60)
    start, count = await memory.get_moving_window("a", 3, 60)
    assert (count, start <= time.time()) == (3, True)


async def test_several_attempts_are_entered_together_or_not_at_all() -> None:
    memory = RateMemory()
    assert [await memory.acquire_entry("a", 5, 60, amount) for amount in (6, 3, 3, 2)] == [
        False,
        True,
        False,
        True,
    ]


async def test_the_window_moves_and_keeps_no_more_than_the_limit() -> None:
    memory = RateMemory()
    for _ in range(3):
        assert await memory.acquire_entry("a", 2, 0, 2)
    assert len(memory.events["a"]) == 2


async def test_keys_without_recent_attempts_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_memory, "SECONDS_BETWEEN_SWEEPS", 0.0)
    memory = RateMemory()
    await memory.acquire_entry("over", 2, 0)
    await memory.acquire_entry("open", 2, 60)
    await memory.acquire_entry("open", 2, 60)
    assert list(memory.events) == ["open"]


async def test_a_count_starts_again_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_memory, "SECONDS_BETWEEN_SWEEPS", 0.0)
    memory = RateMemory()
    assert [await memory.incr("a", 60) for _ in range(3)] == [1, 2, 3]
    assert await memory.incr("a", 60, -1) == 2
    assert await memory.get_expiry("a") > time.time()
    assert [await memory.incr("over", 0) for _ in range(2)] == [1, 1]
    await memory.incr("b", 60)
    assert dict(memory.storage) == {"a": 2, "b": 1}
