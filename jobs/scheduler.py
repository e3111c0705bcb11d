"""The background scheduler: leases due jobs and runs them, with any number of servers beside it."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import datetime

import structlog

from jobs.register import Recurring
from models.clock import now
from models.job import Job
from subscriptions.work import unit_of_work

LOOK_EVERY = 5.0
log = structlog.get_logger("proffer")


async def plan(jobs: Mapping[str, Recurring]) -> None:
    """Put the recurring jobs in the table, once, whoever comes first."""

    async def write() -> None:
        for kind, job in jobs.items():
            await Job.plan(kind, kind, now(), every=job.every)

    await unit_of_work(write)


async def run_due(jobs: Mapping[str, Recurring], moment: datetime) -> int:
    """Run what is due at this moment; how many jobs that was."""
    done = 0
    while leased := await unit_of_work(lambda: Job.lease(moment)):
        for job in leased:
            await _run(job, jobs, moment)
            done += 1
    return done


async def _run(job: Job, jobs: Mapping[str, Recurring], moment: datetime) -> None:
    try:
        count = await jobs[job.kind].run(moment)
    except Exception as error:
        log.exception("job failed", job=job.kind, attempt=job.attempts)
        reason = f"{type(error).__name__}: {error}"
        await unit_of_work(lambda: job.fail(reason, moment))
    else:
        log.log(20 if count else 10, "job done", job=job.kind, count=count)
        await unit_of_work(lambda: job.finish(moment))


@asynccontextmanager
async def scheduler(
    jobs: Mapping[str, Recurring], on: bool = True, look_every: float = LOOK_EVERY
) -> AsyncIterator[None]:
    """Run due jobs for as long as the block lasts; off, leave them to cron."""
    if not on:
        yield
        return
    await plan(jobs)
    task = asyncio.create_task(_for_ever(jobs, look_every))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _for_ever(jobs: Mapping[str, Recurring], look_every: float) -> None:
    while True:
        try:
            await run_due(jobs, now())
        except Exception:
            # The database may be away for a moment: the next look tries again.
            log.exception("scheduler could not look for due jobs")
        await asyncio.sleep(look_every)
