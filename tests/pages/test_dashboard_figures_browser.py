"""Figures on the dashboard: as a sentence, as a chart that is walked through by keyboard, as a table."""

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast, Person
from tests.pages.browsing import need_chromium
from tests.pages.dashing import enter
from tests.running import Running
from tests.sharing import answer, quote, share

need_chromium()

pytestmark = [
    pytest.mark.parametrize("everybody", ["sqlite and memory"], indirect=True, scope="session"),
    pytest.mark.usefixtures("left"),
]


def test_x(page: Page, server: Running, cast: Cast, author: Person) -> None:
    offer = quote(author)
    links = [share(author, offer) for _ in range(3)]
    answer(cast.stranger, links[0])
    enter(page, server, author, "#figures")
    expect(page.locator("#charts canvas")).to_have_count(1)
    page.locator(".chart").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("End")
    page.screenshot(path="/tmp/dashlib/a.png", full_page=True)
