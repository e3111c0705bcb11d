"""The reads of followers in the same moment are done together, and each follower gets its own result."""

import asyncio
from collections.abc import Sequence

import pytest

from models.refused import Denied, forbidden
from subscriptions.rounds import LARGEST_ROUND, Rounds

pytestmark = pytest.mark.anyio


class Library:
    """The reader that records what it is asked for."""

    def __init__(self) -> None:
        self.rounds: list[list[int]] = []

    async def load(self, asks: Sequence[int]) -> list[int | Denied]:
        self.rounds.append(list(asks))
        await asyncio.sleep(0)
        return [forbidden() if ask < 0 else ask * 10 for ask in asks]


async def test_reads_of_one_moment_are_one_round(anyio_backend: str) -> None:
    library, rounds = Library(), Rounds()
    assert await asyncio.gather(*(rounds.read(library.load, n % 3) for n in range(9))) == [0, 10, 20] * 3
    assert library.rounds == [[0, 1, 2]]
    assert await rounds.read(library.load, 7) == 70
    assert library.rounds[1:] == [[7]]


async def test_a_refusal_is_for_the_one_who_is_refused(anyio_backend: str) -> None:
    library, rounds = Library(), Rounds()
    results = await asyncio.gather(
        rounds.read(library.load, 1), rounds.read(library.load, -1), return_exceptions=True
    )
    assert results[0] == 10
    assert isinstance(results[1], Denied)


async def test_a_round_that_fails_fails_for_all_of_it_and_for_no_other(anyio_backend: str) -> None:
    async def fail(asks: Sequence[int]) -> list[int]:
        raise ConnectionError("the database is away")

    library, rounds = Library(), Rounds()
    failed = await asyncio.gather(*(rounds.read(fail, n) for n in range(3)), return_exceptions=True)
    assert [type(error) for error in failed] == [ConnectionError] * 3
    assert await rounds.read(library.load, 1) == 10


async def test_a_follower_that_leaves_does_not_disturb_the_others(anyio_backend: str) -> None:
    library, rounds = Library(), Rounds()
    leaving, staying = (asyncio.create_task(rounds.read(library.load, n)) for n in (1, 2))
    await asyncio.sleep(0)
    leaving.cancel()
    assert await staying == 20


async def test_a_large_round_is_read_in_parts(anyio_backend: str) -> None:
    library, rounds = Library(), Rounds()
    count = LARGEST_ROUND + 1
    results = await asyncio.gather(*(rounds.read(library.load, n) for n in range(count)))
    assert results == [n * 10 for n in range(count)]
    assert [len(asks) for asks in library.rounds] == [LARGEST_ROUND, 1]
