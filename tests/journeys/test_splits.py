"""The specification of split invitations, line by line; letters: tests/journeys/splits/test_letters.py."""

import base64
from typing import Any
from urllib.parse import urlsplit

import pytest

from models import clock
from models.sharing.share import Share
from tests.support.actors import Cast, Users
from tests.support.database_dump import PasswordlessUser, assert_unchanged, run_on_database
from tests.support.rows import HOUR
from tests.support.sharing import TOLD
from tests.support.splits import (
    COUNTERS,
    INVITE,
    REMIND,
    REOPEN,
    SEND,
    Split,
    accept,
    counter,
    decline,
    draft,
    part,
    send_split,
)

BELL = "{ notifications { nodes { event message offer { id } } } }"
DOT = (  # one pixel
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
TWO = [part("Ada", 60, 50), part("Ben", 40, 50)]


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


@pytest.fixture(scope="module")
def author(users: Users) -> Any:
    """A guest: costs no hashing."""
    return PasswordlessUser(users.server)


@pytest.fixture
def split(author: Any) -> Split:
    return send_split(author, TWO, description="A song for the last bus")


def test_clicking_the_invite_link_loads_the_page(cast: Cast, split: Split) -> None:
    for person in split.people:
        path = urlsplit(person["share"]["url"]).path
        assert path.startswith("/splits/invite/")
        assert cast.stranger.http.get(path).status_code == 200


def test_the_invitation_shows_the_negotiation_and_marks_the_readers_share(cast: Cast, split: Split) -> None:
    seen = cast.stranger.get(INVITE, token=split.tokens[1])
    assert (seen["projectName"], seen["description"]) == ("Night Bus", "A song for the last bus")
    assert (seen["status"], seen["version"], seen["round"]) == ("ACTIVE", 1, 1)
    rows = [[each["name"], each["master"], each["publishing"]] for each in seen["participants"]]
    assert rows == [["Ada", 60, 50], ["Ben", 40, 50]]
    assert [each["isYou"] for each in seen["participants"]] == [False, True]
    own = {"name": "Ben", "email": "ben@band.example", "role": "writer", "status": "INVITED"}
    assert seen["you"] == own | {"master": 40, "publishing": 50}


def test_a_participant_is_pending_then_invited_then_answers(cast: Cast, author: Any) -> None:
    split = draft(author, TWO)
    assert split.statuses == ["PENDING"] * 2
    author.client.get(SEND, id=split.id)
    assert split.statuses == ["INVITED"] * 2
    assert all(person["invitedAt"] and not person["respondedAt"] for person in split.people)


def test_accepting_works_and_updates_the_status(cast: Cast, split: Split) -> None:
    assert accept(cast.stranger, split.tokens[0])["state"] == "ANSWERED"
    first, second = split.people
    assert (first["status"], second["status"]) == ("ACCEPTED", "INVITED")
    assert (first["signature"]["text"], first["signature"]["at"]) == ("Signed by me", first["respondedAt"])
    assert accept(cast.stranger, split.tokens[1])["status"] == split.current["status"] == "ACCEPTED"


def test_declining_works_and_updates_the_status(cast: Cast, split: Split) -> None:
    assert decline(cast.stranger, split.tokens[0], comment="Not like this")["status"] == "DECLINED"
    assert (split.statuses[0], split.people[0]["reason"]) == ("DECLINED", "Not like this")
    assert split.current["status"] == "DECLINED"


def test_a_reason_to_decline_is_optional(cast: Cast, split: Split) -> None:
    assert decline(cast.stranger, split.tokens[0])["status"] == "DECLINED"


@pytest.mark.parametrize("notes", ["", "I wrote the chorus"])
def test_countering_works_and_updates_the_status(cast: Cast, split: Split, notes: str) -> None:
    assert counter(cast.stranger, split.tokens[1], 45.5, 50, comment=notes)["status"] == "ACTIVE"
    assert split.statuses == ["INVITED", "COUNTERED"]
    assert split.people[1]["counter"] == {"master": 45.5, "publishing": 50, "notes": notes}


def test_an_invalid_token_shows_a_page_that_says_so(cast: Cast, split: Split) -> None:
    page = cast.stranger.http.get("/splits/invite/nothing")
    assert page.status_code == 200
    assert page.text == cast.stranger.http.get(f"/splits/invite/{split.tokens[0]}").text
    assert cast.stranger.get(INVITE, token="nothing")["code"] == "LINK_UNKNOWN"


def test_what_was_answered_is_shown_to_be_read_only(cast: Cast, split: Split) -> None:
    token = split.tokens[0]
    counter(cast.stranger, token, 70, 50, comment="More")
    seen = cast.stranger.get(INVITE, token=token)
    assert (seen["state"], seen["decisions"], seen["answer"]["comment"]) == ("ANSWERED", [], "More")
    with assert_unchanged(cast.server, except_table="touches"):
        assert accept(cast.stranger, token)["code"] == "ALREADY_ANSWERED"
        assert decline(cast.stranger, token)["code"] == "ALREADY_ANSWERED"


def test_the_author_is_notified_of_every_answer(cast: Cast, author: Any) -> None:
    split = send_split(author)
    first, second, third = split.tokens
    with author.client.subscribe(TOLD) as heard:
        accept(cast.stranger, first)
        counter(cast.stranger, second, 30, 30)
        decline(cast.stranger, third)
        told = [heard.next()["notification"]["event"] for _ in range(3)]
    assert told == ["SIGNED", "COUNTERED", "DECLINED"]
    nodes = author.client.get(BELL)["nodes"]
    assert [each["event"] for each in nodes if each["offer"]["id"] == split.id] == told[::-1]


def test_the_author_is_notified_of_each_signature_and_of_the_agreement(cast: Cast, author: Any) -> None:
    split = send_split(author)
    for token in split.tokens:
        accept(cast.stranger, token)
    nodes = author.client.get(BELL)["nodes"]
    told = [(each["event"], each["message"]) for each in nodes if each["offer"]["id"] == split.id]
    title = split.current["title"]
    assert told == [
        ("ACCEPTED", f"Everybody has signed “{title}”."),
        ("SIGNED", f"Ben has signed “{title}”."),
        ("SIGNED", f"Ada has signed “{title}”."),
    ]


def test_security_no_account_is_needed_and_tokens_cannot_be_guessed(split: Split) -> None:
    assert all(len(base64.urlsafe_b64decode(token + "=")) == 32 for token in split.tokens)


def test_security_a_token_gives_access_to_its_own_invitation_only(cast: Cast, author: Any) -> None:
    split, other = send_split(author, TWO), send_split(author, TWO)
    accept(cast.stranger, split.tokens[0])
    assert (split.statuses, other.statuses) == (["ACCEPTED", "INVITED"], ["INVITED", "INVITED"])
    assert cast.stranger.get(INVITE, token=other.tokens[0])["you"]["status"] == "INVITED"


@pytest.mark.parametrize("signature", ["", "   "])
def test_security_accepting_takes_a_signature(cast: Cast, split: Split, signature: str) -> None:
    refusal = accept(cast.stranger, split.tokens[0], signature=signature)
    assert (refusal["code"], refusal["field"]) == ("BAD_INPUT", "split.signature")


@pytest.mark.parametrize(("master", "publishing"), [(-0.01, 50), (100.01, 50), (50, -1), (50, 101)])
def test_security_percentages_are_checked(cast: Cast, split: Split, master: float, publishing: float) -> None:
    assert counter(cast.stranger, split.tokens[0], master, publishing)["code"] == "BAD_INPUT"
    assert split.statuses[0] == "INVITED"


def test_a_counter_asks_for_other_shares_than_the_present_ones(cast: Cast, split: Split) -> None:
    first, second = split.tokens
    with assert_unchanged(cast.server, except_table="touches"):
        refusal = counter(cast.stranger, first, 60, 50)
    told = (refusal["code"], refusal["field"], refusal["message"])
    assert told == ("BAD_INPUT", "split.master", "These are already your shares.")
    assert counter(cast.stranger, second, 60, 50)["state"] == "ANSWERED"


def test_later_a_countered_invitation_is_opened_again(cast: Cast, author: Any, split: Split) -> None:
    old = split.tokens[0]
    counter(cast.stranger, old, 70, 50)
    author.client.get(REOPEN, id=split.people[0]["id"])
    assert (split.statuses[0], cast.stranger.get(INVITE, token=old)["code"]) == ("INVITED", "LINK_REVOKED")
    assert accept(cast.stranger, split.tokens[0])["state"] == "ANSWERED"


def test_the_author_answers_several_counters_in_one_request(cast: Cast, author: Any, split: Split) -> None:
    for token in split.tokens:
        counter(cast.stranger, token, 50, 50)
    answers = [{"participantId": person["id"], "answer": "REOPEN"} for person in split.people]
    author.client.get(COUNTERS, id=split.id, version=1, answers=answers)
    assert split.statuses == ["INVITED"] * 2


def test_later_a_signature_is_drawn(cast: Cast, split: Split) -> None:
    accept(cast.stranger, split.tokens[0], drawn=DOT)
    assert split.people[0]["signature"]["drawn"] == DOT


def test_later_a_token_expires(cast: Cast, split: Split) -> None:
    share, token = split.people[0]["share"]["id"], split.tokens[0]

    async def end() -> None:
        await Share.filter(id=share).update(expires_at=clock.now() - HOUR)

    run_on_database(cast.server, end)
    assert (split.statuses[0], accept(cast.stranger, token)["code"]) == ("EXPIRED", "LINK_EXPIRED")


def test_the_author_reminds_participants_who_have_not_responded(
    cast: Cast, author: Any, split: Split
) -> None:
    accept(cast.stranger, split.tokens[0])
    told = author.client.get(REMIND, id=split.id)["reminders"]
    assert [each["sent"] for each in told] == [False, True]
