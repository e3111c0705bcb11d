"""What a participant without JavaScript reads of an invitation."""

import httpx
import pytest

from tests.support.actors import Cast
from tests.support.browser.without_scripts import get_plain_invitation
from tests.support.splits import accept, counter, decline, part, send_split

pytestmark = pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session")


def test_an_invitation_shows_all_its_sections_and_marks_the_readers_share(
    web: httpx.Client, cast: Cast
) -> None:
    split = send_split(cast.agent, validUntil="2099-01-31T18:30:00Z", description="A <b>song</b>.")
    accept(cast.stranger, split.tokens[2])
    page = get_plain_invitation(web, split.tokens[0])
    assert page.words.startswith(
        "agent asks you to agree on who gets what of Night Bus Version 1, round 1 A <b>song</b>."
        " To be agreed by 31 January 2099 at 18:30 UTC. Who gets what Name Master Publishing Status"
        " Ada (you) writer 50.00% 33.33% Waiting Ben writer 25.00% 33.33% Waiting"
        " Cleo writer 25.00% 33.34% Signed Total 100.00% 100.00%"
        " Your share Role writer Master 50.00% Publishing 33.33% Status Waiting Your answer"
    )
    assert page.response.text.count('<tr class="you">') == 1
    assert f"fingerprint (SHA-256): {split.current['terms']['agreementHash']}" in page.words


def test_a_signer_finds_the_receipt_and_then_the_agreement_word_for_word(
    web: httpx.Client, cast: Cast
) -> None:
    split = send_split(cast.agent)
    accept(cast.stranger, split.tokens[0])
    words = get_plain_invitation(web, split.tokens[0]).words
    assert "You have signed this split" in words
    assert "Signed: Signed by me" in words
    assert words.endswith("It is agreed when everybody has signed: 1 of 3 so far.")
    for token in split.tokens[1:]:
        accept(cast.stranger, token)
    page = get_plain_invitation(web, split.tokens[0])
    assert "Everybody has signed Version 1 is agreed; its shares can no longer change." in page.words
    assert f"(SHA-256): {split.current['terms']['agreementHash']}" in page.words
    assert '{"deadline":null,' in "".join(page.texts)


def test_a_counter_and_a_no_have_their_receipts(web: httpx.Client, cast: Cast) -> None:
    split = send_split(cast.agent)
    counter(cast.stranger, split.tokens[0], 60, 33.33, comment="I wrote it.")
    words = get_plain_invitation(web, split.tokens[0]).words
    assert "You asked for other shares" in words
    assert "Master, as you asked 60.00% Publishing, as you asked 33.33% I wrote it. agent decides" in words
    decline(cast.stranger, split.tokens[1])
    assert "You declined this split" in get_plain_invitation(web, split.tokens[1]).words
    words = get_plain_invitation(web, split.tokens[2]).words
    assert words.startswith("Somebody has declined: this split is over, and nobody is bound by it.")
    assert "Cleo (you) writer 25.00% 33.34% No answer" in words


def test_a_new_round_shows_what_changed_and_why(web: httpx.Client, cast: Cast) -> None:
    split = send_split(cast.agent, [part("Ada", 50, 50), part("Ben", 50, 50)])
    accept(cast.stranger, split.tokens[0])
    split.revise((60, 50), (40, 50), note="She sang it too.")
    words = get_plain_invitation(web, split.tokens[0]).words
    assert "Your earlier answer no longer counts, because the shares have changed." in words
    assert "agent writes about this round: She sang it too." in words
    assert "Ada (you) writer 60.00% was 50.00% 50.00% Waiting" in words


def test_two_participants_of_one_name_are_distinguished(web: httpx.Client, cast: Cast) -> None:
    split = send_split(cast.agent, [part("Zoë", 50, 50), part("zoe", 50, 50, email="z@band.example")])
    words = get_plain_invitation(web, split.tokens[0]).words
    assert "Zoë (no. 1) (you)" in words
    assert "zoe (no. 2)" in words
