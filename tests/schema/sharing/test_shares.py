"""An author's side of links: made, listed, replaced, extended, revoked; and by whom."""

from datetime import UTC, datetime
from typing import Any

import pytest

from models.offers.lifecycle import OVER, Status
from models.offers.offer import Offer
from models.sharing.share import Share
from tests.support.actors import Cast, Users
from tests.support.database_dump import assert_unchanged, run_on_database
from tests.support.server import RunningServer
from tests.support.sharing import (
    EXTEND,
    LINES,
    OPEN,
    REVOKE,
    ROTATE,
    SHARE,
    SHARES,
    TOUCHES,
    VIEW,
    answer,
    quote,
    share,
    step_mutation,
)

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
FUTURE, PAST = "2126-01-01T00:00:00Z", "2026-01-01T00:00:00Z"


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


def test_a_link_is_made_with_a_name_a_recipient_and_an_end(cast: Cast) -> None:
    wanted = {"label": " By hand ", "recipientName": "Asha", "expiresAt": FUTURE}
    offer = quote(cast.agent)
    made = cast.agent.client.get(SHARE, id=offer, input=wanted)
    assert made == {
        "id": made["id"],
        "url": made["url"],
        "state": "OPEN",
        "offerId": offer,
        "label": "By hand",
        "recipientName": "Asha",
        "createdAt": made["createdAt"],
        "expiresAt": FUTURE,
        "revokedAt": None,
        "fetches": 0,
        "views": 0,
        "firstViewedAt": None,
        "lastViewedAt": None,
        "response": None,
    }
    path, token = made["url"].rsplit("/", 1)
    assert (path, len(token)) == (f"{cast.server.settings.app_url}/offer", 43)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"label": "x" * 121}, "label"),
        ({"recipientName": "x" * 121}, "recipientName"),
        ({"recipientName": "\x07"}, "recipientName"),
        ({"expiresAt": PAST}, "expiresAt"),
    ],
)
def test_what_is_wrong_with_a_link_is_named(cast: Cast, wanted: dict[str, Any], field: str) -> None:
    offer = quote(cast.agent)
    with assert_unchanged(cast.server):
        refusal = cast.agent.client.get(SHARE, id=offer, input=wanted)
    assert (refusal["code"], refusal["field"]) == ("BAD_INPUT", field)


def test_only_the_author_and_admins_touch_the_links_of_an_offer(cast: Cast) -> None:
    offer = quote(cast.agent)
    link = share(cast.agent, offer)
    with assert_unchanged(cast.server):
        for other in (cast.builder, cast.other_agent):
            asked = [other.client.error_code(query, id=offer) for query in (SHARE, SHARES)]
            asked += [other.client.error_code(q, id=link.id) for q in (REVOKE, ROTATE, EXTEND, TOUCHES)]
            assert asked == ["FORBIDDEN"] * 6
        assert cast.stranger.error_code(SHARES, id=offer) == "UNAUTHENTICATED"
        assert cast.agent.client.error_code(REVOKE, id=offer) == "NOT_FOUND"
    assert cast.admin.client.get(SHARES, id=offer)["nodes"][0]["url"] == link.url
    assert cast.admin.client.get(REVOKE, id=link.id)["state"] == "REVOKED"


def test_an_agent_who_sees_an_incentive_cannot_share_it(cast: Cast) -> None:
    offer = cast.offer()
    with assert_unchanged(cast.server):
        assert cast.agent.client.error_code(SHARE, id=offer) == "FORBIDDEN"
    assert share(cast.builder, offer).url


def test_the_list_has_the_newest_first_with_state_counts_and_answer(cast: Cast) -> None:
    offer = quote(cast.agent)
    answered, revoked, plain = (share(cast.agent, offer, label=name) for name in "abc")
    for query in (OPEN, OPEN, VIEW):
        cast.stranger.get(query, token=answered.token)
    answer(cast.stranger, answered, "DECLINED", comment="Too dear")
    cast.agent.client.get(REVOKE, id=revoked.id)
    c, b, a = cast.agent.client.get(SHARES, id=offer)["nodes"]
    assert [(row["label"], row["state"]) for row in (a, b, c)] == [
        ("a", "ANSWERED"),
        ("b", "REVOKED"),
        ("c", "OPEN"),
    ]
    assert (a["fetches"], a["views"], a["firstViewedAt"] is not None) == (2, 1, True)
    assert (a["response"]["decision"], a["response"]["comment"]) == ("DECLINED", "Too dear")
    assert (c["url"], c["response"]) == (plain.url, None)


