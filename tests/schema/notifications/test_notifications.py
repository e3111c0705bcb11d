"""Notifications over the API: which users get which events."""

import json
from datetime import timedelta

import pytest

from models.clock import now
from models.offers.expiry import warn_of_ends
from subscriptions.live import Live, current
from subscriptions.work import unit_of_work
from tests.support.actors import Cast
from tests.support.database_dump import run_on_database
from tests.support.incentives import DELETE, EXPIRE, PAST, UPDATE, step_mutation
from tests.support.trio import Trio, count_unread, read_events, read_notifications


@pytest.fixture
def trio(stage: Cast) -> Trio:
    return Trio(stage)


def test_agents_are_notified_of_all_changes_and_the_author_of_those_by_others(
    trio: Trio,
) -> None:
    admin, offer = trio.cast.admin.client, trio.offer()
    admin.get(UPDATE, id=offer, input={"title": "Second bonus"})
    for client, step in (
        (admin, "pauseOffer"),
        (trio.builder.client, "activateOffer"),
        (admin, "closeOffer"),
    ):
        client.get(step_mutation(step), id=offer)
    everything = ["CREATED", "CHANGED", "PAUSED", "ACTIVATED", "CLOSED"]
    assert read_events(trio.agent) == read_events(trio.second) == everything[::-1]
    assert read_events(trio.builder) == ["CLOSED", "PAUSED", "CHANGED"]
    assert [note["message"] for note in read_notifications(trio.agent)] == [
        "“Second bonus” is closed.",
        "“Second bonus” is active.",
        "“Second bonus” is paused.",
        "“Second bonus” has changed.",
        "New: “Second bonus”.",
    ]


def test_a_builder_is_notified_of_an_admins_offer_and_the_admin_is_not(
    trio: Trio,
) -> None:
    before = count_unread(trio.cast.admin)
    offer = trio.offer(trio.cast.admin)
    trio.cast.admin.client.get(step_mutation("pauseOffer"), id=offer)
    assert read_events(trio.builder) == ["PAUSED", "CREATED"]
    assert count_unread(trio.cast.admin) == before
    trio.cast.super_admin.client.get(step_mutation("activateOffer"), id=offer)
    assert read_notifications(trio.cast.admin)[0]["event"] == "ACTIVATED"


def test_agents_of_other_projects_hear_nothing(trio: Trio) -> None:
    before = count_unread(trio.cast.agent)
    trio.offer()
    assert count_unread(trio.cast.agent) == before


def test_agents_and_authors_hear_of_an_end_that_is_near_and_of_the_end(trio: Trio) -> None:
    trio.cast.admin.client.get(EXPIRE)
    trio.offer(validUntil=(now() + timedelta(hours=40)).isoformat())
    trio.offer(validUntil=PAST, title="Over")
    run_on_database(trio.cast.server, _warn)
    trio.cast.admin.client.get(EXPIRE)
    for person in (trio.agent, trio.builder):
        told = [(note["event"], note["message"]) for note in read_notifications(person)][:2]
        assert told == [("EXPIRED", "“Over” has expired."), ("EXPIRING", "“Closing bonus” ends soon.")]


def test_a_notification_of_a_deleted_offer_does_not_name_it(trio: Trio) -> None:
    offer = trio.offer(title="Secret")
    trio.builder.client.get(DELETE, id=offer)
    first, second = read_notifications(trio.agent)
    assert (first["event"], first["message"], first["offer"]) == ("DELETED", "An offer was removed.", None)
    assert "Secret" not in json.dumps(second)


async def _warn() -> int:
    async with Live("memory://") as live:
        current.set(live)
        return await unit_of_work(lambda: warn_of_ends(now(), timedelta(hours=48)))
