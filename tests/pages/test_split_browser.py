"""The page of an invitation in a real browser: what a participant reads, answers, and finds again."""

import base64
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from models.offers.offer import Offer
from models.sharing.share import Share
from models.splits.drawing import clean_drawing
from tests.support.actors import Cast
from tests.support.browser.explorer import PageFaults, need_chromium
from tests.support.browser.invitation import InvitationPage, choose, lines, sign, status, stroke
from tests.support.browser.link_page import press, visit_link
from tests.support.database_dump import PAST, run_on_database
from tests.support.server import RunningServer
from tests.support.sharing import REVOKE
from tests.support.splits import Split, accept, counter, decline, part, send_split, step_mutation

need_chromium()

pytestmark = pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session")
NOISE = """pad => {
  const noise = new ImageData(pad.width, pad.height);
  for (let at = 0, last = 1; at < noise.data.length; at++) {
    last = (last * 48271) % 2147483647;
    noise.data[at] = last % 256;
  }
  pad.getContext("2d").putImageData(noise, 0, 0);
  return pad.toDataURL().length;
}"""


@pytest.fixture
def invitation(page: Page, server: RunningServer) -> InvitationPage:
    return InvitationPage(page, server)


def test_a_participant_reads_signs_and_finds_the_agreement_again(
    page: Page, invitation: InvitationPage, cast: Cast
) -> None:
    split = send_split(cast.agent, validUntil="2099-01-31T18:30:00Z", description="A <b>song</b>.")
    accept(cast.stranger, split.tokens[2])
    invitation(split)
    expect(page.get_by_role("heading", level=1)).to_have_text("Night Bus")
    expect(page.locator("#description")).to_have_text("A <b>song</b>.")
    expect(page.locator("#deadline")).to_have_text("To be agreed by 1 February 2099 at 00:00 GMT+5:30.")
    assert lines(page) == [
        "Ada (you)writer 50.00% 33.33% Waiting",
        "Benwriter 25.00% 33.33% Waiting",
        "Cleowriter 25.00% 33.34% Signed",
    ]
    expect(page.locator("#together")).to_have_text("Total100.00%100.00%")
    expect(page.locator("dl")).to_have_text("RolewriterMaster50.00%Publishing33.33%StatusWaiting")
    choose(page, "Accept and sign")
    expect(page.locator("#pledge")).to_contain_text("agree to version 1 of “Night Bus”: 50.00% of the master")
    sign(page, "Ada L.", with_drawing=True)
    expect(page.locator("#decision")).to_be_focused()
    expect(page.locator("#next")).to_have_text("It is agreed when everybody has signed: 2 of 3 so far.")
    accept(cast.stranger, split.tokens[1])
    page.reload()
    expect(page.locator("#signed")).to_have_text("Signed: Ada L.")
    expect(page.get_by_role("img", name="Your drawn signature")).to_be_visible()
    expect(page.locator("#hash")).to_have_text(split.current["terms"]["agreementHash"])
    expect(page.locator("#check")).to_have_text("(checked by your browser)")
    expect(page.get_by_role("radio")).to_have_count(0)
    ada = split.people[0]
    assert ada["viewedAt"] is not None
    assert ada["signature"]["text"] == "Ada L."
    assert base64.b64decode(clean_drawing(ada["signature"]["drawn"]).split(",")[1])


def test_a_participant_asks_for_other_shares_by_keyboard(
    page: Page, invitation: InvitationPage, cast: Cast
) -> None:
    split = send_split(cast.agent)
    invitation(split, 1)
    page.get_by_role("radio").first.focus()
    for keys in ("ArrowDown", " ", "Tab", "Enter"):
        page.keyboard.press(keys)
    assert "already" in page.get_by_label("Master").evaluate("field => field.validationMessage")
    page.keyboard.type("40.25")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("I wrote <i>both</i> verses.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#decision")).to_be_focused()
    expect(page.locator("#decision")).to_have_text("You asked for other shares")
    expect(page.locator("#wished")).to_contain_text("40.25%")
    expect(page.locator("#said")).to_have_text("I wrote <i>both</i> verses.")
    assert split.people[1]["counter"] == {
        "master": 40.25,
        "publishing": 33.33,
        "notes": "I wrote <i>both</i> verses.",
    }


