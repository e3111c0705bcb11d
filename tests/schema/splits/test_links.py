"""Invitations as the links that they are: extended, replaced, withdrawn; splits as the offers they are."""

import pytest

from tests.support.actors import Cast, Users
from tests.support.database_dump import assert_unchanged
from tests.support.sharing import EXTEND, LINES, NO, REVOKE, ROTATE
from tests.support.splits import (
    INVITE,
    RESEND,
    SPLIT,
    UPDATE,
    Split,
    accept,
    counter,
    draft,
    part,
    send_split,
    step_mutation,
)

DUPLICATE = f"mutation($id: UUID!) {{ duplicateOffer(id: $id) {{ ...Split ...No }} }} {SPLIT} {NO}"
DELETE = "mutation($id: UUID!) { deleteOffer(id: $id) { ... on OfferDeleted { id } ...No } }" + NO


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


def share_of(split: Split, place: int = 0) -> str:
    return str(split.people[place]["share"]["id"])


def test_an_invitation_is_replaced_by_a_new_link_to_the_same_page(cast: Cast) -> None:
    split = send_split(cast.agent)
    old = split.tokens[0]
    assert "/splits/invite/" in cast.agent.client.get(ROTATE, id=share_of(split))["url"]
    assert cast.stranger.get(INVITE, token=old)["code"] == "LINK_REVOKED"
    assert accept(cast.stranger, split.tokens[0])["state"] == "ANSWERED"


def test_an_invitation_is_given_an_end(cast: Cast) -> None:
    split = send_split(cast.agent)
    cast.agent.client.get(EXTEND, id=share_of(split), end="2126-01-01T00:00:00Z")
    assert cast.stranger.get(INVITE, token=split.tokens[0])["linkExpiresAt"] == "2126-01-01T00:00:00Z"


def test_without_an_invitation_that_was_withdrawn_nobody_is_bound(cast: Cast) -> None:
    split = send_split(cast.agent)
    for token in split.tokens[1:]:
        accept(cast.stranger, token)
    cast.agent.client.get(REVOKE, id=share_of(split))
    assert (split.current["status"], split.statuses) == ("ACTIVE", ["REVOKED", "ACCEPTED", "ACCEPTED"])
    cast.agent.client.get(RESEND, id=split.people[0]["id"])
    assert accept(cast.stranger, split.tokens[0])["status"] == "ACCEPTED"


def test_a_signature_stands_when_its_link_is_withdrawn(cast: Cast) -> None:
    split = send_split(cast.agent)
    tokens = split.tokens
    accept(cast.stranger, tokens[0])
    cast.agent.client.get(REVOKE, id=share_of(split))
    assert split.statuses[0] == "ACCEPTED"
    assert [accept(cast.stranger, token)["status"] for token in tokens[1:]] == ["ACTIVE", "ACCEPTED"]


@pytest.mark.parametrize("step", ["closeOffer", "pauseOffer"])
def test_what_was_withdrawn_or_suspended_is_shown_and_not_answered(cast: Cast, step: str) -> None:
    split = send_split(cast.agent)
    token = split.tokens[0]
    cast.agent.client.get(step_mutation(step), id=split.id)
    assert cast.stranger.get(INVITE, token=token)["decisions"] == []
    with assert_unchanged(cast.server, except_table="touches"):
        assert accept(cast.stranger, token)["code"] == "OFFER_NOT_OPEN"
        assert counter(cast.stranger, token, 1, 1)["code"] == "OFFER_NOT_OPEN"


def test_a_copy_of_an_agreed_split_is_a_draft_before_its_first_round(cast: Cast) -> None:
    split = send_split(cast.agent)
    for token in split.tokens:
        accept(cast.stranger, token)
    copy = cast.agent.client.get(DUPLICATE, id=split.id)
    assert (copy["status"], copy["version"], copy["terms"]["round"]) == ("DRAFT", 1, 0)
    assert [each["status"] for each in copy["terms"]["participants"]] == ["PENDING"] * 3
    assert not {each["id"] for each in copy["terms"]["participants"]} & {each["id"] for each in split.people}


def test_what_was_answered_is_not_removed(cast: Cast) -> None:
    split = send_split(cast.agent)
    counter(cast.stranger, split.tokens[0], 1, 1)
    with assert_unchanged(cast.server):
        assert cast.agent.client.get(DELETE, id=split.id)["code"] == "IN_USE"


def test_the_log_names_shares_in_percent_and_nobodys_address(cast: Cast) -> None:
    split = draft(cast.agent, [part("Ada", 60, 50), part("Ben", 40, 50)])
    people = [part("Ada", 50, 50), part("Cleo", 50, 50)]
    cast.agent.client.get(UPDATE, id=split.id, input={"terms": {"split": {"participants": people}}})
    changes = {
        each["field"]: each for each in cast.agent.client.get(LINES, id=split.id)["nodes"][-1]["changes"]
    }
    assert changes["shares"]["before"] == [
        {"master": 60.0, "publishing": 50.0},
        {"master": 40.0, "publishing": 50.0},
    ]
    assert changes["participants"] == {"field": "participants", "before": None, "after": None}
