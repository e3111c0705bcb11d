"""The dashboard in a real browser: signing in, the live bell, and the list of notifications."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from models.people.session import Session
from tests.support.actors import Cast, Person
from tests.support.browser.axe import ON_A_PHONE
from tests.support.browser.dashboard import (
    bell,
    collect_sockets,
    expect_signed_out,
    open_dashboard,
    rows,
    sign_in,
    visit,
)
from tests.support.browser.explorer import PageFaults, need_chromium
from tests.support.browser.link_page import press
from tests.support.database_dump import PAST, run_on_database
from tests.support.server import RunningServer
from tests.support.sharing import answer, quote, share

need_chromium()

pytestmark = [
    pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session"),
    pytest.mark.usefixtures("sign_out_afterwards"),
]
SIGN_OUT_ALL = "mutation { signOut { __typename } }"


def test_a_wrong_password_shows_an_error_and_does_not_sign_in(
    page: Page, server: RunningServer, author: Person
) -> None:
    visit(page, server)
    sign_in(page, author.email, "not this one")
    expect(page.locator("#notice")).to_contain_text("password")
    expect_signed_out(page)
    sign_in(page, author.email)
    expect(page.locator("#who")).to_contain_text("(agent)")
    press(page, "Sign out")
    expect(page.locator("#notice")).to_have_text("Signed out.")
    assert page.evaluate("sessionStorage.length") == 0


def test_the_dashboard_is_a_known_device_after_the_first_sign_in(
    page: Page, server: RunningServer, author: Person
) -> None:
    visit(page, server)
    for _ in range(2):
        sign_in(page, author.email)
        expect(page.locator("#who")).to_contain_text("(agent)")
        press(page, "Sign out")
    assert len(author.client.get("{ devices { id } }")) == 1


def test_an_answer_that_arrives_after_signing_out_is_not_announced(
    page: Page, server: RunningServer, author: Person
) -> None:
    held: list[Route] = []
    open_dashboard(page, server, author)
    page.route("**/graphql", lambda route: held.append(route), times=1)
    with page.expect_request("**/graphql"):
        page.get_by_role("link", name="Figures").click()
    press(page, "Sign out")
    expect(page.locator("#notice")).to_have_text("Signed out.")
    with page.expect_response(lambda answered: answered.request == held[0].request):
        held[0].continue_()
    expect(page.locator("#notice")).to_have_text("Signed out.")


def test_the_bell_updates_live_after_a_customer_s_yes_on_a_phone(
    page: Page, browser: Browser, server: RunningServer, cast: Cast, author: Person, faults: PageFaults
) -> None:
    """The customer uses another browser; the dashboard is not reloaded."""
    answer(cast.stranger, share(author, quote(author)))
    open_dashboard(page, server, author)
    page.evaluate("window.isSameVisit = true")
    phone = browser.new_page(viewport=ON_A_PHONE)
    faults.watch(phone, f"http://{server.address}")
    accept_and_see(page, phone, server, author)
    phone.close()
    assert page.evaluate("window.isSameVisit")


def accept_and_see(page: Page, phone: Page, server: RunningServer, author: Person) -> None:
    """Accept as the customer, and wait for the author's bell and bar."""
    link, counted = share(author, quote(author, title="Bath")), bell(page).text_content() or ""
    phone.goto(f"http://{server.address}/offer/{link.token}")
    press(phone, "Accept")
    expect(page.locator("#bar-text")).to_have_text("“Bath” was accepted.")
    expect(bell(page)).not_to_have_text(counted)
    expect(phone.locator("#decision")).to_have_text("You accepted this offer")
    expect(page.locator("#offer-list .badge").first).to_have_text("Accepted")


def test_notifications_are_read_and_dismissed(
    page: Page, server: RunningServer, cast: Cast, author: Person
) -> None:
    links = [share(author, quote(author)) for _ in range(3)]
    for link in links:
        answer(cast.stranger, link)
    open_dashboard(page, server, author, "#inbox")
    expect(rows(page)).to_have_count(3)
    expect(bell(page)).to_have_text("3")
    rows(page).first.get_by_role("button", name="Mark read").click()
    expect(bell(page)).to_have_text("2")
    rows(page).nth(1).get_by_role("button", name="Dismiss").click()
    expect(rows(page)).to_have_count(2)
    press(page, "Mark all read")
    expect(bell(page)).to_have_text("")
    page.get_by_label("Show").select_option("Unread")
    expect(page.get_by_text("No notifications.")).to_be_visible()


