"""Splits over the API: drafted, sent, looked at, answered, revised, agreed."""

from typing import Any

import pytest

from tests.support.actors import Cast, Users
from tests.support.database_dump import assert_unchanged
from tests.support.sharing import SHARE, answer, quote, share
from tests.support.splits import (
    ANSWER,
    CREATE,
    INVITE,
    SEND,
    THREE,
    UPDATE,
    accept,
    counter,
    decline,
    draft,
    part,
    send_split,
    split_input,
    step_mutation,
)


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


def test_a_draft_shows_the_gap_to_the_whole(cast: Cast) -> None:
    made = cast.agent.client.get(CREATE, input=split_input([part("Ada", 50, 60), part("Ben", 25.5, 60)]))
    assert (made["status"], made["version"], made["terms"]["round"]) == ("DRAFT", 1, 0)
    assert made["terms"]["gap"] == {"master": 24.5, "publishing": -20}
    assert [each["status"] for each in made["terms"]["participants"]] == ["PENDING", "PENDING"]
    assert all(each["share"] is None for each in made["terms"]["participants"])


def test_sending_asks_everybody_by_a_link_of_their_own(cast: Cast) -> None:
    split = send_split(cast.agent)
    assert (split.current["version"], split.current["terms"]["round"]) == (1, 1)
    assert split.statuses == ["INVITED"] * 3
    assert len(set(split.tokens)) == 3
    assert all("/splits/invite/" in person["share"]["url"] for person in split.people)
    assert {person["share"]["delivery"]["state"] for person in split.people} == {"QUEUED"}


def test_a_participant_sees_everybodys_shares_and_their_own(cast: Cast) -> None:
    split = send_split(cast.agent, description="A song")
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
    split = send_split(cast.agent)
    tokens = split.tokens
    assert accept(cast.stranger, tokens[0])["status"] == "ACTIVE"
    assert accept(cast.stranger, tokens[1])["status"] == "ACTIVE"
    assert accept(cast.stranger, tokens[2])["status"] == "ACCEPTED"
    assert split.statuses == ["ACCEPTED"] * 3
    hashes = {person["signature"]["agreementHash"] for person in split.people}
    assert hashes == {split.current["terms"]["agreementHash"]}
    seen = cast.stranger.get(INVITE, token=tokens[0])
    assert seen["agreement"]["hash"] in hashes
    assert [each["name"] for each in seen["agreement"]["signers"]] == ["Ada", "Ben", "Cleo"]


def test_one_no_ends_the_split(cast: Cast) -> None:
    split = send_split(cast.agent)
    first, second, third = split.tokens
    accept(cast.stranger, first)
    assert decline(cast.stranger, second, comment="Not like this")["status"] == "DECLINED"
    assert split.people[1]["reason"] == "Not like this"
    with nothing_changes_but_the_log(cast):
        told = accept(cast.stranger, third)
    assert told["code"] == "OFFER_NOT_OPEN"
    assert told["message"] == "Somebody has declined: this split is over, and nobody is bound by it."
    assert "Not like this" not in str(cast.stranger.get(INVITE, token=first))


def test_a_counter_leaves_it_open_and_is_for_the_author_alone(cast: Cast) -> None:
    split = send_split(cast.agent)
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
    split = send_split(cast.agent)
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


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"projectName": " "}, "terms.split.projectName"),
    ({"projectName": "x" * 201}, "terms.split.projectName"),
    ({"description": "x" * 5001}, "terms.split.description"),
    ({"participants": [part(f"P{n}", 1, 1) for n in range(51)]}, "terms.split.participants"),
    ({"participants": [part("Ada", 100.01, 1)]}, "terms.split.participants.0.master"),
    ({"participants": [part("Ada", 1, -1)]}, "terms.split.participants.0.publishing"),
    (
        {"participants": [part("Ada", 1, 1), part("Ben", 1, 1) | {"name": " "}]},
        "terms.split.participants.1.name",
    ),
    ({"participants": [part("Ada", 1, 1, role="x" * 81)]}, "terms.split.participants.0.role"),
    ({"participants": [part("Ada", 1, 1, email="nobody")]}, "terms.split.participants.0.email"),
    (
        {"participants": [part("Ada", 1, 1), part("Ben", 1, 1, email=" ADA@band.example ")]},
        "terms.split.participants.1.email",
    ),
]


