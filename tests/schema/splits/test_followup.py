"""The author of a split over the API: counters answered, invitations sent again, history, agreement."""

import hashlib
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from models.clock import now
from models.offers.offer import Offer
from models.sharing.share import Share
from models.splits.participant import SplitParticipant
from tests.support.actors import Cast, Users
from tests.support.database_dump import assert_unchanged, run_on_database
from tests.support.sharing import RESPONSES, REVOKE, ROTATE, TOLD
from tests.support.splits import (
    AGREEMENT,
    COUNTERS,
    HISTORY,
    INVITE,
    PROPOSAL,
    REMIND,
    REOPEN,
    RESEND,
    REVISE,
    SEND,
    TABLE,
    UPDATE,
    Split,
    accept,
    counter,
    decline,
    draft,
    part,
    send_split,
)

FOUR = [part("Ada", 40, 40), part("Ben", 30, 30), part("Cleo", 20, 20), part("Dee", 10, 10)]


@pytest.fixture(scope="module")
def cast(users: Users) -> Cast:
    return Cast(users)


def ids(split: Split) -> list[str]:
    return [person["id"] for person in split.people]


def expect_rows(proposal: Any) -> list[dict[str, Any]]:
    return [{"participantId": row["participantId"], **row["after"]} for row in proposal["rows"]]


def test_a_proposal_balances_the_rest_and_changes_nothing(cast: Cast) -> None:
    split = send_split(cast.agent, FOUR)
    counter(cast.stranger, split.tokens[3], 20, 10)
    with assert_unchanged(cast.server):
        found = cast.agent.client.get(PROPOSAL, id=split.id, who=[ids(split)[3]])
    assert [row["after"]["master"] for row in found["rows"]] == [35.55, 26.67, 17.78, 20]
    assert [row["after"]["publishing"] for row in found["rows"]] == [40, 30, 20, 10]
    assert found["gap"] == {"master": 0, "publishing": 0}


def test_a_proposal_is_for_the_author_and_about_counters(cast: Cast) -> None:
    split = send_split(cast.agent)
    assert cast.builder.client.error_code(PROPOSAL, id=split.id, who=[]) == "FORBIDDEN"
    assert cast.agent.client.error_code(PROPOSAL, id=split.id, who=[ids(split)[0]]) == "STEP_NOT_ALLOWED"
    assert cast.agent.client.error_code(PROPOSAL, id=split.id, who=[str(uuid4())]) == "BAD_INPUT"


def test_counters_are_taken_over_together_as_the_proposal_showed(cast: Cast) -> None:
    split = send_split(cast.agent, FOUR)
    old, who = split.tokens, ids(split)
    counter(cast.stranger, old[2], 25, 20)
    counter(cast.stranger, old[3], 15, 10)
    found = cast.agent.client.get(PROPOSAL, id=split.id, who=who[2:])
    answers = [{"participantId": each, "answer": "TAKE"} for each in who[2:]]
    with assert_unchanged(cast.server):
        silent = cast.agent.client.get(COUNTERS, id=split.id, version=1, answers=answers)
        assert (silent["code"], silent["field"]) == ("BAD_INPUT", "expected")
        other = [row | {"master": 25} for row in expect_rows(found)]
        refusal = cast.agent.client.get(COUNTERS, id=split.id, version=1, answers=answers, expected=other)
        assert (refusal["code"], refusal["field"]) == ("OFFER_CHANGED", "expected")
    taken = cast.agent.client.get(
        COUNTERS, id=split.id, version=1, answers=answers, expected=expect_rows(found)
    )
    assert (taken["version"], taken["terms"]["round"]) == (2, 2)
    assert split.numbers == [(34.29, 40), (25.71, 30), (25, 20), (15, 10)]
    assert split.statuses == ["INVITED"] * 4
    assert set(old).isdisjoint(split.tokens)


