"""What participants type and read in their own way: commas, right to left, another language than ours."""

from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.actors import Cast
from tests.support.browser.explorer import PageFaults, need_chromium
from tests.support.browser.invitation import InvitationPage, choose
from tests.support.browser.link_page import press
from tests.support.server import RunningServer
from tests.support.splits import send_split

need_chromium()

pytestmark = pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session")


@pytest.fixture
def invitation(page: Page, server: RunningServer) -> InvitationPage:
    return InvitationPage(page, server)


@pytest.mark.parametrize("typed", ["3,5", "3.5", " 3,50 % "])
def test_shares_are_typed_with_a_comma_or_a_point(
    page: Page, invitation: InvitationPage, cast: Cast, typed: str
) -> None:
    split = send_split(cast.agent)
    invitation(split, 1)
    choose(page, "Ask for other shares")
    page.get_by_label("Master").click()
    page.keyboard.press("Control+A")
    page.keyboard.type(typed)
    press(page, "Ask for these shares")
    expect(page.locator("#wished")).to_contain_text("3.50%")
    assert split.people[1]["counter"]["master"] == 3.5


@pytest.mark.parametrize("typed", ["100.01", "1,234.5", "33.335", "-1", "half", "."])
def test_an_invalid_share_is_reported_at_its_field_and_not_sent(
    page: Page, invitation: InvitationPage, cast: Cast, typed: str
) -> None:
    split = send_split(cast.agent)
    invitation(split, 1)
    choose(page, "Ask for other shares")
    page.get_by_label("Publishing").fill(typed)
    press(page, "Ask for these shares")
    expect(page.get_by_label("Publishing")).to_be_focused()
    said = page.get_by_label("Publishing").evaluate("field => field.validationMessage")
    assert said == "A number from 0 to 100 with at most two decimals, such as 12.5"
    page.get_by_label("Publishing").fill("30")
    press(page, "Ask for these shares")
    expect(page.locator("#wished")).to_contain_text("30.00%")


def test_right_to_left_text_is_set_so_and_times_are_in_the_pages_language(
    browser: Browser, server: RunningServer, cast: Cast, faults: PageFaults
) -> None:
    split = send_split(cast.agent, projectName="\u05e9\u05dc\u05d5\u05dd!", validUntil="2031-01-31T12:00:00Z")
    with closing(browser.new_context(locale="ar-EG", timezone_id="Asia/Kolkata")) as reader:
        page = reader.new_page()
        faults.watch(page, f"http://{server.address}")
        InvitationPage(page, server)(split)
        expect(page.locator("#title")).to_have_css("direction", "rtl")
        expect(page.locator("#edition")).to_have_css("direction", "ltr")
        expect(page.locator("#deadline")).to_contain_text("31 January 2031 at 17:30")
    assert faults.pop_all() == []
