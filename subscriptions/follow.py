"""Following numbered rows as they appear: none is missed, none comes twice."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from typing import Protocol, TypeVar

from subscriptions.live import listen

POLL_SECONDS = 30
DEGRADED_POLL_SECONDS = 3


class Row(Protocol):
    """Anything numbered in the order in which it is to be read."""

    @property
    def seq(self) -> int: ...


RowT = TypeVar("RowT", bound=Row)


async def follow(
    channel: str, read_after: Callable[[int], Awaitable[Sequence[RowT]]], after: int
) -> AsyncGenerator[RowT, None]:
    """Listens before it reads: what appears in between rings, and is read next time."""
    async with listen(channel) as bell:
        while True:
            rows = await read_after(after)
            for row in rows:
                after = row.seq
                yield row
            if not rows:
                await bell.wait(DEGRADED_POLL_SECONDS if bell.degraded else POLL_SECONDS)


async def rings(channel: str) -> AsyncGenerator[None, None]:
    """At once, and whenever the bell rings or may have been missed; for what is re-read as a whole."""
    async with listen(channel) as bell:
        while True:
            yield
            while not await bell.wait(DEGRADED_POLL_SECONDS if bell.degraded else POLL_SECONDS):
                if bell.degraded:
                    break
