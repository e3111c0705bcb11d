"""Notifications are numbered without gaps per recipient, also by concurrent writers."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from random import Random
from uuid import UUID

import pytest
from tortoise.context import TortoiseContext

from models.events import Event
from models.notifications.notification import Notification, inbox_channel
from models.offers.offer import Offer
from models.people.viewer import Viewer
from subscriptions.follow import Batch, follow
from subscriptions.live import listen
from subscriptions.work import unit_of_work
from tests.support.rows import NOON, agents_on, builder_with_project, due_incentives
from tests.support.server import SECONDS
from tests.support.telling import tell

pytestmark = pytest.mark.anyio


async def an_offer_and_agents(count: int) -> tuple[Offer, list[UUID]]:
    builder, project = await builder_with_project()
    agents: list[Viewer] = await agents_on(project, count)
    (offer,) = await due_incentives(builder, project, 1)
    return offer, [agent.id for agent in agents]


async def tell_of_change(user_ids: Sequence[UUID], offer: Offer, linger: float = 0) -> None:
    async def work() -> None:
        await tell(user_ids, Event.CHANGED, offer.id, NOON)
        await asyncio.sleep(linger)

    await unit_of_work(work)


async def seqs(user_id: UUID) -> list[int]:
    return [row.seq for row in await Notification.filter(user_id=user_id).order_by("seq")]


def reading(user_id: UUID) -> AsyncGenerator[Notification, None]:
    async def after(seq: int) -> Batch[Notification]:
        rows = await Notification.filter(user_id=user_id, seq__gt=seq).order_by("seq").limit(7)
        return Batch.of(rows, seq, 7)

    return follow(inbox_channel(user_id), after, 0)


async def test_a_reader_sees_every_number_once_in_order_during_fifty_concurrent_writes(
    db: TortoiseContext,
) -> None:
    """Decision 11c."""
    offer, (agent, *others) = await an_offer_and_agents(5)
    random = Random(11)
    tellers = [
        asyncio.create_task(tell_of_change([agent, *random.sample(others, 2)], offer, random.random() / 200))
        for _ in range(50)
    ]
    async with asyncio.timeout(SECONDS), aclosing(reading(agent)) as rows:
        seen = [(await anext(rows)).seq for _ in range(50)]
    await asyncio.gather(*tellers)
    assert seen == list(range(1, 51))
    for user_id in others:
        assert await seqs(user_id) == list(range(1, len(await seqs(user_id)) + 1))


async def test_two_writers_who_notify_the_same_people_in_opposite_order_do_not_deadlock(
    db: TortoiseContext,
) -> None:
    """Decision 11c."""
    offer, people = await an_offer_and_agents(20)
    orders = [people if number % 2 else people[::-1] for number in range(40)]
    async with asyncio.timeout(SECONDS):
        await asyncio.gather(*(tell_of_change(order, offer) for order in orders))
    assert [await seqs(user_id) for user_id in people] == [list(range(1, 41))] * 20


async def test_twelve_hundred_people_are_notified_once_each(db: TortoiseContext) -> None:
    offer, people = await an_offer_and_agents(1200)
    async with listen(inbox_channel(people[0])) as first, listen(inbox_channel(people[-1])) as last:
        await tell_of_change([*people, people[0]], offer)
        assert [await first.wait(SECONDS), await last.wait(SECONDS)] == [True, True]
    rows = await Notification.all()
    assert {(row.user_id, row.seq) for row in rows} == {(user_id, 1) for user_id in people}
    assert len(rows) == 1200


async def test_a_notification_that_is_rolled_back_leaves_no_gap(db: TortoiseContext) -> None:
    """Decision 11c."""
    offer, (agent,) = await an_offer_and_agents(1)

    async def fail() -> None:
        await tell([agent], Event.CHANGED, offer.id, NOON)
        raise LookupError

    await tell_of_change([agent], offer)
    with pytest.raises(LookupError):
        await unit_of_work(fail)
    await tell_of_change([agent], offer)
    assert await seqs(agent) == [1, 2]


async def test_marking_counts_only_ones_own_and_only_once(db: TortoiseContext) -> None:
    offer, (agent, other) = await an_offer_and_agents(2)
    for _ in range(3):
        await tell_of_change([agent, other], offer)
    mine = [row.id for row in await Notification.filter(user_id=agent).order_by("seq")]
    theirs = [row.id for row in await Notification.filter(user_id=other)]

    async def read(ids: Sequence[UUID] | None) -> int:
        return await unit_of_work(lambda: Notification.mark_read(agent, ids, NOON))

    assert [await read(theirs), await read(mine[:1]), await read(mine[:1]), await read(None)] == [0, 1, 0, 2]
    assert await unit_of_work(lambda: Notification.dismiss(agent, [*mine, *theirs], NOON)) == 3
    assert [await Notification.unread_count(agent), await Notification.unread_count(other)] == [0, 3]
