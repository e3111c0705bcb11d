"""The expiry of offers: written by one statement, logged and notified once, also beside other workers."""

import asyncio
from datetime import datetime
from uuid import UUID

import pytest
from tortoise.context import TortoiseContext

from models.events import Event
from models.notifications.notification import Notification
from models.offers.activity import Activity, broken_links
from models.offers.expiry import AT_ONCE, expire_due, warn_of_ends
from models.offers.lifecycle import Status
from models.offers.offer import Offer
from models.people.viewer import Viewer
from models.storage.database import database
from subscriptions.live import Live, current
from subscriptions.work import unit_of_work
from tests.support.rows import DAY, HOUR, NOON, agents_on, builder_with_project, due_incentives, incentive

pytestmark = pytest.mark.anyio

AHEAD = 48 * HOUR


async def expire(now: datetime = NOON) -> int:
    return await unit_of_work(lambda: expire_due(now))


async def warn(now: datetime) -> int:
    return await unit_of_work(lambda: warn_of_ends(now, AHEAD))


async def revise(viewer: Viewer, offer_id: UUID, now: datetime = NOON, **shared: object) -> None:
    async def work() -> None:
        await (await Offer.for_change(viewer, offer_id)).revise(viewer, shared, None, None, now)

    await unit_of_work(work)


async def events(offer_id: UUID) -> list[Event]:
    return [line.event for line in await Activity.filter(offer_id=offer_id).order_by("seq")]


async def count_notifications(viewer: Viewer, event: Event) -> int:
    return await Notification.filter(user_id=viewer.id, event=event).count()


async def test_only_due_offers_expire_and_their_earlier_status_is_stored(db: TortoiseContext) -> None:
    """Decision 1."""
    builder, project = await builder_with_project()
    active, paused = [
        (await due_incentives(builder, project, 1, status=status))[0]
        for status in (Status.ACTIVE, Status.PAUSED)
    ]
    for columns in (
        {"status": Status.CLOSED},
        {"status": Status.DRAFT},
        {"valid_until": None},
        {"valid_until": NOON + HOUR},
        {"deleted_at": NOON - HOUR},
        {"status": Status.EXPIRED},
    ):
        await due_incentives(builder, project, 1, **columns)
    assert [await expire(), await expire()] == [2, 0]
    for offer, was in ((active, Status.ACTIVE), (paused, Status.PAUSED)):
        kept = await Offer.get(id=offer.id)
        assert (kept.status, kept.expired_from, kept.version) == (Status.EXPIRED, was, 1)
        assert await events(offer.id) == [Event.CREATED, Event.EXPIRED]
    assert await Activity.filter(event=Event.EXPIRED).count() == 2


async def test_an_expiry_has_no_actor_and_notifies_the_agents_and_the_author(db: TortoiseContext) -> None:
    builder, project = await builder_with_project()
    (agent,) = await agents_on(project, 1)
    (offer,) = await due_incentives(builder, project, 1)
    await expire()
    line = await Activity.get(offer_id=offer.id, event=Event.EXPIRED)
    assert (line.actor_id, line.changes) == (None, {"status": ["ACTIVE", "EXPIRED"]})
    assert [
        await count_notifications(agent, Event.EXPIRED),
        await count_notifications(builder, Event.EXPIRED),
    ] == [1, 1]


async def test_a_whole_batch_expires_by_one_statement(
    db: TortoiseContext, caplog: pytest.LogCaptureFixture
) -> None:
    builder, project = await builder_with_project()
    await due_incentives(builder, project, 20)
    caplog.set_level("DEBUG", logger="tortoise.db_client")
    assert await expire() == 20
    expiry = "UPDATE offers SET expired_from = offers.status, status = 'EXPIRED'"
    assert sum(expiry in record.getMessage() for record in caplog.records) == 1


async def test_450_due_offers_are_expired_in_batches_and_each_is_counted_once(db: TortoiseContext) -> None:
    builder, project = await builder_with_project()
    offers = await due_incentives(builder, project, 2 * AT_ONCE + 50)
    assert [await expire() for _ in range(4)] == [AT_ONCE, AT_ONCE, 50, 0]
    assert await Offer.filter(status=Status.EXPIRED).count() == len(offers)
    assert await Activity.filter(event=Event.EXPIRED).count() == len(offers)
    assert await count_notifications(builder, Event.EXPIRED) == len(offers)


async def test_people_are_warned_48_hours_before_the_end_and_once(db: TortoiseContext) -> None:
    builder, project = await builder_with_project()
    (agent,) = await agents_on(project, 1)
    await incentive(builder, project, valid_until=NOON + AHEAD)
    early = NOON - HOUR
    assert [await warn(early), await warn(NOON), await warn(NOON), await warn(NOON + HOUR)] == [0, 1, 0, 0]
    assert [
        await count_notifications(agent, Event.EXPIRING),
        await count_notifications(builder, Event.EXPIRING),
    ] == [1, 1]


async def test_a_new_end_is_warned_of_again(db: TortoiseContext) -> None:
    builder, project = await builder_with_project()
    (agent,) = await agents_on(project, 1)
    offer = await incentive(builder, project, valid_until=NOON + HOUR)
    assert [await warn(NOON), await warn(NOON)] == [1, 0]
    await revise(builder, offer.id, valid_until=NOON + 10 * DAY)
    assert [await warn(NOON), await warn(NOON + 9 * DAY), await warn(NOON + 9 * DAY)] == [0, 1, 0]
    assert await count_notifications(agent, Event.EXPIRING) == 2


async def test_nobody_is_warned_of_what_is_paused_over_or_endless(db: TortoiseContext) -> None:
    builder, project = await builder_with_project()
    for columns in (
        {"status": Status.PAUSED, "valid_until": NOON + HOUR},
        {"valid_until": NOON},
        {"valid_until": None},
        {"valid_until": NOON + HOUR, "deleted_at": NOON},
    ):
        await due_incentives(builder, project, 1, **columns)
    assert await warn(NOON) == 0
    assert await Notification.all().count() == 0


async def test_an_expiry_racing_an_extension_ends_in_one_of_two_ways_and_the_log_agrees(
    postgres_url: str,
) -> None:
    """Decision 20."""
    async with database(postgres_url), Live("memory://") as live:
        current.set(live)
        builder, project = await builder_with_project()
        for _ in range(50):
            (offer,) = await due_incentives(builder, project, 1)
            await asyncio.gather(expire(), revise(builder, offer.id, valid_until=NOON + DAY))
        ways = {
            (Event.CREATED, Event.REVIVED),
            (Event.CREATED, Event.EXPIRED, Event.REVIVED),
        }
        for offer in await Offer.all():
            lines = await Activity.filter(offer_id=offer.id).order_by("seq")
            assert tuple(line.event for line in lines) in ways
            assert broken_links(lines, offer.activity_seq, offer.activity_head) == []
            assert (offer.status, offer.valid_until, offer.version) == (Status.ACTIVE, NOON + DAY, 2)