def test_declining_asks_for_confirmation_and_ends_the_split_for_all(
    page: Page, invitation: InvitationPage, cast: Cast
) -> None:
    split = send_split(cast.agent)
    invitation(split)
    choose(page, "Decline")
    page.get_by_label("Reason").fill("Not my song.")
    press(page, "Decline…")
    expect(page.get_by_role("button", name="Go back")).to_be_focused()
    press(page, "Go back")
    assert split.statuses == ["INVITED"] * 3
    press(page, "Decline…")
    press(page, "Yes, decline")
    expect(page.locator("#decision")).to_have_text("You declined this split")
    assert (split.current["status"], split.people[0]["reason"]) == ("DECLINED", "Not my song.")
    invitation(split, 1)
    expect(status(page)).to_contain_text("Somebody has declined")
    expect(page.get_by_role("radio")).to_have_count(0)
    expect(page.locator("td.status")).to_have_text(["Declined", "No answer", "No answer"])
    expect(page.get_by_text("Not my song.")).to_have_count(0)


def test_an_answer_to_old_shares_shows_the_new_ones_and_asks_again(
    page: Page, invitation: InvitationPage, cast: Cast
) -> None:
    split = send_split(cast.agent)
    older = invitation.answer_to(split)
    split.revise((40, 33.33), (35, 33.33))
    page.route("**/graphql", lambda route: route.fulfill(json=older), times=1)
    invitation(split)
    choose(page, "Accept and sign")
    sign(page, "Ada L.")
    expect(status(page)).to_contain_text("has changed since you opened it")
    expect(page.locator("td.changed")).to_have_text(["40.00%was 50.00%", "35.00%was 25.00%"])
    expect(page.get_by_label("Your signature")).to_have_value("Ada L.")
    assert split.statuses == ["INVITED"] * 3
    expect(page.locator("#pledge")).to_contain_text("agree to version 2 of “Night Bus”: 40.00% of the master")
    press(page, "Accept and sign")
    expect(page.locator("#answered")).to_contain_text("Your answer to version 2 was received on")
    assert split.people[0]["signature"]["agreementHash"] == split.current["terms"]["agreementHash"]


def test_what_was_answered_meanwhile_stands(page: Page, invitation: InvitationPage, cast: Cast) -> None:
    split = send_split(cast.agent)
    invitation(split)
    counter(cast.stranger, split.tokens[0], 60, 40)
    choose(page, "Accept and sign")
    sign(page, "Ada L.")
    expect(status(page)).to_contain_text("the first answer counts")
    expect(page.locator("#decision")).to_have_text("You asked for other shares")
    assert split.statuses[0] == "COUNTERED"


def take_step(split: Split, cast: Cast, step: str) -> None:
    cast.agent.client.get(step_mutation(step), id=split.id)


def revoke(split: Split, cast: Cast) -> None:
    cast.agent.client.get(REVOKE, id=split.people[0]["share"]["id"])


ENDS: list[tuple[str, Callable[[Split, Cast], Any]]] = [
    ("is paused", lambda split, cast: take_step(split, cast, "pauseOffer")),
    ("withdrawn by its author", lambda split, cast: take_step(split, cast, "closeOffer")),
    ("Somebody has declined", lambda split, cast: decline(cast.stranger, split.tokens[1])),
    ("replaced by a newer one", lambda split, _: split.revise((40, 33.33), (35, 33.33))),
    ("withdrawn by its sender", revoke),
]


@pytest.mark.parametrize(("why", "end"), ENDS, ids=[why for why, _ in ENDS])
def test_a_split_that_ends_while_it_is_read_says_so_and_hides_the_choice(
    page: Page, invitation: InvitationPage, cast: Cast, why: str, end: Callable[[Split, Cast], Any]
) -> None:
    split = send_split(cast.agent)
    invitation(split)
    choose(page, "Accept and sign")
    end(split, cast)
    sign(page, "Ada L.")
    expect(status(page)).to_contain_text(why)
    expect(status(page)).to_be_focused()
    expect(page.get_by_role("radio")).to_have_count(0)


def test_an_invalid_link_and_an_expired_link_say_so(
    page: Page, invitation: InvitationPage, cast: Cast
) -> None:
    late, ending = send_split(cast.agent), send_split(cast.agent)
    share_id = ending.people[0]["share"]["id"]
    run_on_database(cast.server, lambda: Share.filter(id=share_id).update(expires_at=PAST))
    run_on_database(cast.server, lambda: Offer.filter(id=late.id).update(valid_until=PAST))
    invitation.go("A" * 43)
    expect(status(page)).to_contain_text("is not valid")
    expect(page.get_by_role("button")).to_have_count(0)
    invitation.go(ending.tokens[0])
    expect(status(page)).to_contain_text("This link has expired")
    invitation.go(late.tokens[0])
    expect(status(page)).to_contain_text("The deadline has passed")
    expect(page.locator("td.status").first).to_have_text("No answer in time")


