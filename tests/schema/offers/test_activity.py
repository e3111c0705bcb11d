"""The log of an offer over the API: who, what, when, and the change itself."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.actors import Cast, Person, Users
from tests.support.incentives import EXPIRE, FULL, PAST, UPDATE, step_mutation, terms_change
from tests.support.offer_read_paths import log_cursor

LINES = """query($id: UUID!, $first: Int, $after: String, $page: Int, $limit: Int) {
  activity(offerId: $id, first: $first, after: $after, page: $page, limit: $limit) {
    nodes { seq event createdAt offerId cursor actor { id name role } changes { field before after } }
    pageInfo { hasNextPage endCursor } pagination { total }
  }
}"""
FOLLOW = """subscription($id: UUID!, $after: String) {
  offerActivity(offerId: $id, after: $after) { seq event cursor actor { id } changes { field after } }
}"""


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


def test_every_line_says_who_and_what_and_when_without_gaps(cast: Cast) -> None:
    offer = cast.offer(cast.admin)
    for person, step in ((cast.admin, "pauseOffer"), (cast.super_admin, "activateOffer")):
        person.client.get(step_mutation(step), id=offer)
    cast.admin.client.get(step_mutation("closeOffer"), id=offer)
    lines = _lines(cast, offer)
    assert [(line["seq"], line["event"], line["offerId"]) for line in lines] == [
        (1, "CREATED", offer),
        (2, "PAUSED", offer),
        (3, "ACTIVATED", offer),
        (4, "CLOSED", offer),
    ]
    actors = [cast.admin, cast.admin, cast.super_admin, cast.admin]
    assert [line["actor"]["id"] for line in lines] == [actor.id for actor in actors]
    times = [datetime.fromisoformat(line["createdAt"]) for line in lines]
    assert times == sorted(times)
    assert (datetime.now(UTC) - times[0]).total_seconds() < 60
    assert lines[1]["changes"] == [{"field": "status", "before": "ACTIVE", "after": "PAUSED"}]


def test_a_change_is_logged_with_before_and_after_under_the_names_that_clients_know(cast: Cast) -> None:
    offer = cast.offer(**FULL)
    window = {"title": "Other", "validUntil": "2127-01-01T00:00:00Z"}
    terms = {"commissionPercentage": 3, "termsAndConditions": [], "tiers": [], "tierBasis": None}
    cast.builder.client.get(UPDATE, id=offer, input=window | terms_change(**terms))
    changes = {change["field"]: change for change in _lines(cast, offer)[1]["changes"]}
    assert {field: (change["before"], change["after"]) for field, change in changes.items()} == {
        "title": ("10% Commission Boost — ₹1L", "Other"),
        "validUntil": ("2126-12-31T18:29:59.999000+00:00", "2127-01-01T00:00:00+00:00"),
        "commissionPercentage": (2.5, 3),
        "termsAndConditions": (["First 10 units only", "Payment within 30 days"], []),
        "tiers": (
            [
                {"fromUnits": 1, "commissionPercentage": 1},
                {"fromUnits": 6, "commissionPercentage": 2},
                {"fromUnits": 11, "commissionPercentage": 2.75},
            ],
            [],
        ),
        "tierBasis": ("RETROACTIVE", None),
    }


def test_what_time_did_has_no_actor(cast: Cast) -> None:
    offer = cast.offer(validUntil=PAST)
    cast.admin.client.get(EXPIRE)
    last = _lines(cast, offer)[-1]
    assert (last["seq"], last["event"], last["actor"]) == (2, "EXPIRED", None)
    assert last["changes"] == [{"field": "status", "before": "ACTIVE", "after": "EXPIRED"}]


def test_a_refused_change_and_one_that_changes_nothing_leave_no_line(cast: Cast) -> None:
    offer = cast.offer()
    cast.builder.client.get(UPDATE, id=offer, input={"title": ""})
    cast.builder.client.get(UPDATE, id=offer, input={"title": "Closing bonus"})
    cast.builder.client.get(step_mutation("activateOffer"), id=offer)
    cast.other_builder.client.ask(step_mutation("pauseOffer"), id=offer)
    assert [line["event"] for line in _lines(cast, offer)] == ["CREATED"]


def test_both_ways_through_the_log_see_each_line_once_in_order(cast: Cast) -> None:
    offer = _with_lines(cast, 7)
    pages = [cast.agent.client.get(LINES, id=offer, page=number, limit=3) for number in (1, 2, 3, 4)]
    assert [[line["seq"] for line in page["nodes"]] for page in pages] == [[1, 2, 3], [4, 5, 6], [7], []]
    assert {page["pagination"]["total"] for page in pages} == {7}
    seen, after, more = list[int](), None, True
    while more and len(seen) < 10:
        page = cast.agent.client.get(LINES, id=offer, first=2, after=after)
        seen += [line["seq"] for line in page["nodes"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert seen == [1, 2, 3, 4, 5, 6, 7]


def test_the_subscription_replays_what_came_after_a_cursor_and_goes_live(cast: Cast) -> None:
    offer = _with_lines(cast, 4)
    after = _lines(cast, offer)[1]["cursor"]
    with cast.agent.client.subscribe(FOLLOW, id=offer, after=after) as heard:
        assert [heard.next()["seq"] for _ in range(2)] == [3, 4]
        cast.admin.client.get(step_mutation("pauseOffer"), id=offer)
        live = heard.next()
        assert live["cursor"] == _lines(cast, offer)[-1]["cursor"]
        assert (live["seq"], live["event"], live["actor"]) == (5, "PAUSED", {"id": cast.admin.id})
        assert live["changes"] == [{"field": "status", "after": "PAUSED"}]
        assert heard.is_silent()


def test_without_a_cursor_the_subscription_begins_with_what_is_to_come(cast: Cast) -> None:
    offer = _with_lines(cast, 3)
    with cast.agent.client.subscribe(FOLLOW, id=offer) as heard:
        assert heard.is_silent()
        cast.builder.client.get(step_mutation("pauseOffer"), id=offer)
        assert heard.next()["seq"] == 4


@pytest.mark.parametrize("after", ["not a cursor", "WyJORVdFU1QiLDEsIjAwMDAiXQ"])
def test_a_subscription_with_a_cursor_of_something_else_is_refused(cast: Cast, after: str) -> None:
    with cast.agent.client.subscribe(FOLLOW, id=cast.offer(), after=after) as heard:
        message = heard.message()
    assert '"BAD_INPUT"' in json.dumps(message)


def test_twenty_concurrent_changes_are_twenty_lines_in_one_chain(cast: Cast) -> None:
    offer = cast.offer()
    with cast.agent.client.subscribe(FOLLOW, id=offer, after=log_cursor(1)) as heard:
        people = [cast.builder, cast.admin, cast.super_admin, cast.builder] * 5
        with ThreadPoolExecutor(20) as at_once:
            sent = list(at_once.map(lambda pair: _rename(pair[1], offer, pair[0]), enumerate(people)))
        assert [heard.next()["seq"] for _ in sent] == list(range(2, 22))
    titles = [line["changes"][0]["after"] for line in _lines(cast, offer)[1:]]
    assert sorted(titles) == sorted(sent)


def _rename(person: Person, offer: str, number: int) -> str:
    title = f"Title {number:02}"
    person.client.get(UPDATE, id=offer, input={"title": title})
    return title


def _with_lines(cast: Cast, count: int) -> str:
    offer = cast.offer()
    for number in range(count - 1):
        cast.builder.client.get(UPDATE, id=offer, input={"title": f"Title {number}"})
    return offer


def _lines(cast: Cast, offer: str) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = cast.agent.client.get(LINES, id=offer, first=100)["nodes"]
    return lines
