"""The unit of work: the only place that opens a transaction."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import asyncpg
import structlog
from tortoise.transactions import in_transaction

from models.clock import now
from models.storage.doorbells import collected
from models.storage.idempotency import once
from subscriptions.live import announce

T = TypeVar("T")
TRIES = 3
LOST_A_RACE = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError)
_running: set[asyncio.Task[Any]] = set()
log = structlog.get_logger("proffer")


async def unit_of_work(work: Callable[[], Awaitable[T]]) -> T:
    """Run `work` in one transaction, then ring its doorbells.

    It runs in a task of its own, shielded: a client that goes away in the middle must not leave a
    connection taken or a lock held, and what was begun is finished. `work` may be run again from the
    start when the database ends it as the victim of a deadlock, so it keeps to the database.
    """
    task = asyncio.create_task(_transaction(work))
    _running.add(task)
    task.add_done_callback(_finished)
    return await asyncio.shield(task)


async def finish_all() -> None:
    """Wait for the units of work still running; for shutdown."""
    while _running:
        await asyncio.wait(_running)


async def _transaction(work: Callable[[], Awaitable[T]]) -> T:
    for attempt in range(1, TRIES + 1):
        try:
            with collected() as doorbells:
                async with in_transaction():
                    outcome = await once(work, now())
            break
        except LOST_A_RACE:
            if attempt == TRIES:
                raise
    await announce(*doorbells)
    return outcome


def _finished(task: asyncio.Task[Any]) -> None:
    """Whoever asked may have gone: take the outcome here, so that no failure goes unseen."""
    _running.discard(task)
    if not task.cancelled() and (error := task.exception()):
        log.debug("unit of work ended with an error", error=repr(error))
