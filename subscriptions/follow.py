"""Following numbered rows as they appear: none is missed, none is repeated."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from typing import Protocol, TypeVar

from subscriptions.live import listen

POLL_SECONDS = 30
DEGRADED_POLL_SECONDS = 3


class Row(Protocol):
    """A row with a number that grows in the order of reading."""

    @property
    def seq(self) -> int: ...


RowT = TypeVar("RowT", bound=Row)


async def follow(
    channel: str, read_after: Callable[[int], Awaitable[Sequence[RowT]]], after: int
) -> AsyncGenerator[RowT, None]:
    """Yield the rows after number `after`, then each new one; listening before reading misses none."""
    async with listen(channel) as bell:
        while True:
            rows = await read_after(after)
            for row in rows:
                after = row.seq
                yield row
            if not rows:
                await bell.wait(DEGRADED_POLL_SECONDS if bell.is_degraded else POLL_SECONDS)


async def rings(channel: str) -> AsyncGenerator[None, None]:
    """Yield immediately, and whenever a ring came or may have been missed; for rows re-read as a whole."""
    async with listen(channel) as bell:
        while True:
            yield
            while not await bell.wait(DEGRADED_POLL_SECONDS if bell.is_degraded else POLL_SECONDS):
                if bell.is_degraded:
                    break
