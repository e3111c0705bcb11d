"""The background scheduler: leases due jobs and runs them, on any number of servers."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import structlog

from jobs.messaging.outcomes import NotYet, TryAgain
from jobs.register import Jobs, Recurring
from logs import scrub
from models.clock import now
from models.storage.job import JOBS, Job
from subscriptions.ending import end
from subscriptions.live import listen
from subscriptions.work import unit_of_work

LOOK_SECONDS = 5.0
# A provider that hangs blocks only one of them; expiries still run.
RUNNERS = 4
LAST_SECONDS = 15.0
log = structlog.get_logger("proffer")


async def plan(jobs: Jobs) -> None:
    """Plan the recurring jobs, unless another server has."""

    async def write() -> None:
        for kind, job in jobs.items():
            if isinstance(job, Recurring):
                await Job.plan(kind, kind, now(), every=job.every)

    await unit_of_work(write)


async def run_due(jobs: Jobs, moment: datetime, kinds: Sequence[str] | None = None) -> int:
    """Run the jobs due at `moment`, optionally only of some kinds; return their number."""
    count = 0
    while await run_next(jobs, moment, kinds):
        count += 1
    return count


async def run_all_due(jobs: Jobs, kinds: Sequence[str]) -> int:
    """Run due jobs by the clock, so that each lease begins when its job does; return their number."""
    count = 0
    while await run_next(jobs, now(), kinds):
        count += 1
    return count


async def run_next(jobs: Jobs, moment: datetime, kinds: Sequence[str] | None = None) -> bool:
    """Run one job due at `moment`; False if there is none."""
    leased_jobs = await unit_of_work(lambda: Job.lease(moment, kinds=kinds))
    for job in leased_jobs:
        await _run(job, jobs, moment)
    return bool(leased_jobs)


async def _run(job: Job, jobs: Jobs, moment: datetime) -> None:
    try:
        # Inside, because a kind that only a newer version knows fails like any other job.
        work = jobs[job.kind]
        count = await (work.run(moment) if isinstance(work, Recurring) else work.run(job, moment))
    except NotYet as early:
        until = early.until
        await unit_of_work(lambda: job.put_off(until))
    except TryAgain as passing:
        reason = str(scrub(str(passing)))
        log.warning("job will be retried", job=job.kind, attempt=job.attempts, reason=reason)
        await unit_of_work(lambda: job.fail(reason, moment))
    except Exception as error:
        log.exception("job failed", job=job.kind, attempt=job.attempts)
        failure = str(scrub(f"{type(error).__name__}: {error}"))
        await unit_of_work(lambda: job.fail(failure, moment))
    else:
        log.log(20 if count else 10, "job done", job=job.kind, count=count)
        await unit_of_work(lambda: job.finish(moment))


@asynccontextmanager
async def scheduler(jobs: Jobs, on: bool = True, look_seconds: float = LOOK_SECONDS) -> AsyncIterator[None]:
    """Run due jobs during the block and let running ones finish; when off, leave them to cron."""
    if not on:
        yield
        return
    await plan(jobs)
    running_tasks: set[asyncio.Task[bool]] = set()
    runners = [asyncio.create_task(_run_jobs(jobs, look_seconds, running_tasks)) for _ in range(RUNNERS)]
    try:
        yield
    finally:
        await end(*runners)
        if last := list(running_tasks):
            await asyncio.wait(last, timeout=LAST_SECONDS)
            await end(*last)


async def _run_jobs(jobs: Jobs, look_seconds: float, running_tasks: set[asyncio.Task[bool]]) -> None:
    """Run due jobs until cancelled; listen before looking, so that no job is missed in between."""
    async with listen(JOBS) as bell:
        while True:
            try:
                while await _run_shielded(run_next(jobs, now()), running_tasks):
                    pass
            except Exception:
                # The database may be unavailable for a moment: the next look tries again.
                log.exception("scheduler could not look for due jobs")
            await bell.wait(look_seconds)


async def _run_shielded(work: Coroutine[Any, Any, bool], running_tasks: set[asyncio.Task[bool]]) -> bool:
    """Run in a shielded task, so that a shutdown does not cut off a message being sent."""
    task = asyncio.create_task(work)
    running_tasks.add(task)
    task.add_done_callback(running_tasks.discard)
    return await asyncio.shield(task)
