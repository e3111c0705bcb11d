"""The responses for their author: received live, each exactly once."""

import threading
import time
from collections.abc import Iterator
from uuid import UUID

import pytest

from models.storage.paging import cursor
from tests.support.actors import Cast, Person, Users
from tests.support.server import Client, RunningServer
from tests.support.sharing import LINES, OPEN, RESPONSES, TOLD, VIEW, Link, answer, quote, share

ACTIVITY = "subscription($id: UUID!) { offerActivity(offerId: $id) { event } }"
CUTS, ANSWERS = 50, 40
NEWS = "subscription($after: String) { notifications(after: $after) { notification { shareId } } }"


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


def test_an_answer_is_heard_with_its_comment(cast: Cast) -> None:
    link = share(cast.agent, quote(cast.agent))
    with cast.agent.client.subscribe(RESPONSES) as heard:
        answer(cast.stranger, link, comment="Gladly")
        told = heard.next()
    assert told == {
        "decision": "ACCEPTED",
        "comment": "Gladly",
        "offerId": link.offer,
        "shareId": link.id,
        "version": 1,
        "cursor": told["cursor"],
        "counter": None,
    }


def test_the_answers_to_one_offer_are_heard_apart_from_those_to_all(cast: Cast) -> None:
    one, other = (share(cast.agent, quote(cast.agent)) for _ in "ab")
    with (
        cast.agent.client.subscribe(RESPONSES, offer=one.offer) as of_one,
        cast.agent.client.subscribe(RESPONSES) as of_all,
        cast.admin.client.subscribe(RESPONSES, offer=one.offer) as admins,
    ):
        answer(cast.stranger, other)
        answer(cast.stranger, one)
        assert [of_all.next()["shareId"], of_all.next()["shareId"]] == [other.id, one.id]
        assert [of_one.next()["shareId"], admins.next()["shareId"]] == [one.id, one.id]
        assert of_one.is_silent()


def test_nobody_else_hears_an_answer(cast: Cast) -> None:
    link = share(cast.agent, quote(cast.agent, projectId=cast.project))
    with cast.builder.client.subscribe(RESPONSES) as heard:
        answer(cast.stranger, link)
        assert heard.is_silent()
    for other in (cast.builder, cast.other_agent):
        with other.client.subscribe(RESPONSES, offer=link.offer) as heard:
            assert "FORBIDDEN" in str(heard.message())


def test_a_subscription_replays_the_responses_after_its_cursor(cast: Cast) -> None:
    """Decision 7."""
    offers = [share(cast.agent, quote(cast.agent)) for _ in range(3)]
    with cast.agent.client.subscribe(RESPONSES) as heard:
        answer(cast.stranger, offers[0])
        first = heard.next()
    for link in offers[1:]:
        answer(cast.stranger, link, "DECLINED")
    with cast.agent.client.subscribe(RESPONSES, after=first["cursor"]) as heard:
        assert [heard.next()["shareId"] for _ in "ab"] == [link.id for link in offers[1:]]
    with cast.agent.client.subscribe(RESPONSES, offer=offers[2].offer, after=first["cursor"]) as heard:
        assert heard.next()["shareId"] == offers[2].id
        assert heard.is_silent()


def test_a_subscription_with_an_empty_cursor_starts_with_the_first_response(
    cast: Cast, author: Person
) -> None:
    links = [share(author, quote(author)) for _ in range(2)]
    for link in links:
        answer(cast.stranger, link)
    with author.client.subscribe(RESPONSES, after="") as heard:
        assert [heard.next()["shareId"] for _ in links] == [link.id for link in links]
    with author.client.subscribe(NEWS, after="") as heard:
        assert [heard.next()["notification"]["shareId"] for _ in links] == [link.id for link in links]


@pytest.mark.parametrize("after", ["no cursor", cursor("ACTIVITY", 1, UUID(int=0))])
def test_a_cursor_of_another_list_is_refused(cast: Cast, after: str) -> None:
    with cast.agent.client.subscribe(RESPONSES, after=after) as heard:
        assert "BAD_INPUT" in str(heard.message())


@pytest.fixture
def author(users: Users) -> Person:
    return users.new_user("AGENT")


def in_the_background(holder: Client, links: list[Link]) -> threading.Thread:
    """Answer all links in sequence in a thread; return the thread."""

    def answer_all() -> None:
        for link in links:
            answer(holder, link)
            time.sleep(0.02)

    thread = threading.Thread(target=answer_all)
    thread.start()
    return thread


def heard_until_silence(
    author: Person, after: str | None, most: int, patience: float
) -> Iterator[dict[str, str]]:
    """Return what one connection receives before it is closed."""
    with author.client.subscribe(RESPONSES, after=after) as heard:
        for _ in range(most):
            try:
                yield heard.next(patience)
            except TimeoutError:
                return


def test_a_subscriber_who_reconnects_fifty_times_gets_each_response_once(
    server: RunningServer, author: Person
) -> None:
    first, *links = [share(author, quote(author)) for _ in range(ANSWERS)]
    with author.client.subscribe(RESPONSES) as heard:
        answer(server.client(), first)
        told = [heard.next()]
    answering = in_the_background(server.client(), links)
    for place in range(CUTS):
        told += heard_until_silence(author, told[-1]["cursor"], most=place % 3, patience=0.05)
    answering.join()
    told += heard_until_silence(author, told[-1]["cursor"], most=ANSWERS, patience=1)
    assert [one["shareId"] for one in told] == [link.id for link in (first, *links)]


def test_the_bell_rings_for_a_view_and_for_an_answer(cast: Cast, author: Person) -> None:
    link = share(author, quote(author))
    with author.client.subscribe(TOLD) as heard:
        cast.stranger.get(OPEN, token=link.token)  # a program that previews links does as much
        cast.stranger.get(VIEW, token=link.token)
        assert heard.next() == {"unreadCount": 1, "notification": {"event": "VIEWED"}}
        cast.stranger.get(VIEW, token=link.token)
        answer(cast.stranger, link)
        assert heard.next() == {"unreadCount": 2, "notification": {"event": "ACCEPTED"}}
    assert author.client.get("mutation { markAllRead { ... on Bell { unreadCount } } }") == {"unreadCount": 0}


def test_the_log_has_every_event_in_order(cast: Cast, author: Person) -> None:
    link = share(author, quote(author))
    with author.client.subscribe(ACTIVITY, id=link.offer) as heard:
        for query in (OPEN, OPEN, VIEW, VIEW):
            cast.stranger.get(query, token=link.token)
        answer(cast.stranger, link)
        assert [heard.next()["event"] for _ in range(3)] == ["FETCHED", "VIEWED", "ACCEPTED"]
    log = author.client.get(LINES, id=link.offer)["nodes"]
    assert [line["event"] for line in log] == [
        "CREATED",
        "ACTIVATED",
        "SHARED",
        "FETCHED",
        "VIEWED",
        "ACCEPTED",
    ]
    assert [line["actor"] and line["actor"]["id"] for line in log] == [author.id] * 3 + [None] * 3
    assert {"field": "status", "before": "ACTIVE", "after": "ACCEPTED"} in log[-1]["changes"]
