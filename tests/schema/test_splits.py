"""Splits over the API: drafted, sent, looked at, answered, revised, agreed."""

from typing import Any

import pytest

from tests.backstage import nothing_changes
from tests.cast import Cast, Everybody
from tests.sharing import SHARE
from tests.splitting import (
    CREATE,
    INVITE,
    SEND,
    STEP,
    THREE,
    UPDATE,
    accept,
    counter,
    decline,
    draft,
    part,
    sent,
    wish,
)


@pytest.fixture(scope="module")
def cast(everybody: Everybody) -> Cast:
    return Cast(everybody)


def test_a_draft_shows_the_gap_to_the_whole(cast: Cast) -> None:
    made = cast.agent.client.get(CREATE, input=wish([part("Ada", 50, 60), part("Ben", 25.5, 60)]))
    assert (made["status"], made["version"], made["terms"]["round"]) == ("DRAFT", 1, 0)
    assert made["terms"]["gap"] == {"master": 24.5, "publishing": -20}
    assert [each["status"] for each in made["terms"]["participants"]] == ["PENDING", "PENDING"]
    assert all(each["share"] is None for each in made["terms"]["participants"])


def test_sending_asks_everybody_by_a_link_of_their_own(cast: Cast) -> None:
    split = sent(cast.agent)
    assert (split.now["version"], split.now["terms"]["round"]) == (1, 1)
    assert split.statuses == ["INVITED"] * 3
    assert len(set(split.tokens)) == 3
    assert all("/splits/invite/" in person["share"]["url"] for person in split.people)
    assert {person["share"]["delivery"]["state"] for person in split.people} == {"QUEUED"}


def test_a_participant_sees_everybodys_shares_and_their_own(cast: Cast) -> None:
    split = sent(cast.agent, description="A song")
    seen = cast.stranger.get(INVITE, token=split.tokens[1])
    assert (seen["projectName"], seen["description"], seen["inviterName"]) == ("Night Bus", "A song", "agent")
    assert [each["isYou"] for each in seen["participants"]] == [False, True, False]
    assert seen["participants"][2] == {
        "name": "Cleo",
        "role": "writer",
        "master": 25,
        "publishing": 33.34,
        "status": "INVITED",
        "isYou": False,
    }
    assert seen["you"]["email"] == "ben@band.example"
    assert seen["decisions"] == ["ACCEPTED", "COUNTERED", "DECLINED"]
    assert "ada@band.example" not in str(seen)


def test_when_everybody_has_signed_the_split_is_agreed(cast: Cast) -> None:
    split = sent(cast.agent)
    tokens = split.tokens
    assert accept(cast.stranger, tokens[0])["status"] == "ACTIVE"
    assert accept(cast.stranger, tokens[1])["status"] == "ACTIVE"
    assert accept(cast.stranger, tokens[2])["status"] == "ACCEPTED"
    assert split.statuses == ["ACCEPTED"] * 3
    hashes = {person["signature"]["agreementHash"] for person in split.people}
    assert hashes == {split.now["terms"]["agreementHash"]}
    seen = cast.stranger.get(INVITE, token=tokens[0])
    assert seen["agreement"]["hash"] in hashes
    assert [each["name"] for each in seen["agreement"]["signers"]] == ["Ada", "Ben", "Cleo"]


def test_one_no_ends_it(cast: Cast) -> None:
    split = sent(cast.agent)
    first, second, third = split.tokens
    accept(cast.stranger, first)
    assert decline(cast.stranger, second, comment="Not like this")["status"] == "DECLINED"
    assert split.people[1]["reason"] == "Not like this"
    with nothing_changes_but_the_log(cast):
        assert accept(cast.stranger, third)["code"] == "OFFER_NOT_OPEN"
    assert "Not like this" not in str(cast.stranger.get(INVITE, token=first))


def test_a_counter_leaves_it_open_and_is_for_the_author_alone(cast: Cast) -> None:
    split = sent(cast.agent)
    first, second, _ = split.tokens
    assert counter(cast.stranger, first, 60, 33.33, comment="I wrote more")["status"] == "ACTIVE"
    assert split.people[0]["counter"] == {"master": 60, "publishing": 33.33, "notes": "I wrote more"}
    theirs = cast.stranger.get(INVITE, token=first)
    assert (theirs["state"], theirs["decisions"]) == ("ANSWERED", [])
    assert theirs["answer"]["counter"]["master"] == 60
    others = cast.stranger.get(INVITE, token=second)
    assert others["participants"][0]["status"] == "COUNTERED"
    assert "I wrote more" not in str(others)


def test_a_revision_asks_everybody_again_and_the_old_links_say_so(cast: Cast) -> None:
    split = sent(cast.agent)
    old = split.tokens
    accept(cast.stranger, old[0])
    counter(cast.stranger, old[1], 30, 33.33)
    revised = split.revise((45, 33.33), (30, 33.33), (25, 33.34), note="As Ben asked")
    assert (revised["version"], revised["terms"]["round"], revised["status"]) == (2, 2, "ACTIVE")
    assert split.statuses == ["INVITED"] * 3
    for token in old:
        with nothing_changes_but_the_log(cast):
            refusal = accept(cast.stranger, token)
        assert refusal["code"] == "LINK_REVOKED"
        assert "replaced" in refusal["message"]
    for token in split.tokens:
        with nothing_changes_but_the_log(cast):
            refusal = accept(cast.stranger, token, version=1)
        assert (refusal["code"], refusal["currentVersion"]) == ("OFFER_CHANGED", 2)
    assert [accept(cast.stranger, token, version=2)["status"] for token in split.tokens] == [
        "ACTIVE",
        "ACTIVE",
        "ACCEPTED",
    ]


def nothing_changes_but_the_log(cast: Cast) -> Any:
    return nothing_changes(cast.server)