def test_an_invitation_that_was_withdrawn_is_not_called_late(
    page: Page, invitation: InvitationPage, cast: Cast
) -> None:
    split = send_split(cast.agent)
    revoke(split, cast)
    invitation(split, 1)
    expect(page.locator("td.status")).to_have_text(["Invitation withdrawn", "Waiting", "Waiting"])


def test_two_participants_of_one_name_are_distinguished(
    page: Page, invitation: InvitationPage, cast: Cast
) -> None:
    first, second = (part("Ana", 50, 50, email=f"ana@{place}.example", role="") for place in "ab")
    split = send_split(cast.agent, [first, second])
    invitation(split, 1)
    assert lines(page) == ["Ana (no. 1) 50.00% 50.00% Waiting", "Ana (no. 2) (you) 50.00% 50.00% Waiting"]
    choose(page, "Accept and sign")
    expect(page.locator("#pledge")).to_contain_text("I, Ana (no. 2), agree to version 1 of “Night Bus”")
    sign(page, "Ana")
    accept(cast.stranger, split.tokens[0])
    page.reload()
    expect(page.locator("#signers li").first).to_contain_text("Ana (no. 1), ")
    expect(page.locator("#signers li").last).to_contain_text("Ana (no. 2), ")
    expect(page.locator("#sheet")).to_contain_text('"name":"Ana","place":2')


def test_an_invitation_opened_as_an_offer_leads_to_its_own_page(
    page: Page, server: RunningServer, cast: Cast
) -> None:
    visit_link(page, server, send_split(cast.agent).tokens[0])
    expect(page.get_by_role("heading", name="Who gets what")).to_be_visible()


def test_a_drawing_that_is_too_much_is_made_smaller(
    page: Page, invitation: InvitationPage, cast: Cast
) -> None:
    split = send_split(cast.agent)
    invitation(split)
    choose(page, "Accept and sign")
    page.get_by_text("Draw your signature too").click()
    stroke(page)
    assert page.locator("#pad").evaluate(NOISE) > 65_536
    page.get_by_label("Your signature").fill("Ada L.")
    press(page, "Accept and sign")
    expect(page.locator("#decision")).to_have_text("You have signed this split")
    assert 10_000 < len(split.people[0]["signature"]["drawn"]) <= 65_536


def test_nothing_is_lost_or_sent_twice_when_the_answer_does_not_get_through(
    page: Page, invitation: InvitationPage, cast: Cast, faults: PageFaults
) -> None:
    split = send_split(cast.agent)
    invitation(split)
    tried: list[str] = []

    def fail(route: Route) -> None:
        tried.append(route.request.post_data or "")
        extensions = {"code": "RATE_LIMITED", "retryAfter": 1}
        answer = {"errors": [{"message": "Too many.", "extensions": extensions}]}
        route.abort() if len(tried) == 1 else route.fulfill(status=429, json=answer)

    page.route("**/graphql", fail)
    choose(page, "Accept and sign")
    page.get_by_label("Your signature").fill("Ada L.")
    page.locator("#accepting").evaluate("form => { form.requestSubmit(); form.requestSubmit(); }")
    expect(status(page)).to_contain_text("could not be reached")
    assert len(tried) == 1
    press(page, "Try again")
    expect(status(page)).to_have_text("Too many requests. You can try again in 1 second.")
    page.unroute("**/graphql")
    expect(page.get_by_label("Your signature")).to_have_value("Ada L.")
    press(page, "Try again")
    expect(page.locator("#decision")).to_have_text("You have signed this split")
    assert [bool(re.search("ERR_FAILED|429", fault)) for fault in faults.pop_all()] == [True, True]


def test_a_phone_never_scrolls_sideways_and_every_field_has_a_name(
    page: Page, invitation: InvitationPage, cast: Cast
) -> None:
    people = [
        part("W" * 110, 99.99, 99.99, role="R" * 80, email="w@band.example"),
        part("V " * 40, 0.01, 0.01, email="v@band.example"),
    ]
    invitation(send_split(cast.agent, people, projectName="P" * 200))
    for choice in ("Accept and sign", "Ask for other shares", "Decline"):
        choose(page, choice)
        assert page.evaluate("[document.documentElement.scrollWidth, innerWidth]") == [360, 360]
    nameless = (
        "[...document.querySelectorAll('input, textarea')].filter((field) => !field.labels.length).length"
    )
    assert page.evaluate(nameless) == 0
    assert len(page.get_by_role("columnheader").all()) == 4
