"""The specification of offer sharing, line by line."""

import base64

import pytest

from tests.support.actors import Cast, Person, Users
from tests.support.database_dump import assert_unchanged
from tests.support.server import RunningServer
from tests.support.sharing import (
    EXTEND,
    GET,
    LINES,
    OPEN,
    REVOKE,
    SHARE,
    SHARES,
    TOLD,
    TOUCHES,
    VIEW,
    Link,
    answer,
    quote,
    share,
)

BELL = """{ unreadCount notifications(filter: UNREAD) { nodes { id event message offer { id } } } }"""
READ = "mutation($ids: [UUID!]!) { markRead(ids: $ids) { ... on Bell { unreadCount } } }"
DISMISS = "mutation($ids: [UUID!]!) { dismiss(ids: $ids) { ... on Bell { unreadCount } } }"
FUTURE = "2126-01-01T00:00:00Z"


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


@pytest.fixture
def author(users: Users) -> Person:
    return users.new_user("AGENT")


@pytest.fixture
def link(author: Person) -> Link:
    return share(author, quote(author))


def test_shareable_links_for_any_offer(cast: Cast) -> None:
    links = [share(cast.agent, quote(cast.agent)), share(cast.builder, cast.offer())]
    kinds = [cast.stranger.get(OPEN, token=link.token)["kind"] for link in links]
    assert kinds == ["quote", "incentive"]


def test_links_are_revocable(cast: Cast, author: Person, link: Link) -> None:
    assert author.client.get(REVOKE, id=link.id)["state"] == "REVOKED"
    assert cast.stranger.get(OPEN, token=link.token)["code"] == "LINK_REVOKED"


def test_public_view_without_logging_in(cast: Cast, link: Link) -> None:
    shown = cast.stranger.get(OPEN, token=link.token)
    assert (shown["title"], shown["decisions"]) == ("Kitchen", ["ACCEPTED", "DECLINED"])


@pytest.mark.parametrize("decision", ["ACCEPTED", "DECLINED"])
@pytest.mark.parametrize("comment", ["", "Let us talk"])
def test_customer_response_with_an_optional_comment(
    cast: Cast, author: Person, link: Link, decision: str, comment: str
) -> None:
    assert answer(cast.stranger, link, decision, comment=comment)["state"] == "ANSWERED"
    (row,) = author.client.get(SHARES, id=link.offer)["nodes"]
    assert (row["response"]["decision"], row["response"]["comment"]) == (decision, comment)


@pytest.mark.parametrize("decision", ["ACCEPTED", "DECLINED"])
def test_the_offers_status_follows_the_response(
    cast: Cast, author: Person, link: Link, decision: str
) -> None:
    answer(cast.stranger, link, decision)
    assert author.client.get(GET, id=link.offer)["status"] == decision


def test_dashboard_notifications_in_real_time(cast: Cast, author: Person, link: Link) -> None:
    with author.client.subscribe(TOLD) as heard:
        answer(cast.stranger, link)
        assert heard.next() == {"unreadCount": 1, "notification": {"event": "ACCEPTED"}}


def test_a_bell_with_an_unread_count_that_is_marked_read_and_dismissed(
    cast: Cast, author: Person, link: Link
) -> None:
    cast.stranger.get(VIEW, token=link.token)
    answer(cast.stranger, link)
    bell = author.client.ask(BELL)["data"]
    accepted, seen = bell["notifications"]["nodes"]
    assert (bell["unreadCount"], accepted["message"]) == (2, "“Kitchen” was accepted.")
    assert author.client.get(READ, ids=[accepted["id"]]) == {"unreadCount": 1}
    assert author.client.get(DISMISS, ids=[seen["id"]]) == {"unreadCount": 0}
    assert author.client.ask(BELL)["data"] == {"unreadCount": 0, "notifications": {"nodes": []}}


def test_an_activity_log_with_all_events(cast: Cast, author: Person, link: Link) -> None:
    cast.stranger.get(OPEN, token=link.token)
    cast.stranger.get(VIEW, token=link.token)
    answer(cast.stranger, link)
    author.client.get(REVOKE, id=link.id)
    events = [line["event"] for line in author.client.get(LINES, id=link.offer)["nodes"]]
    made = ["CREATED", "ACTIVATED", "SHARED"]
    assert events == [*made, "FETCHED", "VIEWED", "ACCEPTED", "LINK_REVOKED"]


def test_links_are_listed_and_tracked(cast: Cast, author: Person, link: Link) -> None:
    second = share(author, link.offer, label="Second")
    cast.stranger.get(VIEW, token=second.token)
    rows = author.client.get(SHARES, id=link.offer)["nodes"]
    assert [(row["id"], row["views"]) for row in rows] == [(second.id, 1), (link.id, 0)]


def test_phase_two_a_link_goes_out_by_email_or_sms(author: Person) -> None:
    query = """mutation($id: UUID!, $input: ShareInput) { shareOffer(offerId: $id, input: $input) {
      ... on Share { channel delivery { state } } ... on Refusal { message }
    } }"""
    for channel, recipient in (("EMAIL", "asha@customer.example"), ("SMS", "+919812345678")):
        wanted = {"channel": channel, "recipient": recipient}
        made = author.client.get(query, id=quote(author), input=wanted)
        assert made == {"channel": channel, "delivery": {"state": "QUEUED"}}


def test_security_tokens_have_32_bytes(link: Link) -> None:
    assert len(base64.urlsafe_b64decode(link.token + "=")) == 32


def test_security_a_link_may_expire(author: Person, link: Link) -> None:
    assert author.client.get(EXTEND, id=link.id, end=FUTURE)["expiresAt"] == FUTURE
    assert author.client.get(SHARE, id=link.offer)["expiresAt"] is None


def test_security_public_endpoints_are_rate_limited(sqlite_url: str) -> None:
    with RunningServer(database_url=sqlite_url, public_rate="1/minute") as server:
        assert server.client().get(VIEW, token="x")["code"] == "LINK_UNKNOWN"
        assert server.client().error_code(VIEW, token="x") == "RATE_LIMITED"


def test_security_every_access_is_logged(cast: Cast, author: Person, link: Link) -> None:
    cast.stranger.get(OPEN, token=link.token)
    answer(cast.stranger, link)
    touches = author.client.get(TOUCHES, id=link.id)["nodes"]
    assert [touch["kind"] for touch in touches] == ["ANSWER", "FETCH"]


def test_security_rows_are_for_those_they_belong_to(cast: Cast, link: Link) -> None:
    with assert_unchanged(cast.server):
        for query in (GET, LINES, SHARES):
            assert cast.other_agent.client.error_code(query, id=link.offer) == "FORBIDDEN"
        assert cast.other_agent.client.error_code(REVOKE, id=link.id) == "FORBIDDEN"