def test_what_asks_for_more_than_the_whole_is_not_taken_over(cast: Cast) -> None:
    split = send_split(cast.agent)
    for token in split.tokens[:2]:
        counter(cast.stranger, token, 60, 33.33)
    who = ids(split)[:2]
    found = cast.agent.client.get(PROPOSAL, id=split.id, who=who)
    assert found["gap"] == {"master": -20, "publishing": 0}
    answers = [{"participantId": each, "answer": "TAKE"} for each in who]
    with assert_unchanged(cast.server):
        refusal = cast.agent.client.get(
            COUNTERS, id=split.id, version=1, answers=answers, expected=expect_rows(found)
        )
    assert (refusal["code"], refusal["field"]) == ("BAD_INPUT", "master")


def test_reopening_several_invitations_leaves_the_other_invitations_alone(cast: Cast) -> None:
    split = send_split(cast.agent)
    old, who = split.tokens, ids(split)
    accept(cast.stranger, old[0])
    for token in old[1:]:
        counter(cast.stranger, token, 60, 33.33)
    answers = [{"participantId": each, "answer": "REOPEN"} for each in who[1:]]
    told = cast.agent.client.get(COUNTERS, id=split.id, version=1, answers=answers)
    assert (told["version"], split.statuses) == (1, ["ACCEPTED", "INVITED", "INVITED"])
    assert split.tokens[0] == old[0]
    assert cast.stranger.get(INVITE, token=old[1])["code"] == "LINK_REVOKED"
    assert [accept(cast.stranger, token)["status"] for token in split.tokens[1:]] == ["ACTIVE", "ACCEPTED"]


WRONG_ANSWERS: list[tuple[list[int], int, str]] = [
    ([], 1, "BAD_INPUT"),
    ([0, 0], 1, "BAD_INPUT"),
    ([0, 1], 1, "STEP_NOT_ALLOWED"),
    ([0], 2, "OFFER_CHANGED"),
]


@pytest.mark.parametrize(("places", "version", "code"), WRONG_ANSWERS)
def test_a_wrong_answer_to_counters_is_refused_whole(
    cast: Cast, places: list[int], version: int, code: str
) -> None:
    split = send_split(cast.agent)
    counter(cast.stranger, split.tokens[0], 60, 33.33)
    who = ids(split)
    answers = [{"participantId": who[place], "answer": "REOPEN"} for place in places]
    with assert_unchanged(cast.server):
        refusal = cast.agent.client.get(COUNTERS, id=split.id, version=version, answers=answers)
    assert refusal["code"] == code


def test_only_a_counter_is_opened_again(cast: Cast) -> None:
    split = send_split(cast.agent)
    first, second, _ = split.tokens
    accept(cast.stranger, first)
    counter(cast.stranger, second, 60, 33.33)
    who = ids(split)
    with assert_unchanged(cast.server):
        assert cast.agent.client.get(REOPEN, id=who[0])["code"] == "STEP_NOT_ALLOWED"
        assert cast.agent.client.get(REOPEN, id=who[2])["code"] == "STEP_NOT_ALLOWED"
        assert cast.agent.client.error_code(REOPEN, id=str(uuid4())) == "NOT_FOUND"
        assert cast.builder.client.error_code(REOPEN, id=who[1]) == "FORBIDDEN"
    assert cast.agent.client.get(REOPEN, id=who[1])["version"] == 1
    assert split.statuses == ["ACCEPTED", "INVITED", "INVITED"]
    assert split.people[1]["counter"] is None


def test_an_open_invitation_is_resent_and_an_expired_one_gets_a_new_link(cast: Cast) -> None:
    split = send_split(cast.agent)
    old, who = split.tokens, ids(split)
    cast.agent.client.get(RESEND, id=who[0])
    assert split.tokens == old
    _expire(cast, split.people[1]["share"]["id"])
    assert split.statuses == ["INVITED", "EXPIRED", "INVITED"]
    cast.agent.client.get(RESEND, id=who[1])
    assert split.statuses == ["INVITED"] * 3
    assert [new == before for new, before in zip(split.tokens, old, strict=True)] == [True, False, True]
    accept(cast.stranger, old[0])
    with assert_unchanged(cast.server):
        assert cast.agent.client.get(RESEND, id=who[0])["code"] == "ALREADY_ANSWERED"


