"""The unit of work: the only place that opens a transaction."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import asyncpg
import structlog
from tortoise.transactions import in_transaction

from models.clock import now
from models.storage.doorbells import collecting_rings
from models.storage.idempotency import once
from subscriptions.live import announce

T = TypeVar("T")
MAX_ATTEMPTS = 3
RETRIABLE = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError)
_running: set[asyncio.Task[Any]] = set()
log = structlog.get_logger("proffer")


async def unit_of_work(work: Callable[[], Awaitable[T]]) -> T:
    """Run `work` in one transaction, then ring its doorbells.

    It runs in a shielded task of its own, so that a client that disconnects leaves no lock and no
    connection behind, and work that has begun is finished. When the database ends the transaction as
    the victim of a deadlock, `work` runs again from the start: it must do nothing but use the database.
    """
    task = asyncio.create_task(_transaction(work))
    _running.add(task)
    task.add_done_callback(_discard)
    return await asyncio.shield(task)


async def finish_all() -> None:
    """Wait for the units of work that are still running; for shutdown."""
    while _running:
        await asyncio.wait(_running)


async def _transaction(work: Callable[[], Awaitable[T]]) -> T:
    for attempt in range(1, MAX_ATTEMPTS + 1):
        try:
            with collecting_rings() as doorbells:
                async with in_transaction():
                    outcome = await once(work, now())
            break
        except RETRIABLE:
            if attempt == MAX_ATTEMPTS:
                raise
    await announce(*doorbells)
    return outcome


def _discard(task: asyncio.Task[Any]) -> None:
    """Retrieve the outcome here, because the caller may have gone, and log a failure."""
    _running.discard(task)
    if not task.cancelled() and (error := task.exception()):
        log.debug("unit of work ended with an error", error=repr(error))
