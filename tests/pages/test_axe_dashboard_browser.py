"""The dashboard and the explorer's own bar, as axe reads them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.support.actors import Cast, Person
from tests.support.browser.axe import find_faults
from tests.support.browser.dashboard import open_dashboard, rows, sign_in, visit
from tests.support.browser.explorer import need_chromium
from tests.support.browser.link_page import press, slot_link
from tests.support.dining import TWENTY_OFF, Dining
from tests.support.server import RunningServer
from tests.support.sharing import answer, quote, share
from tests.support.splits import accept, counter, send_split

need_chromium()

pytestmark = [
    pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session"),
    pytest.mark.usefixtures("sign_out_afterwards"),
]


def test_signing_in_has_no_fault(page: Page, server: RunningServer, author: Person) -> None:
    visit(page, server)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert find_faults(page) == []
    sign_in(page, author.email, "not this one")
    expect(page.locator("#notice")).to_contain_text("password")
    assert find_faults(page) == []


def test_lists_and_news_have_no_fault(page: Page, server: RunningServer, cast: Cast, author: Person) -> None:
    links = [share(author, quote(author), recipientName="Asha") for _ in range(3)]
    answer(cast.stranger, links[0], "DECLINED")
    quote(author)
    open_dashboard(page, server, author)
    expect(page.locator("#offer-list > li")).to_have_count(4)
    answer(cast.stranger, links[1])
    expect(page.locator("#bar-text")).to_contain_text("accepted")
    assert find_faults(page) == []
    page.locator("#bell").click()
    expect(rows(page)).to_have_count(2)
    rows(page).first.get_by_role("button", name="Mark read").click()
    expect(page.locator("#notifications .unread")).to_have_count(1)
    assert find_faults(page) == []


def test_the_dialog_of_links_has_no_fault(
    page: Page, server: RunningServer, cast: Cast, author: Person
) -> None:
    offer = quote(author)
    answer(cast.stranger, share(author, offer, recipientName="Ben"), comment="Yes.")
    open_dashboard(page, server, author, f"#offer/{quote(author)}")
    press(page, "Share and track…")
    page.get_by_label("Name").fill("Asha")
    press(page, "Create")
    press(page, "QR code: Asha")
    expect(page.get_by_role("img", name="QR code of the link")).to_be_visible()
    press(page, "Who opened it: Asha")
    expect(page.get_by_text("Nobody has opened it yet.")).to_be_visible()
    press(page, "Change its end: Asha")
    expect(page.get_by_label("Ends at")).to_be_visible()
    assert find_faults(page) == []


def test_figures_have_no_fault_as_a_chart_and_as_a_table(
    page: Page, server: RunningServer, cast: Cast, author: Person
) -> None:
    answer(cast.stranger, share(author, quote(author)))
    open_dashboard(page, server, author, "#figures")
    last = page.get_by_label("Last day").input_value()
    page.get_by_label("First day").fill(str(date.fromisoformat(last) - timedelta(days=2)))
    press(page, "Show")
    expect(page.locator("#charts tbody tr")).to_have_count(4)
    expect(page.locator("#charts canvas")).to_be_visible()
    page.get_by_text("As a table").click()
    assert find_faults(page) == []


def an_incentive(cast: Cast) -> str:
    return cast.offer(commissionPercentage=2.5)


def a_promotion(cast: Cast) -> str:
    return Dining(cast).promotion("Welcome", TWENTY_OFF, code="WELCOME")


def a_slot(cast: Cast) -> str:
    return slot_link(cast).offer


def a_split(cast: Cast) -> str:
    split = send_split(cast.builder)
    accept(cast.stranger, split.tokens[0])
    counter(cast.stranger, split.tokens[1], 60, 40, comment="I wrote the words.")
    return split.id


def an_answered_quote(cast: Cast) -> str:
    link = share(cast.builder, quote(cast.builder), recipientName="Ben")
    answer(cast.stranger, link, comment="Yes.")
    return link.offer


KINDS: list[Callable[[Cast], str]] = [an_incentive, a_promotion, a_slot, a_split, an_answered_quote]


@pytest.mark.parametrize("made", KINDS)
def test_an_opened_offer_has_no_fault(
    page: Page, server: RunningServer, cast: Cast, made: Callable[[Cast], str]
) -> None:
    open_dashboard(page, server, cast.builder, f"#offer/{made(cast)}")
    expect(page.locator("#activity > li")).not_to_have_count(0)
    assert find_faults(page) == []


@pytest.mark.parametrize("about", ["Time to fill a slot", "What promotions saved"])
def test_figures_of_a_place_have_no_fault(page: Page, server: RunningServer, cast: Cast, about: str) -> None:
    slot_link(cast)
    dining = Dining(cast)
    dining.promotion("Welcome", TWENTY_OFF)
    dining.place(dining.cart(pizza=2))
    open_dashboard(page, server, cast.builder, "#figures")
    page.get_by_label("About").select_option(about)
    press(page, "Show")
    expect(page.locator("#charts h3").first).to_be_visible()
    assert find_faults(page) == []


def test_the_explorer_s_own_bar_has_no_fault(page: Page, server: RunningServer) -> None:
    page.goto(f"http://{server.address}/graphql")
    expect(page.get_by_role("tab").first).to_be_visible()
    assert find_faults(page, "body > header") == []
