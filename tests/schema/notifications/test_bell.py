"""Notifications over the API: what readers do with them, and that a reconnection loses nothing."""

import json
from uuid import uuid4

import pytest

from tests.support.actors import Cast
from tests.support.database_dump import assert_unchanged
from tests.support.incentives import step_mutation
from tests.support.server import SECONDS
from tests.support.trio import ALL, LISTEN, Trio, count_unread, read_notifications

MARK_READ, DISMISS = (
    f"mutation($ids: [UUID!]!) {{ {field}(ids: $ids) {{ ... on Bell {{ unreadCount }} }} }}"
    for field in ("markRead", "dismiss")
)
MARK_ALL = "mutation { markAllRead { ... on Bell { unreadCount } } }"


@pytest.fixture
def trio(stage: Cast) -> Trio:
    return Trio(stage)


def test_an_event_carries_the_number_of_unread_notifications(trio: Trio) -> None:
    trio.offer()
    (start,) = read_notifications(trio.agent)
    with trio.agent.client.subscribe(LISTEN, after=start["cursor"]) as heard:
        offer = trio.offer()
        event = heard.next()
        assert (event["unreadCount"], event["notification"]["offer"]) == (2, {"id": offer})
        trio.agent.client.get(MARK_ALL)
        trio.offer()
        assert heard.next()["unreadCount"] == 1
        assert heard.is_silent()


def test_notifications_are_found_by_what_was_done_with_them_and_by_event(trio: Trio) -> None:
    offers = [trio.offer() for _ in range(3)]
    trio.builder.client.get(step_mutation("pauseOffer"), id=offers[0])
    paused, third, second, first = [note["id"] for note in read_notifications(trio.agent)]
    assert trio.agent.client.get(MARK_READ, ids=[first, second])["unreadCount"] == 2
    assert trio.agent.client.get(DISMISS, ids=[second, third])["unreadCount"] == 1
    found = {
        reading: [note["id"] for note in read_notifications(trio.agent, filter=reading)]
        for reading in ("UNREAD", "READ", "DISMISSED", "NOT_DISMISSED")
    }
    assert found == {
        "UNREAD": [paused],
        "READ": [first],
        "DISMISSED": [third, second],
        "NOT_DISMISSED": [paused, first],
    }
    assert [note["id"] for note in read_notifications(trio.agent, events=["PAUSED"])] == [paused]
    assert read_notifications(trio.agent, events=[]) == []


def test_reading_and_dismissing_twice_keeps_the_first_moment(trio: Trio) -> None:
    trio.offer()
    note = [read_notifications(trio.agent)[0]["id"]]
    moments = []
    for _ in range(2):
        trio.agent.client.get(MARK_READ, ids=note)
        trio.agent.client.get(DISMISS, ids=note)
        (told,) = read_notifications(trio.agent, filter="DISMISSED")
        moments.append((told["readAt"], told["dismissedAt"]))
    assert moments[0] == moments[1]
    assert None not in moments[0]


def test_foreign_and_unknown_notification_ids_are_ignored(trio: Trio) -> None:
    trio.offer()
    (hers,) = read_notifications(trio.second)
    with assert_unchanged(trio.cast.server):
        for mutation in (MARK_READ, DISMISS):
            ids = [hers["id"], str(uuid4())]
            assert trio.agent.client.get(mutation, ids=ids) == {"unreadCount": 1}
            assert trio.agent.client.get(mutation, ids=[]) == {"unreadCount": 1}


def test_marking_all_as_read_leaves_the_bells_of_others_alone(trio: Trio) -> None:
    trio.offer()
    trio.offer()
    assert trio.agent.client.get(MARK_ALL) == {"unreadCount": 0}
    assert (count_unread(trio.agent), count_unread(trio.second)) == (0, 2)
    assert all(note["readAt"] for note in read_notifications(trio.agent))


def test_both_ways_through_the_list_see_each_notification_once(trio: Trio) -> None:
    for _ in range(5):
        trio.offer()
    whole = [note["id"] for note in read_notifications(trio.agent)]
    pages = [trio.agent.client.get(ALL, page=number, limit=2) for number in (1, 2, 3, 4)]
    assert [note["id"] for page in pages for note in page["nodes"]] == whole
    assert pages[0]["pagination"] == {"total": 5}
    seen, after, more = list[str](), None, True
    while more and len(seen) < 10:
        page = trio.agent.client.get(ALL, first=2, after=after)
        seen += [note["id"] for note in page["nodes"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert seen == whole


def test_a_hundred_reconnections_miss_and_repeat_nothing(trio: Trio) -> None:
    written = [trio.offer()]
    (first,) = read_notifications(trio.agent)
    after, heard = first["cursor"], [first["offer"]["id"]]
    for round_number in range(100):
        written += [trio.offer() for _ in range((0, 1, 0, 2)[round_number % 4])]
        with trio.agent.client.socket() as connection:
            payload = {"query": LISTEN, "variables": {"after": after}}
            connection.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
            if round_number % 8 == 3:
                written.append(trio.offer())
            # Now and then the connection is lost before all that waits for it has come.
            for _ in range(min(len(written) - len(heard), 2)):
                said = json.loads(connection.recv(SECONDS))["payload"]["data"]
                note = said["notifications"]["notification"]
                heard, after = [*heard, note["offer"]["id"]], note["cursor"]
        assert heard == written[: len(heard)]
    with trio.agent.client.subscribe(LISTEN, after=after) as the_rest:
        heard += [the_rest.next()["notification"]["offer"]["id"] for _ in written[len(heard) :]]
        assert the_rest.is_silent()
    assert heard == written
    assert len(written) > 80
