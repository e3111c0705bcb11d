"""The link that a notification names, and the recipient of that link."""

from typing import Any

import pytest

from tests.support.actors import Cast, Users
from tests.support.sharing import REVOKE, VIEW, answer, quote, share
from tests.support.splits import accept, counter, decline, send_split

NOTE = "event message shareId recipientName offer { id }"
TOLD = f"subscription {{ notifications {{ notification {{ {NOTE} }} }} }}"
BELL = f"{{ notifications(first: 20) {{ nodes {{ {NOTE} }} }} }}"
DELETE = "mutation($id: UUID!) { deleteOffer(id: $id) { __typename } }"


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


def notes(cast: Cast, offer: str) -> list[dict[str, Any]]:
    """Return the author's notifications about this offer, oldest first."""
    nodes = cast.agent.client.get(BELL)["nodes"]
    return [note for note in reversed(nodes) if note["offer"] and note["offer"]["id"] == offer]


def test_a_notification_of_an_answer_to_a_split_has_its_link_and_its_name(cast: Cast) -> None:
    split = send_split(cast.agent)
    title, people = split.current["title"], split.people
    with cast.agent.client.subscribe(TOLD) as heard:
        accept(cast.stranger, split.tokens[0])
        counter(cast.stranger, split.tokens[1], 30, 40)
        decline(cast.stranger, split.tokens[2])
        live = [heard.next()["notification"] for _ in range(3)]
    assert live == notes(cast, split.id)
    assert [note["message"] for note in live] == [
        f"Ada has signed “{title}”.",
        f"Ben asks for other shares in “{title}”.",
        f"Cleo has declined “{title}”.",
    ]
    assert [note["shareId"] for note in live] == [each["share"]["id"] for each in people]
    assert [note["recipientName"] for note in live] == ["Ada", "Ben", "Cleo"]


def test_who_signed_last_stands_beside_the_news_that_everybody_has(cast: Cast) -> None:
    split = send_split(cast.agent)
    for token in split.tokens:
        accept(cast.stranger, token)
    last = notes(cast, split.id)[-1]
    assert (last["event"], last["recipientName"]) == ("ACCEPTED", "Cleo")
    assert last["message"] == f"Everybody has signed “{split.current['title']}”."


@pytest.mark.parametrize("decision", ["ACCEPTED", "DECLINED"])
@pytest.mark.parametrize("name", ["Asha", ""])
def test_a_notification_of_an_answer_to_a_quote_has_its_link(cast: Cast, decision: str, name: str) -> None:
    link = share(cast.agent, quote(cast.agent), recipientName=name)
    cast.stranger.get(VIEW, token=link.token)
    answer(cast.stranger, link, decision)
    seen, answered = notes(cast, link.offer)
    assert (seen["message"], seen["shareId"]) == (f"{name or 'Somebody'} viewed “Kitchen”.", link.id)
    assert answered == {
        "event": decision,
        "message": f"“Kitchen” was {decision.lower()}.",
        "shareId": link.id,
        "recipientName": name or None,
        "offer": {"id": link.offer},
    }


def test_what_is_about_no_link_names_none(cast: Cast) -> None:
    offer = cast.offer()
    nodes = cast.agent.client.get(BELL)["nodes"]
    (told,) = [note for note in nodes if note["offer"] and note["offer"]["id"] == offer]
    assert (told["event"], told["shareId"], told["recipientName"]) == ("CREATED", None, None)


def test_a_notification_loses_its_link_when_its_offer_is_deleted(cast: Cast) -> None:
    link = share(cast.agent, quote(cast.agent), recipientName="Asha")
    cast.stranger.get(VIEW, token=link.token)
    cast.agent.client.get(REVOKE, id=link.id)
    cast.agent.client.get(DELETE, id=link.offer)
    latest = cast.agent.client.get(BELL)["nodes"][0]
    assert (latest["event"], latest["offer"]) == ("VIEWED", None)
    assert (latest["shareId"], latest["recipientName"]) == (None, None)
    assert "Asha" not in latest["message"]
