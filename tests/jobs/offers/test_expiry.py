"""The job that expires offers: it expires all, with an exact count, also with concurrent workers."""

import asyncio
from datetime import timedelta

import pytest
from tortoise.context import TortoiseContext

from jobs.offers.expiry import expire_due_offers, warn_of_expiry
from models.events import Event
from models.notifications.notification import Notification
from models.offers import expiry
from models.offers.activity import Activity
from models.offers.lifecycle import Status
from models.offers.offer import Offer
from models.people.project import Project
from models.people.viewer import Role
from models.storage.database import database
from subscriptions import work
from subscriptions.live import Live, current
from tests.support.rows import HOUR, NOON, agents_on, builder_with_project, due_incentives, incentive, person

pytestmark = pytest.mark.anyio


async def test_all_due_offers_expire_in_batches_and_their_number_is_returned(
    db: TortoiseContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expiry, "AT_ONCE", 10)
    builder, project = await builder_with_project()
    await due_incentives(builder, project, 21)
    assert [await expire_due_offers(NOON), await expire_due_offers(NOON)] == [21, 0]


async def test_an_offer_without_an_end_never_expires(db: TortoiseContext) -> None:
    """Decision 1."""
    builder, project = await builder_with_project()
    offer = await incentive(builder, project)
    assert await expire_due_offers(NOON + timedelta(days=36_500)) == 0
    assert (await Offer.get(id=offer.id)).status is Status.ACTIVE


async def test_warnings_go_out_for_all_that_end_within_the_time_ahead(db: TortoiseContext) -> None:
    builder, project = await builder_with_project()
    for hours in (1, 2, 3):
        await incentive(builder, project, valid_until=NOON + hours * HOUR)
    assert [await warn_of_expiry(NOON, 2 * HOUR) for _ in range(2)] == [2, 0]
    assert await Notification.filter(user_id=builder.id, event=Event.EXPIRING).count() == 2


async def test_sweeps_that_notify_the_same_people_in_other_orders_all_finish(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decision 11c."""
    async with database(postgres_url), Live("memory://") as live:
        current.set(live)
        builder, _ = await builder_with_project()
        authors = [await person(Role.BUILDER) for _ in range(20)]
        project = await Project.create(name="Shared", builder_id=builder.id)
        await agents_on(project, 2)
        for author in authors:
            for minutes in range(4):
                late = NOON - timedelta(minutes=(minutes * 7 + authors.index(author) * 3) % 11)
                await due_incentives(author, project, 1, valid_until=late)
        monkeypatch.setattr(expiry, "AT_ONCE", 10)
        monkeypatch.setattr(work, "MAX_ATTEMPTS", 1)  # a deadlock would show
        counts = await asyncio.gather(*(expire_due_offers(NOON) for _ in range(8)))
        assert sum(counts) == 80
        assert await Activity.filter(event=Event.EXPIRED).count() == 80
        assert await Notification.filter(event=Event.EXPIRED).count() == 80 * 4
