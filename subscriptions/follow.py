"""Following numbered rows as they appear: none is missed, none is repeated."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Generic, Protocol, Self, TypeVar

from subscriptions.doorbell import Bell
from subscriptions.live import listen

POLL_SECONDS = 30
DEGRADED_POLL_SECONDS = 3


class Row(Protocol):
    """The row that is followed, with a number that grows in the order of reading."""

    @property
    def seq(self) -> int: ...


RowT = TypeVar("RowT", bound=Row)


@dataclass(frozen=True, slots=True)
class Batch(Generic[RowT]):
    """The next rows for a follower; `last` is the number up to which it has then read."""

    rows: Sequence[RowT]
    last: int
    has_more: bool

    @classmethod
    def of(cls, rows: Sequence[RowT], after: int, most: int) -> Self:
        """Build the batch from at most `most` rows after number `after`."""
        return cls(rows, rows[-1].seq if rows else after, len(rows) == most)


async def follow(
    channel: str, read_after: Callable[[int], Awaitable[Batch[RowT]]], after: int
) -> AsyncGenerator[RowT, None]:
    """Yield the rows after number `after`, then each new one; listening before reading misses none."""
    async with listen(channel) as bell:
        while True:
            batch = await read_after(after)
            after = batch.last
            for row in batch.rows:
                yield row
            if not batch.has_more:
                await bell.wait(seconds_until_look(bell))


def seconds_until_look(bell: Bell) -> float:
    """Return the time until rows are read without a ring, the same moment for a whole process."""
    return until_next(DEGRADED_POLL_SECONDS if bell.is_degraded else POLL_SECONDS)


def until_next(period: float) -> float:
    """Return the seconds until the clock is a multiple of the period, so that listeners wake together."""
    return period - monotonic() % period


async def rings(channel: str) -> AsyncGenerator[None, None]:
    """Yield immediately, and whenever a ring came or may have been missed; for rows re-read as a whole."""
    async with listen(channel) as bell:
        while True:
            yield
            while not await bell.wait(seconds_until_look(bell)):
                if bell.is_degraded:
                    break
