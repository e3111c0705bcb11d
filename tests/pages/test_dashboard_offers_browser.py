"""Offers on the dashboard: lists with filters, one opened with its log live, and its steps."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.actors import Cast, Person
from tests.support.browser.dashboard import open_dashboard
from tests.support.browser.explorer import need_chromium
from tests.support.browser.link_page import press
from tests.support.dining import TWENTY_OFF, Dining
from tests.support.server import RunningServer
from tests.support.sharing import answer, quote, share
from tests.support.splits import draft

need_chromium()

pytestmark = [
    pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session"),
    pytest.mark.usefixtures("sign_out_afterwards"),
]
RENAME = """mutation($id: UUID!) {
  updateOffer(id: $id, input: { title: "Bath" }) { __typename }
}"""


def test_offers_are_found_by_kind_status_and_words_and_listed_on(
    page: Page, server: RunningServer, author: Person
) -> None:
    for number in range(22):
        quote(author, title=f"Kitchen {number}")
    open_dashboard(page, server, author)
    listed = page.locator("#offer-list > li")
    expect(listed).to_have_count(20)
    press(page, "Show more")
    expect(listed).to_have_count(22)
    page.get_by_label("Words").fill("kitchen 21")
    page.keyboard.press("Enter")
    expect(listed).to_have_count(1)
    page.get_by_label("Kind").select_option("Splits")
    expect(page.get_by_text("No offers match.")).to_be_visible()
    page.get_by_label("Kind").select_option("Quotes")
    expect(listed).to_have_count(1)
    page.get_by_label("Status").select_option("Active")
    expect(listed).to_have_count(0)


def test_an_opened_offer_shows_its_terms_and_its_log_updates_live(
    page: Page, server: RunningServer, cast: Cast, author: Person
) -> None:
    offer = quote(author, customer={"name": "Asha"})
    open_dashboard(page, server, author, f"#offer/{offer}")
    expect(page.get_by_role("heading", level=2)).to_have_text("Kitchen")
    expect(page.locator("#summary")).to_contain_text("CustomerAshaLines2Total₹27.72")
    log = page.locator("#activity > li > p")
    expect(log).to_have_text(["Created"])
    answer(cast.stranger, share(author, offer))
    expect(log.first).to_have_text("Accepted")
    expect(page.locator("#offer-known")).to_contain_text("Accepted")
    expect(page.locator("#steps button")).to_have_count(0)


def test_steps_are_taken_where_they_are_allowed_and_refused_in_words(
    page: Page, server: RunningServer, author: Person
) -> None:
    offer = quote(author)
    open_dashboard(page, server, author, f"#offer/{offer}")
    author.client.get(RENAME, id=offer)
    expect(page.locator("#activity > li").first).to_contain_text("Title: Kitchen → Bath")
    press(page, "Activate")
    expect(page.locator("#offer-known")).to_contain_text("Active")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    page.goto(f"http://{server.address}/dashboard#offer/{draft(author).id}")
    press(page, "Activate")
    expect(page.locator("#notice")).to_contain_text("send its invitations instead")
    expect(page.locator("#offer-known")).to_contain_text("Draft")


def test_a_promotion_says_what_it_gives_in_the_list_and_more_when_it_is_opened(
    page: Page, server: RunningServer, cast: Cast
) -> None:
    builder = cast.users.new_user("BUILDER")
    Dining(cast, builder).promotion("Happy hour", TWENTY_OFF)
    open_dashboard(page, server, builder)
    expect(page.locator("#offer-list > li")).to_contain_text("Promotion · 20% off the whole bill")
    page.get_by_role("link", name="Happy hour").click()
    expect(page.locator("#summary")).to_contain_text(
        "RestaurantTrattoriaGives20% off the whole billUsednot yet"
    )


def test_somebody_else_s_offer_is_refused_in_words(
    page: Page, server: RunningServer, cast: Cast, author: Person
) -> None:
    open_dashboard(page, server, author, f"#offer/{quote(cast.builder)}")
    expect(page.locator("#notice")).to_have_class("notice wrong")
    expect(page.locator("#offer-title")).to_have_text("")
    page.goto(f"http://{server.address}/dashboard#offer/nonsense")
    expect(page.locator("#notice")).to_have_text("There is no such offer.")


def test_an_incentive_of_a_commission_alone_shows_no_amount_of_nothing(
    page: Page, server: RunningServer, cast: Cast
) -> None:
    open_dashboard(
        page, server, cast.agent, f"#offer/{cast.offer(incentiveAmount=0, commissionPercentage=1.5)}"
    )
    expect(page.locator("#summary")).to_contain_text("IncentiveClosing bonusCommission1.5%")


def test_an_agent_sees_an_incentive_without_steps(page: Page, server: RunningServer, cast: Cast) -> None:
    open_dashboard(page, server, cast.agent, f"#offer/{cast.offer()}")
    expect(page.locator("#summary")).to_contain_text("Amount₹50,000.00")
    expect(page.locator("#activity > li")).not_to_have_count(0)
    expect(page.locator("#steps button")).to_have_count(0)