def test_whose_invitation_was_withdrawn_reads_so_to_everybody_until_it_is_sent_again(cast: Cast) -> None:
    split = send_split(cast.agent)
    cast.agent.client.get(REVOKE, id=split.people[1]["share"]["id"])
    seen = cast.stranger.get(INVITE, token=split.tokens[0])["participants"]
    withdrawn = ["INVITED", "REVOKED", "INVITED"]
    assert split.statuses == [each["status"] for each in seen] == withdrawn
    cast.agent.client.get(RESEND, id=ids(split)[1])
    assert split.statuses == ["INVITED"] * 3


def test_a_split_that_has_not_begun_is_not_sent_because_nobody_could_answer(cast: Cast) -> None:
    split = draft(cast.agent)
    cast.agent.client.get(UPDATE, id=split.id, input={"validFrom": "2126-01-01T00:00:00Z"})
    with assert_unchanged(cast.server):
        refusal = cast.agent.client.get(SEND, id=split.id)
    assert (refusal["code"], refusal["field"]) == ("BAD_INPUT", "validFrom")
    cast.agent.client.get(UPDATE, id=split.id, input={"validFrom": None})
    assert cast.agent.client.get(SEND, id=split.id)["status"] == "ACTIVE"


def test_waiting_participants_are_reminded_at_most_once_an_hour(cast: Cast) -> None:
    split = send_split(cast.agent, FOUR)
    who = ids(split)
    accept(cast.stranger, split.tokens[0])
    _expire(cast, split.people[1]["share"]["id"])
    first = cast.agent.client.get(REMIND, id=split.id, who=[who[2]], key=f"remind-{split.id}")
    again = cast.agent.client.get(REMIND, id=split.id, who=[who[2]], key=f"remind-{split.id}")
    assert first == again == {"reminders": [{"participantId": who[2], "sent": True, "reason": ""}]}
    told = {
        each["participantId"]: each["reason"] or each["sent"]
        for each in cast.agent.client.get(REMIND, id=split.id)["reminders"]
    }
    assert told == {
        who[0]: "This participant has already answered.",
        who[1]: "This invitation has ended; send it again.",
        who[2]: "A participant cannot be reminded twice within an hour.",
        who[3]: True,
    }
    with assert_unchanged(cast.server):
        assert not any(each["sent"] for each in cast.agent.client.get(REMIND, id=split.id)["reminders"])
        assert cast.agent.client.get(REMIND, id=split.id, who=[str(uuid4())])["code"] == "BAD_INPUT"
        assert cast.builder.client.error_code(REMIND, id=split.id) == "FORBIDDEN"


def test_after_an_hour_they_may_be_reminded_again(cast: Cast) -> None:
    split = send_split(cast.agent)
    cast.agent.client.get(REMIND, id=split.id)
    long_ago = now() - timedelta(hours=1)
    run_on_database(
        cast.server,
        lambda: SplitParticipant.filter(offer_id=UUID(split.id)).update(reminded_at=long_ago),
    )
    assert all(each["sent"] for each in cast.agent.client.get(REMIND, id=split.id)["reminders"])


def test_what_is_over_or_a_draft_is_neither_sent_again_nor_reminded(cast: Cast) -> None:
    over, unsent = send_split(cast.agent), draft(cast.agent)
    decline(cast.stranger, over.tokens[0])
    with assert_unchanged(cast.server):
        assert cast.agent.client.get(RESEND, id=ids(over)[1])["code"] == "OFFER_NOT_OPEN"
        assert cast.agent.client.get(REMIND, id=over.id)["code"] == "OFFER_NOT_OPEN"
        assert cast.agent.client.get(REMIND, id=unsent.id)["code"] == "OFFER_NOT_OPEN"
        assert cast.agent.client.error_code(RESEND, id=ids(unsent)[0]) == "NOT_FOUND"


def test_the_history_says_what_each_version_changed(cast: Cast) -> None:
    split = send_split(cast.agent)
    split.revise((45, 33.33), (30, 33.33), note="More for Ben", until="2126-01-01T00:00:00Z")
    first, second = cast.agent.client.get(HISTORY, id=split.id)
    assert (first["version"], first["round"], first["note"], first["changes"]) == (1, 1, "", [])
    assert [row["master"] for row in first["rows"]] == ["50.00", "25.00", "25.00"]
    assert (second["version"], second["round"], second["note"]) == (2, 2, "More for Ben")
    assert [(each["name"], each["field"], each["before"], each["after"]) for each in second["changes"]] == [
        (None, "deadline", None, "2126-01-01T00:00:00+00:00"),
        ("Ada", "master", "50.00", "45.00"),
        ("Ben", "master", "25.00", "30.00"),
    ]
    assert cast.builder.client.error_code(HISTORY, id=split.id) == "FORBIDDEN"


