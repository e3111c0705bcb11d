"""The steps of an author on the dashboard."""

from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from tests.support.actors import PASSWORD, Person
from tests.support.server import RunningServer


def visit(page: Page, server: RunningServer, rest: str = "") -> None:
    page.goto(f"http://{server.address}/dashboard{rest}")


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.get_by_label("E-mail", exact=True).fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def open_dashboard(page: Page, server: RunningServer, who: Person, rest: str = "") -> None:
    """Open the dashboard, sign in, and wait for the live connection."""
    visit(page, server, rest)
    sign_in(page, who.email)
    page.locator("[data-state=online]").wait_for()


def bell(page: Page) -> Locator:
    return page.locator("#count")


def rows(page: Page) -> Locator:
    return page.locator("#notifications > li")


def expect_signed_out(page: Page) -> None:
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def collect_sockets(page: Page) -> list[WebSocketRoute]:
    """Collect every socket that the page opens from now on, so that a test can close it."""
    sockets: list[WebSocketRoute] = []

    def connect(route: WebSocketRoute) -> None:
        sockets.append(route)
        route.connect_to_server()

    page.route_web_socket("**/graphql", connect)
    return sockets
