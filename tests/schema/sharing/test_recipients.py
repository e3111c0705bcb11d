"""The holder of a link, who has no account: what they see, and what becomes of their answers."""

from typing import Any

import pytest

from models.offers.kind import NOT_OPEN
from models.offers.lifecycle import Status
from models.sharing.share import Share
from tests.support.actors import Cast, Users
from tests.support.database_dump import PAST, assert_unchanged, run_on_database
from tests.support.sharing import (
    ANSWER,
    LINES,
    OPEN,
    SHARES,
    TOLD,
    TOUCHES,
    UPDATE,
    VIEW,
    answer,
    quote,
    share,
    step_mutation,
)

SAY = {"decision": "ACCEPTED", "version": 1}


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


def test_a_link_shows_what_is_offered_without_an_account(cast: Cast) -> None:
    offer = quote(cast.agent, customer={"name": "Asha"}, description="With a tap", validUntil="2126-01-01")
    shown = cast.stranger.get(OPEN, token=share(cast.agent, offer, recipientName="Ravi").token)
    assert shown == {
        "state": "OPEN",
        "decisions": ["ACCEPTED", "DECLINED"],
        "kind": "quote",
        "title": "Kitchen",
        "description": "With a tap",
        "status": "ACTIVE",
        "version": 1,
        "validFrom": None,
        "validUntil": "2126-01-01T23:59:59.999999Z",
        "authorName": "agent",
        "recipientName": "Ravi",
        "terms": {
            "currency": "INR",
            "customerName": "Asha",
            "lines": [{"description": "Sink", "quantity": 1.5}, {"description": "Tap", "quantity": 2.0}],
            "totals": {"total": {"text": "₹27.72"}},
        },
        "answer": None,
    }


def test_the_same_answer_again_gives_the_receipt_and_tells_nobody(cast: Cast) -> None:
    """Decision 5."""
    link = share(cast.agent, quote(cast.agent))
    first = answer(cast.stranger, link, comment="Gladly")
    assert (first["state"], first["status"], first["decisions"]) == ("ANSWERED", "ACCEPTED", [])
    with cast.agent.client.subscribe(TOLD) as heard, assert_unchanged(cast.server):
        assert answer(cast.stranger, link, comment="Again", version=7) == first
        assert heard.is_silent()
    assert first["answer"] | {"createdAt": ""} == {
        "decision": "ACCEPTED",
        "comment": "Gladly",
        "version": 1,
        "createdAt": "",
    }


def test_the_receipt_outlives_the_end_of_the_link_and_of_the_offer(cast: Cast) -> None:
    link = share(cast.agent, quote(cast.agent))
    first = answer(cast.stranger, link)
    run_on_database(cast.server, lambda: Share.filter(id=link.id).update(expires_at=PAST))
    assert cast.stranger.get(OPEN, token=link.token) == first
    assert answer(cast.stranger, link) == first


def test_the_receipt_of_an_incentive_shows_what_was_accepted_not_what_came_after(cast: Cast) -> None:
    offer = cast.offer(termsAndConditions=["First ten"], description="Then")
    link = share(cast.builder, offer)
    first = answer(cast.stranger, link)
    assert (first["status"], first["state"]) == ("ACTIVE", "ANSWERED")
    changed: dict[str, Any] = {"title": "Else", "description": "Now", "validUntil": "2126-01-01"}
    terms = {"incentiveAmount": 1, "termsAndConditions": ["Last ten"]}
    cast.builder.client.get(UPDATE, id=offer, input=changed | {"terms": {"incentive": terms}})
    assert cast.stranger.get(OPEN, token=link.token) == first


def test_a_fetch_is_no_view(cast: Cast) -> None:
    """Decision 3."""
    link = share(cast.agent, quote(cast.agent))
    for _ in range(3):
        cast.stranger.get(OPEN, token=link.token)
    (row,) = cast.agent.client.get(SHARES, id=link.offer)["nodes"]
    assert (row["fetches"], row["views"], row["firstViewedAt"]) == (3, 0, None)
    assert [cast.stranger.get(VIEW, token=link.token)["state"] for _ in "ab"] == ["OPEN", "OPEN"]
    (row,) = cast.agent.client.get(SHARES, id=link.offer)["nodes"]
    assert (row["fetches"], row["views"], row["firstViewedAt"] < row["lastViewedAt"]) == (3, 2, True)


def test_a_get_request_answers_nothing_and_views_nothing(cast: Cast) -> None:
    """Decision 3."""
    link = share(cast.agent, quote(cast.agent))
    with assert_unchanged(cast.server):
        for query, more in ((VIEW, ""), (ANSWER, ', "decision": "ACCEPTED", "version": 1')):
            told = cast.stranger.http.get(
                "/graphql", params={"query": query, "variables": f'{{"token": "{link.token}"{more}}}'}
            )
            assert (told.status_code, told.headers["allow"]) == (405, "POST")


def test_every_touch_is_logged_with_no_more_than_the_network_of_its_address(cast: Cast) -> None:
    link = share(cast.agent, quote(cast.agent))
    holder = cast.server.client(**{"user-agent": "Holder/1 " + "x" * 300})
    holder.get(OPEN, token=link.token)
    holder.get(VIEW, token=link.token)
    answer(holder, link)
    answer(holder, link, "DECLINED")
    log = cast.agent.client.get(TOUCHES, id=link.id)["nodes"]
    assert [touch["kind"] for touch in log] == ["REFUSAL", "ANSWER", "VIEW", "FETCH"]
    assert {touch["address"] for touch in log} == {"127.0.0.0/24"}
    assert {touch["userAgent"] for touch in log} == {("Holder/1 " + "x" * 300)[:200]}


def test_an_answer_through_a_link_leaves_an_incentive_active(cast: Cast) -> None:
    offer = cast.offer()
    first, second = share(cast.builder, offer), share(cast.builder, offer)
    assert answer(cast.stranger, first, "DECLINED")["status"] == "ACTIVE"
    assert answer(cast.stranger, second, "ACCEPTED")["status"] == "ACTIVE"
    cast.builder.client.get(step_mutation("pauseOffer"), id=offer)
    third = share(cast.builder, offer)
    assert answer(cast.stranger, third)["message"] == NOT_OPEN[Status.PAUSED]
    events = [line["event"] for line in cast.builder.client.get(LINES, id=offer)["nodes"]]
    assert events == ["CREATED", "SHARED", "SHARED", "DECLINED", "ACCEPTED", "PAUSED", "SHARED"]
