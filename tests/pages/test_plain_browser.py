"""A browser that runs no scripts reads what the page with scripts shows, of each kind and in each state."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.actors import Cast
from tests.support.browser.explorer import PATIENCE, PageFaults, need_chromium
from tests.support.browser.link_page import press, read_as_author, slot_link
from tests.support.browser.link_states import CASES, LinkFactory
from tests.support.server import RunningServer
from tests.support.sharing import answer, quote, share
from tests.support.splits import send_split

need_chromium()

pytestmark = pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session")
# The parts that both pages have; the forms differ, and so does what the script computes.
PARTS = ("#nothing", "#notice", "article", "#receipt", "#signers")


@dataclass
class Twins:
    """The two phones of one reader, in UTC; the second runs no scripts."""

    scripted: Page
    plain: Page
    origin: str

    def open(self, path: str) -> None:
        self.scripted.goto(self.origin + path)
        self.scripted.locator('#page[aria-busy="false"]').wait_for()
        self.plain.goto(self.origin + path)
        # Which the page asks for by itself.
        self.plain.wait_for_url("**?plain")


@pytest.fixture(scope="module")
def telephones(browser: Browser, server: RunningServer, faults: PageFaults) -> Twins:
    def telephone(scripts: bool) -> Page:
        page = browser.new_page(
            viewport={"width": 360, "height": 740},
            locale="en-GB",
            timezone_id="UTC",
            java_script_enabled=scripts,
        )
        page.set_default_timeout(PATIENCE)
        faults.watch(page, origin)
        return page

    origin = f"http://{server.address}"
    return Twins(telephone(True), telephone(False), origin)


@pytest.fixture
def twins(telephones: Twins, faults: PageFaults) -> Iterator[Twins]:
    yield telephones
    # For an unknown link, 404 is the expected answer.
    assert [fault for fault in faults.pop_all() if "404" not in fault and "410" not in fault] == []


def visible_words(page: Page) -> dict[str, str]:
    """Return the visible words of each part, without the whitespace of the layout."""
    parts = {name: page.locator(name) for name in PARTS}
    texts = {name: part.inner_text() for name, part in parts.items() if part.count() and part.is_visible()}
    return {name: " ".join(text.split()) for name, text in texts.items() if text}


@pytest.mark.parametrize(("path", "made"), CASES, ids=[made.__name__ for _, made in CASES])
def test_a_reader_without_scripts_reads_the_same_words(
    twins: Twins, cast: Cast, server: RunningServer, path: str, made: LinkFactory
) -> None:
    twins.open(path + made(cast, server))
    assert visible_words(twins.plain) == visible_words(twins.scripted)
    assert visible_words(twins.plain)
    assert twins.plain.title() == twins.scripted.title()


def test_a_slot_is_read_without_scripts_and_its_deposit_paid(twins: Twins, cast: Cast) -> None:
    link = slot_link(cast, deposit=50_00, depositUrl="https://pay.example/{appointment}")
    answer(cast.stranger, link)
    twins.open(f"/offer/{link.token}")
    seen = [visible_words(page)["#receipt"] for page in (twins.plain, twins.scripted)]
    assert seen[0] == seen[1]
    hrefs = [page.locator("#next a").get_attribute("href") for page in (twins.plain, twins.scripted)]
    assert hrefs[0] == hrefs[1]


def test_an_invitation_that_was_opened_as_an_offer_is_found(twins: Twins, cast: Cast) -> None:
    token = send_split(cast.agent).tokens[0]
    twins.plain.goto(f"{twins.origin}/offer/{token}")
    twins.plain.wait_for_url(f"**/splits/invite/{token}?plain")
    assert "Ada (you)" in twins.plain.locator("tr.you").inner_text()


def test_a_phone_never_scrolls_sideways(twins: Twins, cast: Cast) -> None:
    line = {"description": "W" * 400, "quantity": 999_999.125, "unitPrice": 99_999_99, "taxRate": 18}
    twins.open(f"/offer/{share(cast.builder, quote(cast.builder, title='T' * 100, lines=[line])).token}")
    wide = twins.plain.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide == [360, 360]


def test_the_dashboard_says_what_it_needs(twins: Twins) -> None:
    twins.plain.goto(f"{twins.origin}/dashboard")
    said = twins.plain.locator("noscript")
    assert "needs JavaScript: turn it on" in said.inner_text()
    assert said.is_visible()


def test_a_customer_answers_without_scripts_and_finds_the_receipt_again(twins: Twins, cast: Cast) -> None:
    link = share(cast.builder, quote(cast.builder))
    twins.plain.goto(f"{twins.origin}/offer/{link.token}")
    twins.plain.wait_for_url("**?plain")
    twins.plain.get_by_label("Comment").fill("Please <b>go</b> ahead.")
    press(twins.plain, "Accept")
    expect(twins.plain.locator("#decision")).to_have_text("You accepted this offer")
    twins.open(f"/offer/{link.token}")
    assert visible_words(twins.plain) == visible_words(twins.scripted)
    assert read_as_author(cast, link)["status"] == "ACCEPTED"
