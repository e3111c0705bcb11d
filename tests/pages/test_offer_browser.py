"""The page of a link in a real browser: what a customer reads, answers, and finds again."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from models.sharing.share import Share
from tests.support.actors import Cast
from tests.support.browser.explorer import PageFaults, need_chromium
from tests.support.browser.link_page import (
    Visit,
    press,
    read_as_author,
    slot_link,
    visit_link,
    wait_for_view,
)
from tests.support.database_dump import PAST, run_on_database
from tests.support.server import RunningServer
from tests.support.sharing import REVOKE, ROTATE, UPDATE, answer, quote, share, step_mutation

need_chromium()

pytestmark = pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session")


@pytest.fixture
def visit(page: Page, server: RunningServer) -> Visit:
    return lambda link: visit_link(page, server, link.token)


def test_a_customer_reads_a_quote_accepts_it_and_finds_the_receipt_again(
    page: Page, visit: Visit, cast: Cast
) -> None:
    offer = quote(cast.builder, validUntil="2099-01-31T18:30:00Z", customer={"name": "Asha"})
    link = share(cast.builder, offer, recipientName="Asha")
    wait_for_view(page, visit, link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Kitchen")
    expect(page.locator("tfoot tr").last).to_have_text("Total₹27.72")
    expect(page.locator("#validity")).to_have_text("Valid until 1 February 2099 at 00:00 GMT+5:30.")
    page.get_by_label("Comment").fill("Please <b>go</b> ahead.")
    press(page, "Accept")
    for look in (lambda: None, page.reload):
        look()
        expect(page.locator("#decision")).to_have_text("You accepted this offer")
        expect(page.locator("#said")).to_have_text("Please <b>go</b> ahead.")
        expect(page.locator("#answered")).to_contain_text("Your answer to version 1 was received on")
        expect(page.get_by_role("button", name="Accept")).to_be_hidden()
    seen = read_as_author(cast, link)
    assert seen == {"status": "ACCEPTED", "fetches": 2, "views": 1, "state": "ANSWERED"}


def test_a_customer_declines_by_keyboard(page: Page, visit: Visit, cast: Cast) -> None:
    link = share(cast.builder, quote(cast.builder))
    wait_for_view(page, visit, link)
    page.get_by_label("Comment").focus()
    page.keyboard.type("Too dear.")
    for key in ("Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#decision")).to_be_focused()
    expect(page.locator("#decision")).to_have_text("You declined this offer")
    assert read_as_author(cast, link)["status"] == "DECLINED"


def test_an_offer_that_changed_is_shown_again_and_confirmed_again(
    page: Page, visit: Visit, cast: Cast
) -> None:
    link = share(cast.builder, quote(cast.builder))
    wait_for_view(page, visit, link)
    cast.builder.client.get(UPDATE, id=link.offer, input={"title": "Bigger kitchen"})
    page.get_by_label("Comment").fill("Yes.")
    press(page, "Accept")
    expect(page.get_by_role("status")).to_contain_text("has changed since you opened it")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bigger kitchen")
    expect(page.get_by_label("Comment")).to_have_value("Yes.")
    assert read_as_author(cast, link)["status"] == "ACTIVE"
    press(page, "Accept")
    expect(page.locator("#decision")).to_have_text("You accepted this offer")


def test_an_offer_answered_meanwhile_shows_its_receipt(page: Page, visit: Visit, cast: Cast) -> None:
    link = share(cast.builder, quote(cast.builder))
    wait_for_view(page, visit, link)
    answer(cast.stranger, link, "DECLINED")
    press(page, "Accept")
    expect(page.get_by_role("status")).to_contain_text("the first answer counts")
    expect(page.locator("#decision")).to_have_text("You declined this offer")


def test_a_paused_offer_is_shown_without_a_choice(page: Page, visit: Visit, cast: Cast) -> None:
    link = share(cast.builder, quote(cast.builder))
    cast.builder.client.get(step_mutation("pauseOffer"), id=link.offer)
    wait_for_view(page, visit, link)
    expect(page.get_by_role("status")).to_contain_text("This offer is paused")
    expect(page.get_by_role("button")).to_have_count(0)


def test_an_incentive_shows_its_amount_commission_and_conditions(
    page: Page, visit: Visit, cast: Cast
) -> None:
    offer = cast.offer(commissionPercentage=2.5, termsAndConditions=["Paid on signing."])
    link = share(cast.builder, offer)
    wait_for_view(page, visit, link)
    expect(page.locator("dl")).to_have_text("IncentiveClosing bonusAmount₹50,000.00Commission2.5%")
    expect(page.get_by_role("listitem")).to_have_text("Paid on signing.")


def test_an_invalid_link_says_why(page: Page, visit: Visit, cast: Cast, server: RunningServer) -> None:
    visit_link(page, server, "A" * 43)
    expect(page.get_by_role("status")).to_contain_text("is not valid")
    offer = quote(cast.builder)
    for step, why in ((ROTATE, "replaced by a newer one"), (REVOKE, "withdrawn by its sender")):
        link = share(cast.builder, offer)
        cast.builder.client.get(step, id=link.id)
        visit(link)
        expect(page.get_by_role("status")).to_contain_text(why)
    link = share(cast.builder, offer)
    run_on_database(server, lambda: Share.filter(id=link.id).update(expires_at=PAST))
    visit(link)
    expect(page.get_by_role("status")).to_contain_text("This link has expired.")
    expect(page.get_by_role("button")).to_have_count(0)


def test_a_link_that_ends_while_it_is_read_takes_the_offer_away(page: Page, visit: Visit, cast: Cast) -> None:
    link = share(cast.builder, quote(cast.builder))
    wait_for_view(page, visit, link)
    cast.builder.client.get(REVOKE, id=link.id)
    press(page, "Accept")
    expect(page.get_by_role("status")).to_contain_text("withdrawn")
    expect(page.get_by_role("heading")).to_have_text("An offer for you")


def test_a_lost_connection_is_reported_and_the_answer_can_be_sent_again(
    page: Page, visit: Visit, cast: Cast, faults: PageFaults
) -> None:
    link = share(cast.builder, quote(cast.builder))
    wait_for_view(page, visit, link)
    page.route("**/graphql", lambda route: route.abort())
    press(page, "Accept")
    expect(page.get_by_role("status")).to_contain_text("could not be reached")
    page.unroute("**/graphql")
    assert ["ERR_FAILED" in fault for fault in faults.pop_all()] == [True]
    press(page, "Try again")
    expect(page.locator("#decision")).to_have_text("You accepted this offer")


def test_too_many_requests_show_the_seconds_to_wait(
    page: Page, visit: Visit, cast: Cast, faults: PageFaults
) -> None:
    def refuse_by_rate(route: Route) -> None:
        extensions = {"code": "RATE_LIMITED", "retryAfter": 1}
        route.fulfill(status=429, json={"errors": [{"message": "Too many.", "extensions": extensions}]})

    page.route("**/graphql", refuse_by_rate)
    visit(share(cast.builder, quote(cast.builder)))
    expect(page.get_by_role("status")).to_have_text("Too many requests. You can try again in 1 second.")
    expect(page.get_by_role("button", name="Try again")).to_be_disabled()
    page.unroute("**/graphql")
    press(page, "Try again")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kitchen")
    assert ["429" in fault for fault in faults.pop_all()] == [True]


def test_a_phone_never_scrolls_sideways(page: Page, visit: Visit, cast: Cast) -> None:
    line = {"description": "W" * 400, "quantity": 999_999.125, "unitPrice": 99_999_99, "taxRate": 18}
    link = share(cast.builder, quote(cast.builder, title="T" * 100, lines=[line]))
    wait_for_view(page, visit, link)
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide == [360, 360]


def test_a_customer_takes_a_time_and_reads_how_to_pay_its_deposit(
    page: Page, visit: Visit, cast: Cast
) -> None:
    link = slot_link(cast, deposit=50_00, depositUrl="https://pay.example/{appointment}")
    wait_for_view(page, visit, link)
    expect(page.locator("#terms")).to_contain_text("Kolkata time")
    press(page, "Accept")
    for look in (lambda: None, page.reload):
        look()
        expect(page.locator("#next")).to_contain_text("is yours: pay the deposit of INR 50.00 by")
        expect(page.locator("#next a")).to_have_attribute(
            "href", re.compile("^https://pay.example/[0-9a-f-]{36}$")
        )
