"""The links of an offer on the dashboard: made, copied, shown as a QR code, tracked, replaced, revoked."""

import pytest
from playwright.sync_api import Page, expect

from models.sharing.share import Share
from tests.support.actors import Cast, Person
from tests.support.browser.dashboard import collect_sockets, open_dashboard
from tests.support.browser.explorer import PageFaults, need_chromium
from tests.support.browser.link_page import press
from tests.support.database_dump import PAST, run_on_database
from tests.support.server import RunningServer
from tests.support.sharing import OPEN, VIEW, Link, answer, quote

need_chromium()

pytestmark = [
    pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session"),
    pytest.mark.usefixtures("sign_out_afterwards"),
]
NOTICE = "#sharing .notice"


@pytest.fixture
def offer(page: Page, server: RunningServer, author: Person) -> str:
    """An opened offer, with the dialog of its links."""
    offer = quote(author)
    open_dashboard(page, server, author, f"#offer/{offer}")
    press(page, "Share and track…")
    return offer


def create_link(page: Page, offer: str, name: str) -> Link:
    page.get_by_label("Name").fill(name)
    press(page, "Create")
    field = page.get_by_label(f"Link for {name}")
    expect(field).to_be_focused()
    return Link("", offer, field.input_value())


def test_a_link_is_made_copied_and_drawn_as_a_code_without_asking_the_server(page: Page, offer: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link = create_link(page, offer, "Asha")
    press(page, "Copy: Asha")
    expect(page.locator(NOTICE)).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == link.url
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    press(page, "QR code: Asha")
    expect(page.get_by_role("img", name="QR code of the link")).to_be_visible()
    assert asked == []
    press(page, "QR code: Asha")
    expect(page.get_by_role("img", name="QR code of the link")).to_have_count(0)


def test_the_state_of_a_link_updates_live(page: Page, offer: str, cast: Cast) -> None:
    link = create_link(page, offer, "Asha")
    line = page.locator("#shares > li")
    expect(line).to_contain_text("Not opened yet")
    cast.stranger.get(OPEN, token=link.token)
    answer(cast.stranger, link, comment="Please <b>go</b> ahead.")
    expect(line.locator(".badge")).to_have_text("Answered")
    expect(line).to_contain_text("Fetched once")
    expect(line).to_contain_text("“Please <b>go</b> ahead.”")


def test_a_link_is_replaced_and_revoked(page: Page, offer: str, cast: Cast) -> None:
    link = create_link(page, offer, "Asha")
    page.once("dialog", lambda asked: asked.accept())
    press(page, "Replace: Asha")
    field = page.get_by_label("Link for Asha")
    expect(field).not_to_have_value(link.url)
    assert cast.stranger.get(OPEN, token=link.token)["code"] == "LINK_REVOKED"
    page.once("dialog", lambda asked: asked.dismiss())
    press(page, "Revoke: Asha")
    expect(page.locator("#shares .badge")).to_have_text("Open")
    page.once("dialog", lambda asked: asked.accept())
    press(page, "Revoke: Asha")
    expect(page.locator("#shares .badge")).to_have_text("Revoked")
    expect(field).to_have_count(0)


def test_a_wrong_address_is_refused_in_words_inside_the_dialog(page: Page, offer: str) -> None:
    page.get_by_label("How", exact=True).select_option("By text message")
    page.get_by_label("Mobile number").fill("12")
    press(page, "Create")
    expect(page.locator(NOTICE)).to_have_class("notice wrong")
    page.get_by_label("How", exact=True).select_option("By e-mail")
    page.get_by_label("E-mail address").fill("asha@example.com")
    press(page, "Create")
    expect(page.locator("#shares > li")).to_contain_text("asha@example.com")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Share and track…")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_who_opened_a_link_is_listed_and_grows_as_others_do(page: Page, offer: str, cast: Cast) -> None:
    link = create_link(page, offer, "Asha")
    press(page, "Who opened it: Asha")
    log = page.get_by_label("Who opened the link for Asha").locator("li")
    expect(log).to_have_text(["Nobody has opened it yet."])
    cast.stranger.get(OPEN, token=link.token)
    answer(cast.stranger, link)
    expect(log.first).to_contain_text("Answered")
    expect(log.last).to_contain_text("Fetched")


def test_a_new_end_of_a_link_that_is_being_typed_survives_news_and_a_refusal(
    page: Page, offer: str, cast: Cast
) -> None:
    link = create_link(page, offer, "Asha")
    press(page, "Change its end: Asha")
    end = page.get_by_label("Ends at")
    end.fill("2020-01-01T10:00")
    press(page, "Set this end")
    expect(page.locator(NOTICE)).to_have_text("The expiry must be in the future.")
    end.fill("2099-01-01T10:00")
    cast.stranger.get(VIEW, token=link.token)
    expect(page.locator("#shares > li")).to_contain_text("seen once")
    expect(end).to_have_value("2099-01-01T10:00")
    expect(end).to_be_focused()
    press(page, "Set this end")
    expect(page.locator(NOTICE)).to_contain_text("The link ends 1 January 2099")
    expect(page.get_by_role("button", name="Change its end: Asha")).to_be_focused()
    press(page, "Change its end: Asha")
    press(page, "Remove its end")
    expect(page.locator("#shares > li")).not_to_contain_text("Ends 1 January")


def test_a_link_that_is_over_is_opened_again_by_a_later_end(
    page: Page, server: RunningServer, offer: str
) -> None:
    create_link(page, offer, "Asha")
    run_on_database(server, lambda: Share.filter(offer_id=offer).update(expires_at=PAST))
    page.keyboard.press("Escape")
    press(page, "Share and track…")
    expect(page.locator("#shares .badge")).to_have_text("Expired")
    press(page, "Change its end: Asha")
    press(page, "Remove its end")
    expect(page.locator("#shares .badge")).to_have_text("Open")


def test_what_was_typed_for_a_link_is_still_there_when_the_connection_is_back(
    page: Page, server: RunningServer, author: Person, faults: PageFaults
) -> None:
    sockets = collect_sockets(page)
    open_dashboard(page, server, author, f"#offer/{quote(author)}")
    press(page, "Share and track…")
    page.route("**/graphql", lambda route: route.abort())
    page.get_by_label("Name").fill("Asha")
    press(page, "Create")
    expect(page.locator(NOTICE)).to_contain_text("could not be reached")
    page.unroute("**/graphql")
    sockets[-1].close()
    page.locator("[data-state=online]").wait_for()
    expect(page.get_by_label("Name")).to_have_value("Asha")
    press(page, "Create")
    expect(page.locator("#shares > li")).to_have_count(1)
    assert {"ERR_FAILED" in fault for fault in faults.pop_all()} == {True}
