"""The dashboard in a real browser: signing in, the bell that moves by itself, and the list behind it."""

from time import monotonic

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.cast import Cast, Person
from tests.pages.axe import ON_A_PHONE
from tests.pages.browsing import Watched, need_chromium
from tests.pages.dashing import bell, enter, rows, sign_in, signed_out, visit
from tests.pages.visiting import press
from tests.running import Running
from tests.sharing import answer, quote, share

need_chromium()

pytestmark = [
    pytest.mark.parametrize("everybody", ["sqlite and memory"], indirect=True, scope="session"),
    pytest.mark.usefixtures("left"),
]
SIGN_OUT_ALL = "mutation { signOut { __typename } }"


def test_a_wrong_password_is_told_and_signs_nobody_in(page: Page, server: Running, author: Person) -> None:
    visit(page, server)
    sign_in(page, author.email, "not this one")
    expect(page.locator("#notice")).to_contain_text("password")
    signed_out(page)
    sign_in(page, author.email)
    expect(page.locator("#who")).to_contain_text("(agent)")
    press(page, "Sign out")
    expect(page.locator("#notice")).to_have_text("Signed out.")
    assert page.evaluate("sessionStorage.length") == 0


def test_the_bell_moves_within_a_second_of_a_customer_s_yes_on_a_phone(
    page: Page, browser: Browser, server: Running, cast: Cast, author: Person, faults: Watched
) -> None:
    """In another browser, and without reloading; a machine that is busy may be late once, not each time."""
    answer(cast.stranger, share(author, quote(author)))
    enter(page, server, author)
    page.evaluate("window.isSameVisit = true")
    phone = browser.new_page(viewport=ON_A_PHONE)
    faults.watch(phone, f"http://{server.address}")
    tries = ("Bath", "Garden", "Roof")
    assert any(seconds_until_told(page, phone, server, author, title) < 1 for title in tries)
    phone.close()
    assert page.evaluate("window.isSameVisit")


def seconds_until_told(page: Page, phone: Page, server: Running, author: Person, title: str) -> float:
    """From the customer's tap to the author's bell and bar."""
    link, counted = share(author, quote(author, title=title)), bell(page).text_content() or ""
    phone.goto(f"http://{server.address}/offer/{link.token}")
    began = monotonic()
    press(phone, "Accept")
    expect(page.locator("#bar-text")).to_have_text(f"“{title}” was accepted.")
    expect(bell(page)).not_to_have_text(counted)
    seconds = monotonic() - began
    expect(phone.locator("#decision")).to_have_text("You accepted this offer")
    expect(page.locator("#offer-list .badge").first).to_have_text("Accepted")
    return seconds


def test_notifications_are_read_and_dismissed(
    page: Page, server: Running, cast: Cast, author: Person
) -> None:
    links = [share(author, quote(author)) for _ in range(3)]
    for link in links:
        answer(cast.stranger, link)
    enter(page, server, author, "#inbox")
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
    page: Page, server: Running, cast: Cast, author: Person
) -> None:
    sockets: list[WebSocketRoute] = []

    def through(route: WebSocketRoute) -> None:
        sockets.append(route)
        route.connect_to_server()

    first, second, third = [share(author, quote(author)) for _ in range(3)]
    page.route_web_socket("**/graphql", through)
    enter(page, server, author, "#inbox")
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


def test_a_session_that_ends_elsewhere_brings_the_sign_in_back(
    page: Page, server: Running, author: Person
) -> None:
    enter(page, server, author)
    token = page.evaluate("JSON.parse(sessionStorage['proffer.session']).token")
    server.client(token).get(SIGN_OUT_ALL)
    expect(page.locator("#notice")).to_have_text("That session has ended. Sign in again.")
    signed_out(page)


def test_a_server_that_is_away_is_told_and_asked_again_when_it_is_back(
    page: Page, server: Running, author: Person, faults: Watched
) -> None:
    enter(page, server, author)
    page.route("**/graphql", lambda route: route.abort())
    page.locator("#bell").click()
    page.get_by_label("Show").select_option("Read")
    expect(page.locator("#notice")).to_contain_text("could not be reached")
    page.unroute("**/graphql")
    page.get_by_label("Show").select_option("All")
    expect(page.get_by_text("No notifications.")).to_be_visible()
    assert {"ERR_FAILED" in fault for fault in faults.taken()} == {True}


def test_on_a_phone_the_dashboard_never_scrolls_sideways(
    page: Page, server: Running, cast: Cast, author: Person
) -> None:
    answer(cast.stranger, share(author, quote(author, title="T" * 120)))
    enter(page, server, author, "#inbox")
    expect(rows(page)).to_have_count(1)
    assert page.evaluate("[document.documentElement.scrollWidth, innerWidth]") == [360, 360]
