"""The background scheduler: it plans once, runs due jobs, and survives a failing job."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest
from tortoise.context import TortoiseContext

from jobs.register import Recurring, jobs_of
from jobs.scheduler import plan, run_due, scheduler
from models.clock import now
from models.storage.job import LEASE, Job
from settings import Settings
from tests.support.rows import NOON
from tests.support.server import SECONDS

pytestmark = pytest.mark.anyio

MINUTE = timedelta(minutes=1)


class Tally:
    """Jobs that count how often they ran."""

    def __init__(self, *failing: str) -> None:
        self.failing = failing
        self.ran: list[str] = []

    def jobs(self, *kinds: str) -> dict[str, Recurring]:
        return {kind: Recurring(self.running(kind), 60) for kind in kinds}

    def running(self, kind: str) -> Callable[[datetime], Awaitable[int]]:
        async def run(_: datetime) -> int:
            self.ran.append(kind)
            if kind in self.failing:
                raise RuntimeError(f"{kind} is broken")
            return 1

        return run


async def test_planning_twice_keeps_each_job_once(db: TortoiseContext) -> None:
    """Decision 11b."""
    jobs = jobs_of(Settings(_env_file=None))  # type: ignore[call-arg]
    await asyncio.gather(*(plan(jobs) for _ in range(10)))
    planned = {job.key: (job.kind, job.every) for job in await Job.all()}
    assert planned == {kind: (kind, job.every) for kind, job in jobs.items() if isinstance(job, Recurring)}
    assert set(jobs) == {
        "expiry",
        "expiry-warning",
        "link-expiry",
        "split-reminders",
        "housekeeping",
        "offer-loop",
        "message",
    }


async def test_due_jobs_run_once_each_and_recur(db: TortoiseContext) -> None:
    tally = Tally()
    jobs = tally.jobs("one", "two")
    await plan(jobs)
    moment = now() + MINUTE
    assert [await run_due(jobs, moment), await run_due(jobs, moment)] == [2, 0]
    assert sorted(tally.ran) == ["one", "two"]
    assert await run_due(jobs, moment + MINUTE) == 2


async def test_concurrent_schedulers_run_a_due_job_once(db: TortoiseContext) -> None:
    """Decision 11b."""
    tally = Tally()
    jobs = tally.jobs("one", "two", "three")
    await plan(jobs)
    moment = now() + MINUTE
    assert sum(await asyncio.gather(*(run_due(jobs, moment) for _ in range(10)))) == 3
    assert sorted(tally.ran) == ["one", "three", "two"]


async def test_a_job_that_raises_does_not_stop_the_others(db: TortoiseContext) -> None:
    """Decision 11b."""
    tally = Tally("one")
    jobs = tally.jobs("one", "two")
    await plan(jobs)
    moment = now() + MINUTE
    assert await run_due(jobs, moment) == 2
    assert sorted(tally.ran) == ["one", "two"]
    failed = await Job.get(key="one")
    assert (failed.last_error, failed.attempts) == ("RuntimeError: one is broken", 1)
    assert failed.due_at == moment + timedelta(seconds=30)


async def test_a_job_of_another_version_waits_and_stops_nobody(db: TortoiseContext) -> None:
    """Decision 11b."""
    tally = Tally()
    jobs = tally.jobs("one")
    await plan(jobs)
    await Job.plan("from-the-future", "from-the-future", NOON, {"what": "ever"}, every=60)
    assert await run_due(jobs, now() + MINUTE) == 2
    assert tally.ran == ["one"]
    unknown = await Job.get(kind="from-the-future")
    assert (unknown.payload, unknown.lease_by, unknown.attempts) == ({"what": "ever"}, None, 1)
    assert unknown.last_error is not None


async def test_a_scheduler_that_is_off_plans_and_runs_nothing(db: TortoiseContext) -> None:
    tally = Tally()
    async with scheduler(tally.jobs("one"), on=False, look_seconds=0.01):
        await asyncio.sleep(0.05)
    assert [tally.ran, await Job.all().count()] == [[], 0]


async def test_a_scheduler_runs_for_as_long_as_its_block_and_no_longer(db: TortoiseContext) -> None:
    tally = Tally("broken")
    jobs = tally.jobs("one", "broken")
    async with scheduler(jobs, look_seconds=0.01):
        await until(lambda: len(tally.ran) == 2)
        await let_go()
        await Job.all().update(due_at=NOON, lease_until=None)
        await until(lambda: len(tally.ran) == 4)
    await Job.all().update(due_at=NOON, lease_until=None)
    await asyncio.sleep(0.05)
    assert len(tally.ran) == 4


async def test_a_scheduler_takes_over_from_one_that_died(db: TortoiseContext) -> None:
    """Decision 11b."""
    tally = Tally()
    jobs = tally.jobs("one")
    await plan(jobs)
    moment = now() + MINUTE
    await Job.lease(moment)
    assert [await run_due(jobs, moment), await run_due(jobs, moment + LEASE)] == [0, 1]


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(SECONDS):
        while not true():  # noqa: ASYNC110 - a job that counts knows no event
            await asyncio.sleep(0.01)


async def let_go() -> None:
    """Wait until no job is leased, because a job is finished only after it has run."""
    async with asyncio.timeout(SECONDS):
        while await Job.filter(lease_by__not_isnull=True).exists():  # noqa: ASYNC110 - nor does a lease
            await asyncio.sleep(0.01)
