"""Jobs: planned once, leased by one worker, taken over from a dead worker, retried after a delay."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
from tortoise.context import TortoiseContext

from models.storage.job import LEASE, LONGEST_RETRY, Job
from subscriptions.work import unit_of_work
from tests.support.rows import NOON

pytestmark = pytest.mark.anyio

SECOND = timedelta(seconds=1)


async def lease_jobs(now: timedelta = 0 * SECOND, most: int = 1) -> list[Job]:
    return list(await unit_of_work(lambda: Job.lease(NOON + now, most)))


async def lease_only_job() -> Job:
    await Job.plan("expiry", "expiry", NOON)
    (job,) = await lease_jobs()
    return job


async def test_a_job_planned_twice_is_stored_once_unchanged(db: TortoiseContext) -> None:
    """Decision 11b."""
    await Job.plan("expiry", "expiry", NOON, {"first": True}, every=60)
    await Job.plan("expiry", "expiry", NOON + SECOND, {"second": True}, every=7)
    job = await Job.get()
    assert (job.due_at, job.payload, job.every, job.attempts) == (NOON, {"first": True}, 60, 0)


async def test_twenty_concurrent_leases_share_the_jobs_out(db: TortoiseContext) -> None:
    """Decision 11b."""
    for number in range(5):
        await Job.plan("expiry", f"job {number}", NOON)
    taken = await asyncio.gather(*(lease_jobs() for _ in range(20)))
    assert sorted(job.key for some in taken for job in some) == [f"job {number}" for number in range(5)]
    assert {job.attempts for job in await Job.all()} == {1}


async def test_jobs_are_taken_when_they_are_due_the_oldest_first(db: TortoiseContext) -> None:
    for number in (3, 1, 2):
        await Job.plan("expiry", f"job {number}", NOON + number * SECOND)
    assert await lease_jobs() == []
    assert [job.key for job in await lease_jobs(1 * SECOND)] == ["job 1"]
    assert {job.key for job in await lease_jobs(3 * SECOND, most=10)} == {"job 2", "job 3"}


async def test_a_lease_holds_until_it_runs_out_and_is_then_taken_over(db: TortoiseContext) -> None:
    """Decision 11b."""
    first = await lease_only_job()
    assert await lease_jobs(LEASE - SECOND) == []
    (second,) = await lease_jobs(LEASE)
    assert (second.id, second.attempts) == (first.id, 2)
    assert second.lease_by != first.lease_by


async def test_a_worker_that_lost_its_lease_changes_nothing(db: TortoiseContext) -> None:
    """Decision 11b."""
    late = await lease_only_job()
    await lease_jobs(LEASE)
    stranger = Job(id=late.id, kind="expiry", key="expiry", due_at=NOON, lease_by=uuid4(), attempts=1)
    before = await Job.all().values()
    for job in (late, stranger):
        assert [await job.finish(NOON), await job.fail("too late", NOON)] == [False, False]
    assert await Job.all().values() == before


async def test_a_finished_job_is_gone_and_a_recurring_one_comes_round(db: TortoiseContext) -> None:
    """Decision 11b."""
    once = await lease_only_job()
    assert [await once.finish(NOON), await once.finish(NOON), await Job.all().count()] == [True, False, 0]
    await Job.plan("expiry", "again", NOON, every=60)
    (again,) = await lease_jobs()
    assert await again.finish(NOON + SECOND) is True
    assert await lease_jobs(60 * SECOND) == []
    assert [job.attempts for job in await lease_jobs(61 * SECOND)] == [1]


async def test_a_failed_job_waits_twice_as_long_each_time_and_keeps_its_error(db: TortoiseContext) -> None:
    """Decision 11b."""
    await Job.plan("expiry", "expiry", NOON, every=60)
    waits = []
    for _ in range(9):
        at = (await Job.get()).due_at
        (job,) = await lease_jobs(at - NOON)
        assert await job.fail("E" * 600, at) is True
        kept = await Job.get()
        waits.append((kept.due_at - at).total_seconds())
        assert (kept.last_error, kept.lease_by, kept.lease_until) == ("E" * 500, None, None)
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert LONGEST_RETRY.total_seconds() == 3600


async def test_a_recurring_job_that_works_again_forgets_its_error(db: TortoiseContext) -> None:
    job = await lease_only_job()
    await Job.all().update(every=60)
    await job.fail("gone wrong", NOON)
    (again,) = await lease_jobs(30 * SECOND)
    again.every = 60
    await again.finish(NOON)
    kept = await Job.get()
    assert (kept.last_error, kept.attempts, kept.due_at) == (None, 0, NOON + 60 * SECOND)