def test_the_history_keeps_the_counters_of_earlier_rounds_with_their_notes(cast: Cast) -> None:
    split = send_split(cast.agent)
    ada, ben, _ = ids(split)
    counter(cast.stranger, split.tokens[1], 30, 40, comment="For the chorus.")
    cast.agent.client.get(REOPEN, id=ben)
    counter(cast.stranger, split.tokens[1], 28, 40)
    split.revise((45, 33.33), (30, 33.33))
    counter(cast.stranger, split.tokens[0], 50, 33.33, version=2, comment="No.")
    split.revise()
    rounds = cast.agent.client.get(HISTORY, id=split.id)
    told = [[(each["participantId"], each["counter"]) for each in one["counters"]] for one in rounds]
    assert told == [
        [
            (ben, {"master": 30, "publishing": 40, "notes": "For the chorus."}),
            (ben, {"master": 28, "publishing": 40, "notes": ""}),
        ],
        [(ada, {"master": 50, "publishing": 33.33, "notes": "No."})],
        [],
    ]


def test_a_late_subscriber_still_receives_the_counters_of_earlier_rounds(cast: Cast) -> None:
    split = send_split(cast.agent)
    with cast.agent.client.subscribe(RESPONSES, offer=split.id) as answers:
        accept(cast.stranger, split.tokens[0])
        signed = answers.next()
    counter(cast.stranger, split.tokens[1], 30, 40, comment="For the chorus.")
    split.revise((45, 33.33), (30, 33.33))
    with cast.agent.client.subscribe(RESPONSES, offer=split.id, after=signed["cursor"]) as answers:
        heard = answers.next()
    asked = {"master": 30, "publishing": 40, "notes": "For the chorus."}
    assert (signed["counter"], heard["version"], heard["counter"]) == (None, 1, asked)


def test_the_agreement_holds_the_sheet_and_every_signature_under_its_hash(cast: Cast) -> None:
    split = send_split(cast.agent)
    tokens = split.tokens
    accept(cast.stranger, tokens[0], signature="Ada L.")
    unfinished = cast.agent.client.get(AGREEMENT, id=split.id)
    assert (unfinished["complete"], len(unfinished["signatures"])) == (False, 1)
    for token in tokens[1:]:
        accept(cast.stranger, token)
    found = cast.agent.client.get(AGREEMENT, id=split.id)
    assert found["complete"]
    assert hashlib.sha256(found["content"].encode()).hexdigest() == found["hash"]
    assert {each["agreementHash"] for each in found["signatures"]} == {found["hash"]}
    assert [each["text"] for each in found["signatures"]] == ["Ada L.", "Signed by me", "Signed by me"]
    assert "@" not in found["content"]
    assert cast.builder.client.error_code(AGREEMENT, id=split.id) == "FORBIDDEN"


def test_a_later_deadline_revives_a_split_and_asks_everybody_again(cast: Cast) -> None:
    split = send_split(cast.agent, validUntil="2126-01-01")
    a_minute_ago = now() - timedelta(minutes=1)
    run_on_database(cast.server, lambda: Offer.filter(id=UUID(split.id)).update(valid_until=a_minute_ago))
    assert (split.current["status"], split.statuses) == ("EXPIRED", ["EXPIRED"] * 3)
    with assert_unchanged(cast.server):
        assert split.revise((50, 33.33))["code"] == "OFFER_NOT_OPEN"
    revived = split.revise(until="2127-01-01T00:00:00Z")
    assert (revived["status"], split.statuses) == ("ACTIVE", ["INVITED"] * 3)


def test_twenty_rounds_are_the_most(cast: Cast) -> None:
    split = send_split(cast.agent)
    for version in range(1, 20):
        assert split.revise(version=version)["version"] == version + 1
    with assert_unchanged(cast.server):
        assert split.revise()["code"] == "STEP_NOT_ALLOWED"