def test_the_list_goes_on_where_it_stopped(cast: Cast) -> None:
    offer = quote(cast.agent)
    links = [share(cast.agent, offer).id for _ in range(5)]
    query = """query($id: UUID!, $after: String) { shares(offerId: $id, first: 2, after: $after) {
      nodes { id } pageInfo { endCursor hasNextPage }
    } }"""
    found, after = list[str](), None
    for _ in range(3):
        page = cast.agent.client.get(query, id=offer, after=after)
        found += [row["id"] for row in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
    assert found == links[::-1]


def test_a_replaced_link_stops_working_immediately_and_says_so(cast: Cast) -> None:
    """Decision 2."""
    old = share(cast.agent, quote(cast.agent), recipientName="Asha")
    rotated = cast.agent.client.get(ROTATE, id=old.id)
    assert (rotated["id"], rotated["state"], rotated["recipientName"]) == (old.id, "OPEN", "Asha")
    told = cast.stranger.get(OPEN, token=old.token)
    assert (told["code"], "replaced" in told["message"]) == ("LINK_REVOKED", True)
    assert answer(cast.stranger, old)["code"] == "LINK_REVOKED"
    assert cast.stranger.get(OPEN, token=rotated["url"].rsplit("/", 1)[1])["state"] == "OPEN"


@pytest.mark.parametrize("status", sorted(OVER))
def test_what_is_over_is_not_shared_any_more(cast: Cast, status: Status) -> None:
    offer = quote(cast.agent)
    run_on_database(cast.server, lambda: Offer.filter(id=offer).update(status=status))
    with assert_unchanged(cast.server):
        refusal = cast.agent.client.get(SHARE, id=offer, input={})
    assert (refusal["code"], status.lower() in refusal["message"]) == ("OFFER_NOT_OPEN", True)


def test_a_draft_whose_end_has_passed_is_neither_shared_nor_activated(cast: Cast) -> None:
    offer = quote(cast.agent, validUntil="2020-01-01")
    with assert_unchanged(cast.server):
        refusals = [
            cast.agent.client.get(SHARE, id=offer, input={}),
            cast.agent.client.get(step_mutation("activateOffer"), id=offer),
        ]
    assert [refusal["code"] for refusal in refusals] == ["STEP_NOT_ALLOWED"] * 2


def test_a_revoked_link_does_not_open_and_cannot_be_restored(cast: Cast) -> None:
    link = share(cast.agent, quote(cast.agent))
    first = cast.agent.client.get(REVOKE, id=link.id)
    with assert_unchanged(cast.server):
        assert cast.agent.client.get(REVOKE, id=link.id) == first
        assert cast.agent.client.get(ROTATE, id=link.id)["code"] == "LINK_REVOKED"
        assert cast.agent.client.get(EXTEND, id=link.id, end=FUTURE)["code"] == "LINK_REVOKED"
    assert cast.stranger.get(OPEN, token=link.token)["code"] == "LINK_REVOKED"


def test_an_answer_stands_when_its_link_is_revoked(cast: Cast) -> None:
    link = share(cast.agent, quote(cast.agent))
    answer(cast.stranger, link)
    row = cast.agent.client.get(REVOKE, id=link.id)
    assert (row["state"], row["response"]["decision"]) == ("REVOKED", "ACCEPTED")


def test_an_end_may_be_moved_or_taken_away_but_not_into_the_past(cast: Cast) -> None:
    link = share(cast.agent, quote(cast.agent))
    assert cast.agent.client.get(EXTEND, id=link.id, end=FUTURE)["expiresAt"] == FUTURE
    with assert_unchanged(cast.server):
        refusal = cast.agent.client.get(EXTEND, id=link.id, end=PAST)
    assert (refusal["code"], refusal["field"]) == ("BAD_INPUT", "expiresAt")
    assert cast.agent.client.get(EXTEND, id=link.id)["expiresAt"] is None


def test_an_expired_link_works_again_when_it_is_extended(cast: Cast) -> None:
    link = share(cast.agent, quote(cast.agent), expiresAt=FUTURE)
    run_on_database(cast.server, lambda: Share.filter(id=link.id).update(expires_at=LONG_AGO))
    assert cast.agent.client.get(SHARES, id=link.offer)["nodes"][0]["state"] == "EXPIRED"
    assert cast.stranger.get(OPEN, token=link.token)["code"] == "LINK_EXPIRED"
    assert cast.agent.client.get(EXTEND, id=link.id, end=FUTURE)["state"] == "OPEN"
    assert cast.stranger.get(OPEN, token=link.token)["state"] == "OPEN"


def test_every_change_of_a_link_stands_in_the_log_of_its_offer(cast: Cast) -> None:
    link = share(cast.agent, quote(cast.agent))
    cast.agent.client.get(EXTEND, id=link.id, end=FUTURE)
    cast.agent.client.get(ROTATE, id=link.id)
    cast.agent.client.get(REVOKE, id=link.id)
    log = cast.agent.client.get(LINES, id=link.offer)["nodes"]
    events = ["CREATED", "ACTIVATED", "SHARED", "LINK_EXTENDED", "LINK_ROTATED", "LINK_REVOKED"]
    assert [line["event"] for line in log] == events
    assert {line["actor"]["id"] for line in log} == {cast.agent.id}
    assert log[3]["changes"][0] == {"field": "expiresAt", "before": None, "after": FUTURE[:-1] + "+00:00"}


def test_without_a_key_no_link_is_made(cast: Cast) -> None:
    with RunningServer(database_url=cast.server.settings.database_url, secret_key=None) as keyless:
        client = keyless.client(cast.agent.token)
        assert client.error_code(SHARE, id=quote(cast.agent)) == "NOT_CONFIGURED"
