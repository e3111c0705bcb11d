"""The log of an offer: a chain that reveals any tampering."""

import asyncio
from uuid import UUID

import pytest
from tortoise.context import TortoiseContext

from jobs.offers.verification import verify_activity
from models.events import Event, difference
from models.offers.activity import Activity, broken_links
from models.offers.lifecycle import Step
from models.offers.offer import Offer
from models.people.viewer import Viewer
from models.storage.sql import Sql, execute, on_postgres
from subscriptions.work import unit_of_work
from tests.support.rows import DAY, NOON, builder_with_project, incentive

pytestmark = pytest.mark.anyio

OPENED = {
    True: ("ALTER TABLE activity DISABLE TRIGGER USER",),
    False: ("DROP TRIGGER activity_is_not_updated", "DROP TRIGGER activity_is_not_deleted"),
}
TAMPERINGS = {
    "edited": (["UPDATE activity SET event = 'CLOSED' WHERE seq = 2"], "line 2 was altered"),
    "actor": (["UPDATE activity SET actor_id = NULL WHERE seq = 3"], "line 3 was altered"),
    "moment": (
        ["UPDATE activity SET created_at = '2020-01-01 00:00:00+00:00' WHERE seq = 1"],
        "line 1 was altered",
    ),
    "changes": (["UPDATE activity SET changes = '{}' WHERE seq = 2"], "line 2 was altered"),
    "deleted": (["DELETE FROM activity WHERE seq = 2"], "line 2 is missing"),
    "first": (["DELETE FROM activity WHERE seq = 1"], "line 1 is missing"),
    "renumbered": (
        ["DELETE FROM activity WHERE seq = 2", "UPDATE activity SET seq = seq - 1 WHERE seq > 2"],
        "line 2 was altered",
    ),
    "swapped": (
        [
            "UPDATE activity SET seq = 99 WHERE seq = 2",
            "UPDATE activity SET seq = 2 WHERE seq = 3",
            "UPDATE activity SET seq = 3 WHERE seq = 99",
        ],
        "line 2 was altered",
    ),
    "tail": (
        ["DELETE FROM activity WHERE seq = 4"],
        "the end of the log does not match the offer: 3 lines, 4 recorded",
    ),
    "all": (["DELETE FROM activity"], "the end of the log does not match the offer: 0 lines, 4 recorded"),
    "forgotten": (
        ["UPDATE offers SET activity_head = 'x'"],
        "the end of the log does not match the offer: 4 lines, 4 recorded",
    ),
}


async def an_offer_with_four_lines() -> tuple[Viewer, Offer]:
    builder, project = await builder_with_project()
    offer = await incentive(builder, project, valid_until=NOON + DAY)
    for step in (Step.PAUSE, Step.ACTIVATE, Step.CLOSE):
        await take(builder, offer.id, step)
    return builder, offer


async def take(viewer: Viewer, offer_id: UUID, step: Step) -> None:
    async def work() -> None:
        await (await Offer.for_change(viewer, offer_id)).take(step, viewer, NOON)

    await unit_of_work(work)


async def wrong() -> list[str]:
    _, found = await verify_activity(lambda _: None)
    return found


async def test_every_event_is_a_line_of_the_chain(db: TortoiseContext) -> None:
    """Decision 11e."""
    builder, offer = await an_offer_with_four_lines()
    lines = await Activity.filter(offer_id=offer.id).order_by("seq")
    assert [line.seq for line in lines] == [1, 2, 3, 4]
    assert [line.event for line in lines] == [Event.CREATED, Event.PAUSED, Event.ACTIVATED, Event.CLOSED]
    assert [line.previous_hash for line in lines] == ["", *(line.hash for line in lines[:-1])]
    assert {line.actor_id for line in lines} == {builder.id}
    assert lines[1].changes == {"status": ["ACTIVE", "PAUSED"]}


async def test_every_tampering_with_the_log_is_found(db: TortoiseContext) -> None:
    """Decision 11e."""
    _, offer = await an_offer_with_four_lines()
    await an_offer_with_four_lines()
    assert await verify_activity(lambda _: None) == (8, [])
    for statement in OPENED[on_postgres()]:
        await execute(Sql(statement))
    whole = await Activity.filter(offer_id=offer.id), await Offer.get(id=offer.id)
    for statements, sentence in TAMPERINGS.values():
        for statement in statements:
            key = "id" if "offers" in statement else "offer_id"
            mine = f"{statement} {'AND' if 'WHERE' in statement else 'WHERE'} {key} = ?"
            assert await execute(Sql(mine, offer.id)) > 0, statement
        assert (await wrong())[0] == f"offer {offer.id}: {sentence}"
        await Activity.filter(offer_id=offer.id).delete()
        await Activity.bulk_create(whole[0])
        await whole[1].save()
        assert await wrong() == []


async def test_an_inserted_line_is_found(db: TortoiseContext) -> None:
    """Decision 11e."""
    builder, offer = await an_offer_with_four_lines()
    now = await Offer.get(id=offer.id)
    forged = Activity.next_for(now, Event.CHANGED, builder.id, {"amount": [1, 2]}, NOON)
    await forged.save(force_create=True)
    assert await wrong() == [
        f"offer {offer.id}: the end of the log does not match the offer: 5 lines, 4 recorded"
    ]


async def test_a_line_rewritten_with_a_matching_hash_is_found_by_the_next_line(
    db: TortoiseContext,
) -> None:
    """Decision 11e."""
    _, offer = await an_offer_with_four_lines()
    for statement in OPENED[on_postgres()]:
        await execute(Sql(statement))
    line = await Activity.get(offer_id=offer.id, seq=2)
    line.event = Event.CLOSED
    line.hash = line.expected_hash()
    await line.save()
    assert await wrong() == [f"offer {offer.id}: line 3 was altered"]


async def test_a_log_that_grows_while_it_is_verified_is_intact(db: TortoiseContext) -> None:
    """Decision 11e."""
    builder, project = await builder_with_project()
    offers = [await incentive(builder, project) for _ in range(10)]

    async def grow() -> None:
        for step in (Step.PAUSE, Step.ACTIVATE) * 2:
            for offer in offers:
                await take(builder, offer.id, step)

    growing = asyncio.create_task(grow())
    while not growing.done():
        assert await wrong() == []
    assert await verify_activity(lambda _: None) == (50, [])


def test_an_empty_log_of_length_zero_is_intact() -> None:
    assert broken_links([], 0, "") == []


def test_a_difference_names_each_field_that_is_not_as_it_was() -> None:
    before = {"title": "A", "valid_until": None, "amount": 1}
    after = {"title": "A", "valid_until": NOON, "amount": 2}
    assert difference(before, after) == {
        "valid_until": [None, "2025-11-20T12:00:00+00:00"],
        "amount": [1, 2],
    }
