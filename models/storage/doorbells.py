"""Doorbells that ring after the commit: collected here, rung by the unit of work."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_waiting: ContextVar[set[str] | None] = ContextVar("doorbells", default=None)


def ring(channel: str) -> None:
    """Ring this channel after the commit; raise RuntimeError outside a unit of work."""
    waiting = _waiting.get()
    if waiting is None:
        raise RuntimeError(f"{channel} cannot be rung outside a unit of work")
    waiting.add(channel)


@contextmanager
def collecting_rings() -> Iterator[set[str]]:
    waiting: set[str] = set()
    token = _waiting.set(waiting)
    try:
        yield waiting
    finally:
        _waiting.reset(token)