def test_after_a_lost_connection_nothing_is_missed_and_nothing_comes_twice(
    page: Page, server: RunningServer, cast: Cast, author: Person
) -> None:
    first, second, third = [share(author, quote(author)) for _ in range(3)]
    sockets = collect_sockets(page)
    open_dashboard(page, server, author, "#inbox")
    answer(cast.stranger, first)
    expect(rows(page)).to_have_count(1)
    sockets[-1].close()
    expect(page.locator("#connection")).to_contain_text("Not connected")
    answer(cast.stranger, second)
    expect(page.locator("#connection")).to_have_text("")
    answer(cast.stranger, third)
    expect(rows(page)).to_have_count(3)
    expect(bell(page)).to_have_text("3")
    page.wait_for_timeout(100)
    expect(rows(page)).to_have_count(3)


def test_a_device_without_a_network_does_not_wait_for_the_server_s_silence(
    page: Page, server: RunningServer, author: Person
) -> None:
    open_dashboard(page, server, author)
    with page.expect_websocket():
        page.evaluate("dispatchEvent(new Event('offline'))")


def test_a_session_that_ends_elsewhere_brings_the_sign_in_back(
    page: Page, server: RunningServer, author: Person
) -> None:
    open_dashboard(page, server, author)
    token = page.evaluate("JSON.parse(sessionStorage['proffer.session']).token")
    server.client(token).get(SIGN_OUT_ALL)
    expect(page.locator("#notice")).to_have_text("That session has ended. Sign in again.")
    expect_signed_out(page)


def test_a_notification_between_the_first_query_and_the_subscription_arrives(
    page: Page, server: RunningServer, cast: Cast, author: Person
) -> None:
    link = share(author, quote(author))

    def late(route: Route) -> None:
        looked = route.fetch() if "query Bell" in (route.request.post_data or "") else None
        if looked is None:
            return route.continue_()
        answer(cast.stranger, link)
        return route.fulfill(response=looked)

    page.route("**/graphql", late)
    open_dashboard(page, server, author)
    expect(bell(page)).to_have_text("1")


def test_an_expired_session_asks_to_sign_in_and_then_continues_there(
    page: Page, server: RunningServer, author: Person
) -> None:
    open_dashboard(page, server, author, f"#offer/{quote(author)}")
    run_on_database(server, lambda: Session.filter(user_id=author.id).update(expires_at=PAST))
    press(page, "Activate")
    expect(page.locator("#notice")).to_have_text("That session has ended. Sign in again.")
    expect_signed_out(page)
    sign_in(page, author.email)
    expect(page.locator("#offer-known")).to_contain_text("Draft")
    press(page, "Activate")
    expect(page.locator("#offer-known")).to_contain_text("Active")


def test_signing_out_of_a_server_that_is_away_says_that_the_session_goes_on(
    page: Page, server: RunningServer, author: Person, faults: PageFaults
) -> None:
    open_dashboard(page, server, author)
    page.route("**/graphql", lambda route: route.abort())
    press(page, "Sign out")
    expect(page.locator("#notice")).to_contain_text("Until then the session goes on.")
    assert page.evaluate("sessionStorage.length") == 0
    assert {"ERR_FAILED" in fault for fault in faults.pop_all()} == {True}


def test_an_unreachable_server_is_reported_and_asked_again_later(
    page: Page, server: RunningServer, author: Person, faults: PageFaults
) -> None:
    open_dashboard(page, server, author)
    page.route("**/graphql", lambda route: route.abort())
    page.locator("#bell").click()
    page.get_by_label("Show").select_option("Read")
    expect(page.locator("#notice")).to_contain_text("could not be reached")
    page.unroute("**/graphql")
    page.get_by_label("Show").select_option("All")
    expect(page.get_by_text("No notifications.")).to_be_visible()
    assert {"ERR_FAILED" in fault for fault in faults.pop_all()} == {True}


def test_on_a_phone_the_dashboard_never_scrolls_sideways(
    page: Page, server: RunningServer, cast: Cast, author: Person
) -> None:
    answer(cast.stranger, share(author, quote(author, title="T" * 120)))
    open_dashboard(page, server, author, "#inbox")
    expect(rows(page)).to_have_count(1)
    assert page.evaluate("[document.documentElement.scrollWidth, innerWidth]") == [360, 360]