def test_a_revision_names_participants_of_this_split_only(cast: Cast) -> None:
    split = send_split(cast.agent)
    strange = [{"participantId": str(uuid4()), "master": 0, "publishing": 0}]
    with assert_unchanged(cast.server):
        refusal = cast.agent.client.get(REVISE, id=split.id, version=1, shares=strange)
        twice = [{"participantId": ids(split)[0], "master": 50, "publishing": 33.33}] * 2
        repeated = cast.agent.client.get(REVISE, id=split.id, version=1, shares=twice)
    assert (refusal["code"], refusal["field"]) == ("BAD_INPUT", "shares.0.participantId")
    assert (repeated["code"], repeated["field"]) == ("BAD_INPUT", "shares.1.participantId")


def test_the_table_is_live(cast: Cast) -> None:
    split = send_split(cast.agent)
    with cast.agent.client.subscribe(TABLE, id=split.id) as table:
        assert table.next()["status"] == "ACTIVE"
        counter(cast.stranger, split.tokens[1], 60, 33.33)
        assert _statuses(table.next()) == ["INVITED", "COUNTERED", "INVITED"]
    with cast.builder.client.subscribe(TABLE, id=split.id) as heard:
        assert "FORBIDDEN" in str(heard.message())


def test_the_author_is_notified_of_a_counter_immediately(cast: Cast) -> None:
    split = send_split(cast.agent)
    with (
        cast.agent.client.subscribe(RESPONSES, offer=split.id) as answers,
        cast.agent.client.subscribe(TOLD) as told,
    ):
        counter(cast.stranger, split.tokens[0], 60, 33.33, comment="I wrote more")
        heard = answers.next()
        assert (heard["decision"], heard["comment"]) == ("COUNTERED", "I wrote more")
        assert told.next()["notification"]["event"] == "COUNTERED"


def _statuses(split: Any) -> list[str]:
    return [person["status"] for person in split["terms"]["participants"]]


def _expire(cast: Cast, share: str) -> None:
    an_hour_ago = now() - timedelta(hours=1)
    run_on_database(cast.server, lambda: Share.filter(id=UUID(share)).update(expires_at=an_hour_ago))


def test_a_participant_who_signed_keeps_the_link(cast: Cast) -> None:
    split = send_split(cast.agent)
    accept(cast.stranger, split.tokens[0])
    invitation = split.people[0]["share"]["id"]
    with assert_unchanged(cast.server):
        refused = [cast.agent.client.get(step, id=invitation)["code"] for step in (REVOKE, ROTATE)]
    assert refused == ["IN_USE"] * 2
    assert cast.agent.client.get(REVOKE, id=split.people[1]["share"]["id"])["state"] == "REVOKED"


def test_an_invitation_is_sent_five_times_an_hour_at_most(cast: Cast) -> None:
    split = send_split(cast.agent)
    for _ in range(4):
        assert "code" not in cast.agent.client.get(RESEND, id=ids(split)[0])
    with assert_unchanged(cast.server):
        assert cast.agent.client.get(RESEND, id=ids(split)[0])["code"] == "STEP_NOT_ALLOWED"
    assert "code" not in cast.agent.client.get(RESEND, id=ids(split)[1])


def test_new_links_end_when_the_earlier_ones_would_have(cast: Cast) -> None:
    end = (now() + timedelta(days=2)).replace(microsecond=0)
    split = draft(cast.agent)
    cast.agent.client.get(SEND, id=split.id, end=end.isoformat())
    split.revise()
    ends = {cast.stranger.get(INVITE, token=token)["linkExpiresAt"] for token in split.tokens}
    assert {datetime.fromisoformat(each) for each in ends} == {end}


@pytest.mark.parametrize("signature", ["\u200b\u200b", "\u2800\u2800", "A", "Ada\nLovelace", "a\u202ed"])
def test_what_nobody_could_read_signs_nothing(cast: Cast, signature: str) -> None:
    token = send_split(cast.agent).tokens[0]
    told = accept(cast.stranger, token, signature=signature)
    assert (told["code"], told["field"]) == ("BAD_INPUT", "split.signature")
