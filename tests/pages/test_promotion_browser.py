"""A promotion's link in a real browser: where, what, when, and the code to type."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.actors import Cast
from tests.support.browser.explorer import need_chromium
from tests.support.browser.link_page import visit_link, wait_for_view
from tests.support.dining import TWENTY_OFF, Dining
from tests.support.server import RunningServer
from tests.support.sharing import share

need_chromium()

pytestmark = pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session")


def test_a_promotion_says_where_what_when_and_its_code(page: Page, cast: Cast, server: RunningServer) -> None:
    dining = Dining(cast)
    offer = dining.promotion("Welcome", TWENTY_OFF, code="WELCOME", conditions={"weekdays": [1]})
    link = share(cast.builder, offer)
    wait_for_view(page, lambda link: visit_link(page, server, link.token), link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome")
    expect(page.locator("dl")).to_contain_text("Trattoria")
    expect(page.locator("dl")).to_contain_text("20% off the whole bill.")
    expect(page.locator("dl")).to_contain_text("WELCOME")
    expect(page.get_by_role("listitem")).to_have_text("On Monday.")
