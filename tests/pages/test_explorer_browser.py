"""The explorer in a real browser: it loads cleanly, asks, subscribes, and signs people in and out."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.browser.explorer import PageFaults, chromium, explorer, need_chromium, run, sign_in, write

need_chromium()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def faults() -> PageFaults:
    return PageFaults()


@pytest.fixture(scope="module")
def explorer_page(browser: Browser, origin: str, faults: PageFaults) -> Iterator[Page]:
    with explorer(browser.new_context(), origin, faults) as page:
        yield page


@pytest.fixture
def page(explorer_page: Page, faults: PageFaults) -> Iterator[Page]:
    """The explorer, already open for a while; nobody is signed in. Loading it is most of a test's time."""
    yield explorer_page
    if explorer_page.get_by_role("button", name="Sign out").is_visible():
        explorer_page.get_by_role("button", name="Sign out").click()
    assert faults.pop_all() == []


@pytest.fixture(scope="module")
def profile(browser: Browser) -> BrowserContext:
    return browser.new_context()


@pytest.fixture
def fresh(profile: BrowserContext, origin: str, faults: PageFaults) -> Iterator[Page]:
    """The explorer at a first visit, with nothing kept from before."""
    with explorer(profile, origin, faults) as page:
        yield page
    assert faults.pop_all() == []


def test_every_ready_made_operation_is_a_tab_at_the_first_visit(fresh: Page) -> None:
    tabs = fresh.get_by_role("tab").all_inner_texts()
    assert tabs == ["WhoIsAsking", "Greeting", "WatchNotifications"]


def test_control_enter_runs_the_query(page: Page) -> None:
    run(page, "query Me { me { name } }", until='"me": null')


def test_a_subscription_shows_its_events(page: Page) -> None:
    sent: list[str] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sent.append(str(frame))))
    run(page, "subscription News { notifications(after: 7) }", until="event 9 for nobody")
    assert re.findall(r"event \d for nobody", "".join(sent)) == ["event 8 for nobody", "event 9 for nobody"]


def test_who_signs_in_is_who_asks_over_both_transports(page: Page) -> None:
    sign_in(page, "asha@example.com", "open sesame")
    expect(page.locator("#who")).to_have_text("Asha (builder)")
    run(page, "query Role { me { role } }", until="BUILDER")
    run(page, "subscription News { notifications }", until="event 2 for Asha")


def test_the_explorer_sends_the_device_of_the_account_again(fresh: Page) -> None:
    sent: list[object] = []
    fresh.on("request", lambda request: sent.append(request.post_data_json) if request.post_data else None)
    for email in ("asha@example.com", "asha@example.com", "ravi@example.com"):
        sign_in(fresh, email, "open sesame")
        fresh.get_by_role("button", name="Sign out").click()
    asked = [body["variables"]["device"] for body in sent if "SignIn" in body["query"]]  # type: ignore[index]
    assert asked == [None, "device of asha", None]


def test_a_wrong_password_shows_an_error_and_does_not_sign_in(page: Page) -> None:
    sign_in(page, "asha@example.com", "wrong")
    expect(page.get_by_role("status")).to_have_text("E-mail and password do not match.")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()


def test_one_click_signs_in_a_demo_account_and_one_signs_out(page: Page) -> None:
    page.get_by_role("button", name="Agent").click()
    expect(page.locator("#who")).to_have_text("Ravi (agent)")
    page.get_by_role("button", name="Sign out").click()
    run(page, "query Me { me { name } }", until='"me": null')


def test_a_header_typed_in_the_editor_wins_over_the_session(page: Page) -> None:
    page.get_by_role("button", name="Builder").click()
    expect(page.locator("#who")).to_have_text("Asha (builder)")
    write(page, "query Me { me { name } }")
    page.get_by_role("button", name="Headers").click()
    page.locator(".graphiql-editor-tool .CodeMirror >> visible=true").click()
    page.keyboard.insert_text('{"authorization": "Bearer ravi"}')
    page.keyboard.press("Control+Enter")
    expect(page.locator(".graphiql-response")).to_contain_text("Ravi")


def test_a_session_that_ended_is_reported_at_the_next_visit(page: Page) -> None:
    page.evaluate(
        """sessionStorage["proffer.session"] = '{"token": "gone", "user": {"name": "G", "role": "AGENT"}}'"""
    )
    page.reload()
    expect(page.get_by_role("status")).to_have_text("That session has ended. Sign in again.")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()


def test_a_closed_ready_made_operation_can_be_brought_back(fresh: Page) -> None:
    fresh.get_by_role("tab", name="WatchNotifications").click()
    fresh.get_by_role("button", name="Close Tab").click()
    expect(fresh.get_by_role("tab")).to_contain_text(["WhoIsAsking", "Greeting"])
    fresh.wait_for_timeout(200)  # GraphiQL learns a tab's operation name a moment after showing it.
    fresh.get_by_label("Ready-made operations").select_option("Watch notifications")
    fresh.get_by_role("button", name="Open", exact=True).click()
    expect(fresh.get_by_role("tab")).to_contain_text(["WhoIsAsking", "Greeting", "WatchNotifications"])
    expect(fresh.locator(".graphiql-query-editor")).to_contain_text("notifications(after: $after)")
    expect(fresh.locator(".graphiql-editor-tool")).to_contain_text('"after": 0')


def test_an_open_ready_made_operation_is_shown_again_not_duplicated(fresh: Page) -> None:
    fresh.get_by_label("Ready-made operations").select_option("Greeting")
    fresh.get_by_role("button", name="Open", exact=True).click()
    expect(fresh.get_by_role("tab", name="Greeting")).to_have_attribute("aria-selected", "true")
    expect(fresh.get_by_role("tab")).to_have_count(3)


def test_dialogs_stay_within_the_policy(page: Page) -> None:
    page.get_by_role("button", name="Open settings dialog").click()
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("body")).to_have_class("graphiql-dark")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_an_answer_that_is_not_json_is_shown_as_it_is(page: Page, faults: PageFaults) -> None:
    page.route("**/graphql", lambda route: route.fulfill(status=429, body="Slow down."))
    run(page, "query Me { me { name } }", until='"message": "Slow down."')
    page.unroute("**/graphql")
    assert ["429" in fault for fault in faults.pop_all()] == [True]


def test_an_unreachable_server_is_reported_in_words(page: Page, faults: PageFaults) -> None:
    page.route("**/graphql", lambda route: route.abort())
    run(page, "query Greeting { me { role } }", until="could not be reached")
    page.unroute_all()
    assert ["ERR_FAILED" in fault for fault in faults.pop_all()] == [True]


def test_own_tabs_are_still_there_at_the_next_visit(page: Page) -> None:
    write(page, "query Mine { me { name } }")
    page.wait_for_function("() => localStorage['graphiql:tabState']?.includes('Mine')")
    page.reload()
    expect(page.get_by_role("tab", name="Mine")).to_have_attribute("aria-selected", "true")