@pytest.mark.parametrize(("changes", "field"), WRONG)
def test_a_refusal_names_the_wrong_field_of_a_split(cast: Cast, changes: dict[str, Any], field: str) -> None:
    with assert_unchanged(cast.server):
        refusal = cast.agent.client.get(CREATE, input=split_input(**changes))
    assert (refusal["code"], refusal["field"]) == ("BAD_INPUT", field)


UNFIT = [
    ([], "participants"),
    ([part("Ada", 100, 100)], "participants"),
    ([part("Ada", 50, 50), part("Ben", 49.99, 50)], "master"),
    ([part("Ada", 50, 50), part("Ben", 50, 50.01)], "publishing"),
]


@pytest.mark.parametrize(("participants", "field"), UNFIT)
def test_what_is_not_whole_is_not_sent(cast: Cast, participants: list[Any], field: str) -> None:
    split = draft(cast.agent, participants)
    with assert_unchanged(cast.server):
        refusal = cast.agent.client.get(SEND, id=split.id)
    assert (refusal["code"], refusal["field"]) == ("BAD_INPUT", field)


def test_the_refusal_names_the_gap(cast: Cast) -> None:
    split = draft(cast.agent, [part("Ada", 50, 50), part("Ben", 49.99, 50)])
    refusal = cast.agent.client.get(SEND, id=split.id)
    assert refusal["message"] == "The master shares must add up to 100.00%: 0.01% are missing."


def test_a_draft_is_edited_and_what_was_sent_is_not(cast: Cast) -> None:
    split = draft(cast.agent)
    change = {"terms": {"split": {"participants": THREE[:2], "projectName": "Day Bus"}}}
    edited = cast.agent.client.get(UPDATE, id=split.id, input=change)
    assert (edited["version"], len(edited["terms"]["participants"])) == (2, 2)
    split = send_split(cast.agent)
    for wrong in (change, {"title": "Another"}, {"validUntil": "2126-01-01"}):
        with assert_unchanged(cast.server):
            assert cast.agent.client.get(UPDATE, id=split.id, input=wrong)["code"] == "OFFER_NOT_OPEN"


def test_a_split_is_neither_activated_nor_shared_by_hand(cast: Cast) -> None:
    split = draft(cast.agent)
    with assert_unchanged(cast.server):
        assert (
            cast.agent.client.get(step_mutation("activateOffer"), id=split.id)["code"] == "STEP_NOT_ALLOWED"
        )
        assert cast.agent.client.get(SHARE, id=split.id, input={})["code"] == "BAD_INPUT"


def test_invitations_are_sent_once(cast: Cast) -> None:
    split = send_split(cast.agent)
    with assert_unchanged(cast.server):
        assert cast.agent.client.get(SEND, id=split.id)["code"] == "STEP_NOT_ALLOWED"


def test_only_the_author_and_admins_send_and_see_it(cast: Cast) -> None:
    split = draft(cast.agent)
    with assert_unchanged(cast.server):
        assert cast.builder.client.error_code(SEND, id=split.id) == "FORBIDDEN"
        assert cast.stranger.error_code(SEND, id=split.id) == "UNAUTHENTICATED"
    assert cast.admin.client.get(SEND, id=split.id)["status"] == "ACTIVE"


UNSIGNED: list[tuple[str, dict[str, Any] | None, str]] = [
    ("ACCEPTED", None, "split.signature"),
    ("ACCEPTED", {"signature": "   "}, "split.signature"),
    ("ACCEPTED", {"signature": "x"}, "split.signature"),
    ("ACCEPTED", {"signature": "x" * 121}, "split.signature"),
    ("ACCEPTED", {"signature": "Ada", "drawn": "data:image/png;base64,AAAA"}, "split.drawn"),
    ("ACCEPTED", {"signature": "Ada", "master": 60, "publishing": 60}, "split.master"),
    ("COUNTERED", None, "split.master"),
    ("COUNTERED", {"master": 60}, "split.publishing"),
    ("COUNTERED", {"master": 60, "publishing": 100.01}, "split.publishing"),
    ("DECLINED", {"master": 60, "publishing": 10}, "split.master"),
]


