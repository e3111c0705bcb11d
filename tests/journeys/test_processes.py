"""Several processes over one database: nothing is lost, doubled or locked out."""

import asyncio

import pytest

from jobs.offers.expiry import expire_due_offers
from jobs.offers.verification import verify_activity
from jobs.register import Recurring, jobs_of
from jobs.scheduler import scheduler
from models.clock import now
from models.events import Event
from models.notifications.notification import Notification
from models.offers.activity import Activity
from models.offers.lifecycle import Status
from models.offers.offer import Offer
from models.people.project import Project
from models.storage.database import database
from models.storage.job import Job
from settings import Settings
from subscriptions.live import Live, current
from subscriptions.work import unit_of_work
from tests.support.processes import run_in_parallel
from tests.support.rows import HOUR, NOON, agents_on, builder_with_project, due_incentives
from tests.support.server import SECONDS

pytestmark = pytest.mark.anyio

PROCESSES = 4
OVER, ENDING, AGENTS = 60, 20, 2
TOLD = ENDING * (1 + AGENTS)


def add_a_hundred(url: str) -> None:
    """Run a hundred units of work that read a number and then write the next number."""

    async def add() -> None:
        project = await Project.get()
        project.location = str(int(project.location) + 1)
        await project.save()

    async def times() -> None:
        async with database(url), Live("memory://") as live:
            current.set(live)
            for _ in range(100):
                await unit_of_work(add)

    asyncio.run(times())


def schedule(url: str) -> None:
    """Run a server's scheduler, faster than in production, and cron's command concurrently."""
    settings = Settings(_env_file=None)  # type: ignore[call-arg]
    jobs = {
        kind: Recurring(job.run, 1) for kind, job in jobs_of(settings).items() if isinstance(job, Recurring)
    }

    async def serve() -> None:
        async with database(url), Live("memory://") as live:
            current.set(live)
            async with scheduler(jobs, look_seconds=0.02):
                await expire_due_offers(now())
                await wait_for_warnings()
                await asyncio.sleep(0.3)

    asyncio.run(serve())


async def wait_for_warnings() -> None:
    """Wait until all were notified of the offers that end soon, on however slow a machine."""
    async with asyncio.timeout(SECONDS):
        while await Notification.filter(event=Event.EXPIRING).count() < TOLD:  # noqa: ASYNC110 - no event here
            await asyncio.sleep(0.02)


async def test_four_processes_that_read_and_then_write_on_sqlite_lose_nothing(sqlite_url: str) -> None:
    async with database(sqlite_url):
        _, project = await builder_with_project()
        await Project.all().update(location="0")
        await asyncio.to_thread(run_in_parallel, PROCESSES, add_a_hundred, sqlite_url)
        assert (await Project.get(id=project.id)).location == "400"


async def test_four_servers_record_and_notify_each_expiry_once(database_url: str) -> None:
    """Decision 11b."""
    async with database(database_url):
        builder, project = await builder_with_project()
        people = [builder, *await agents_on(project, AGENTS)]
        over = await due_incentives(builder, project, OVER, valid_until=NOON)
        ending = await due_incentives(builder, project, ENDING, valid_until=now() + HOUR)
        await asyncio.to_thread(run_in_parallel, PROCESSES, schedule, database_url)
        assert await Offer.filter(status=Status.EXPIRED).count() == OVER
        lines = await Activity.filter(event=Event.EXPIRED)
        assert sorted(line.offer_id for line in lines) == sorted(offer.id for offer in over)
        for person in people:
            told = await Notification.filter(user_id=person.id).order_by("seq")
            assert [row.seq for row in told] == list(range(1, OVER + ENDING + 1))
            assert {(row.event, row.offer_id) for row in told} == {
                *((Event.EXPIRED, offer.id) for offer in over),
                *((Event.EXPIRING, offer.id) for offer in ending),
            }
        assert {job.last_error for job in await Job.all()} == {None}
        assert (await verify_activity(lambda _: None))[1] == []
