"""Doorbells to ring once the rows are committed: collected here, rung by the unit of work."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_waiting: ContextVar[set[str] | None] = ContextVar("doorbells", default=None)


def ring(channel: str) -> None:
    """Ring this channel after the commit. Outside a unit of work this is a mistake, and says so."""
    waiting = _waiting.get()
    if waiting is None:
        raise RuntimeError(f"{channel} cannot be rung outside a unit of work")
    waiting.add(channel)


@contextmanager
def collected() -> Iterator[set[str]]:
    waiting: set[str] = set()
    token = _waiting.set(waiting)
    try:
        yield waiting
    finally:
        _waiting.reset(token)