@pytest.mark.parametrize(("decision", "details", "field"), UNSIGNED)
def test_an_answer_that_is_not_whole_is_refused(
    cast: Cast, decision: str, details: dict[str, Any] | None, field: str
) -> None:
    token = send_split(cast.agent).tokens[0]
    with nothing_changes_but_the_log(cast):
        refusal = cast.stranger.get(ANSWER, token=token, decision=decision, version=1, split=details)
    assert (refusal["code"], refusal["field"]) == ("BAD_INPUT", field)


def test_the_same_answer_again_gives_the_receipt_and_another_is_refused(cast: Cast) -> None:
    token = send_split(cast.agent).tokens[0]
    counter(cast.stranger, token, 60, 40)
    with nothing_changes_but_the_log(cast):
        assert counter(cast.stranger, token, 60, 40)["state"] == "ANSWERED"
        assert counter(cast.stranger, token, 61, 40)["code"] == "ALREADY_ANSWERED"
        assert accept(cast.stranger, token)["code"] == "ALREADY_ANSWERED"


def test_another_signature_is_another_answer_and_the_first_stands(cast: Cast) -> None:
    split = send_split(cast.agent)
    accept(cast.stranger, split.tokens[0])
    assert accept(cast.stranger, split.tokens[0], signature=" Signed by me ")["state"] == "ANSWERED"
    with nothing_changes_but_the_log(cast):
        again = accept(cast.stranger, split.tokens[0], signature="Somebody else")
    assert again["code"] == "ALREADY_ANSWERED"
    assert split.people[0]["signature"]["text"] == "Signed by me"


def test_a_quote_is_not_countered_and_its_link_is_no_invitation(cast: Cast) -> None:
    link = share(cast.agent, quote(cast.agent))
    with nothing_changes_but_the_log(cast):
        refusal = answer(cast.stranger, link, "COUNTERED")
        assert (refusal["code"], refusal["field"]) == ("DECISION_NOT_ALLOWED", "decision")
        assert accept(cast.stranger, link.token)["field"] == "split"
        assert cast.stranger.get(INVITE, token=link.token)["code"] == "LINK_UNKNOWN"
    assert cast.stranger.get(INVITE, token="nothing")["code"] == "LINK_UNKNOWN"


WRONG_REVISIONS: list[tuple[list[tuple[float, float]], dict[str, Any], str]] = [
    ([(50, 33.33), (25, 33.33), (24.99, 33.34)], {}, "BAD_INPUT"),
    ([(50, 33.33), (25, 33.33), (25, 33.35)], {}, "BAD_INPUT"),
    ([(150, 33.33), (-25, 33.33), (-25, 33.34)], {}, "BAD_INPUT"),
    ([(50, 33.33)], {"note": "x" * 2001}, "BAD_INPUT"),
    ([(50, 33.33)], {"until": "2020-01-01T00:00:00Z"}, "BAD_INPUT"),
    ([(50, 33.33)], {"version": 2}, "OFFER_CHANGED"),
]


@pytest.mark.parametrize(("shares", "more", "code"), WRONG_REVISIONS)
def test_a_revision_that_is_not_whole_is_refused(
    cast: Cast, shares: list[tuple[float, float]], more: dict[str, Any], code: str
) -> None:
    split = send_split(cast.agent)
    with assert_unchanged(cast.server):
        assert split.revise(*shares, **more)["code"] == code


def test_a_draft_and_what_is_agreed_are_not_revised(cast: Cast) -> None:
    unsent, agreed = draft(cast.agent), send_split(cast.agent)
    for token in agreed.tokens:
        accept(cast.stranger, token)
    with assert_unchanged(cast.server):
        assert unsent.revise()["code"] == "OFFER_NOT_OPEN"
        assert agreed.revise()["code"] == "OFFER_NOT_OPEN"


def nothing_changes_but_the_log(cast: Cast) -> Any:
    """Check that nothing changes except the access log, which records refusals."""
    return assert_unchanged(cast.server, except_table="touches")
