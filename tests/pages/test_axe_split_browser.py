"""The page of an invitation, as axe reads it: reading, each way to answer, and what was answered."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.actors import Cast
from tests.support.browser.axe import find_faults
from tests.support.browser.explorer import need_chromium
from tests.support.browser.invitation import InvitationPage, choose, draw, sign
from tests.support.browser.link_page import press
from tests.support.server import RunningServer
from tests.support.splits import accept, counter, send_split

need_chromium()

pytestmark = pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session")


@pytest.fixture
def invitation(page: Page, server: RunningServer) -> InvitationPage:
    return InvitationPage(page, server)


def test_reading_and_each_way_to_answer_have_no_fault(
    page: Page, invitation: InvitationPage, cast: Cast
) -> None:
    split = send_split(cast.agent, description="A song.", validUntil="2099-01-31T18:30:00Z")
    invitation(split)
    assert find_faults(page) == []
    choose(page, "Ask for other shares")
    assert find_faults(page, "#answer") == []
    choose(page, "Decline")
    assert find_faults(page, "#answer") == []
    press(page, "Decline…")
    assert find_faults(page) == []
    press(page, "Go back")
    choose(page, "Accept and sign")
    draw(page)
    assert find_faults(page, "#answer") == []


def test_a_signature_and_what_was_agreed_have_no_fault(
    page: Page, invitation: InvitationPage, cast: Cast
) -> None:
    split = send_split(cast.agent)
    invitation(split)
    choose(page, "Accept and sign")
    sign(page, "Ada L.", with_drawing=True)
    expect(page.locator("#decision")).to_be_visible()
    assert find_faults(page) == []
    for token in split.tokens[1:]:
        accept(cast.stranger, token)
    page.reload()
    expect(page.locator("#check")).to_have_text("(checked by your browser)")
    page.get_by_text("word for word").click()
    assert find_faults(page) == []


def test_a_new_round_with_its_marks_has_no_fault(page: Page, invitation: InvitationPage, cast: Cast) -> None:
    split = send_split(cast.agent)
    invitation(split)
    choose(page, "Ask for other shares")
    page.get_by_label("Master").fill("60")
    page.get_by_label("Publishing").fill("40")
    counter(cast.stranger, split.tokens[1], 30, 20, comment="I wrote the words.")
    press(page, "Ask for these shares")
    expect(page.locator("#decision")).to_be_visible()
    assert find_faults(page) == []
    split.revise((40, 33.33), (35, 33.33), note="As Ben asked.")
    invitation(split)
    expect(page.locator("#note")).to_be_visible()
    assert find_faults(page) == []
