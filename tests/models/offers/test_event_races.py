"""Concurrent events of many offers for the same people: numbered without gaps, and never in a deadlock."""

import asyncio

import pytest
from tortoise.context import TortoiseContext

from models.events import Event
from models.notifications.message import Channel, Message
from models.notifications.notification import Notification
from models.notifications.preference import Preference
from models.offers.lifecycle import Step
from models.offers.offer import Offer
from models.people.association import Association
from models.people.project import Project
from models.people.user import User
from models.people.viewer import Viewer
from models.storage.job import Job
from subscriptions.work import unit_of_work
from tests.support.races import is_log_intact
from tests.support.rows import NOON, agents_on, builder_with_project, incentive
from tests.support.server import SECONDS

pytestmark = pytest.mark.anyio
OFFERS, PEOPLE, STEPS = 8, 30, 6
Stage = tuple[list[Viewer], list[tuple[Viewer, Offer]]]


@pytest.fixture
async def stage(db: TortoiseContext) -> Stage:
    """Thirty agents who are associated with all of eight projects, each with an offer of its own builder."""
    builder, project = await builder_with_project()
    agents = await agents_on(project, PEOPLE)
    offers = [(builder, await incentive(builder, project))]
    for _ in range(OFFERS - 1):
        builder, project = await builder_with_project()
        await associate(project, agents)
        offers.append((builder, await incentive(builder, project)))
    return agents, offers


async def associate(project: Project, agents: list[Viewer]) -> None:
    await Association.bulk_create([Association(project_id=project.id, agent_id=a.id) for a in agents])


async def take(viewer: Viewer, offer: Offer, step: Step) -> int:
    """Take the step; return how often the transaction was attempted."""
    attempts = 0

    async def work() -> None:
        nonlocal attempts
        attempts += 1
        await (await Offer.for_change(viewer, offer.id)).take(step, viewer, NOON)

    await unit_of_work(work)
    return attempts


async def take_in_turn(viewer: Viewer, offer: Offer) -> list[int]:
    return [await take(viewer, offer, [Step.PAUSE, Step.ACTIVATE][turn % 2]) for turn in range(STEPS)]


async def seqs_of(agent: Viewer) -> list[int]:
    return [row.seq for row in await Notification.filter(user_id=agent.id).order_by("seq")]


async def test_events_of_many_offers_number_the_same_people_without_gaps_and_deadlocks(stage: Stage) -> None:
    agents, offers = stage
    async with asyncio.timeout(SECONDS):
        attempts = await asyncio.gather(*(take_in_turn(viewer, offer) for viewer, offer in offers))
    assert attempts == [[1] * STEPS] * OFFERS
    total = OFFERS * (1 + STEPS)
    assert [await seqs_of(agent) for agent in agents] == [list(range(1, total + 1))] * PEOPLE
    assert await is_log_intact()


async def test_each_letter_of_concurrent_events_has_its_job(stage: Stage) -> None:
    agents, offers = stage
    for agent in agents:
        await User.filter(id=agent.id).update(email=f"{agent.id}@example.com")
    await Preference.bulk_create([Preference(user_id=a.id, event=Event.PAUSED, email=True) for a in agents])
    await asyncio.gather(*(take(viewer, offer, Step.PAUSE) for viewer, offer in offers))
    letters = await Message.filter(channel=Channel.EMAIL, event=Event.PAUSED)
    assert len(letters) == OFFERS * PEOPLE
    assert {job.key for job in await Job.all()} == {f"message:{letter.id}" for letter in letters}
    assert {job.payload["message"] for job in await Job.all()} == {str(letter.id) for letter in letters}
