"""The steps of a guest on the page of a table."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.support.actors import Cast
from tests.support.browser.explorer import PATIENCE, PageFaults
from tests.support.dining import BUY_2_GET_1, TWENTY_OFF, Dining
from tests.support.server import RunningServer

COKES_FROM_500 = {"minAmount": 500_00}


class Trattoria(Dining):
    """The restaurant of the example with its offers, and no open session."""

    def __init__(self, cast: Cast, **settings: Any) -> None:
        super().__init__(cast, **settings)
        self.close()
        self.percent = self.promotion("20% Off Total Bill", TWENTY_OFF)
        self.buy_get = self.promotion("Buy 2 Get 1 Free", BUY_2_GET_1)
        free_coke = {"freeItem": {"items": {"items": [self.coke]}}}
        self.free = self.promotion("Free Coke on 500+", free_coke, conditions=COKES_FROM_500)
        burgers = {"buyGet": {"buy": {"categories": ["Burgers"]}, "buyQuantity": 3}}
        self.burgers = self.promotion("Buy 3 Burgers Get 1 Free", burgers)


def open_table(page: Page, server: RunningServer, code: str) -> None:
    page.goto(f"http://{server.address}/t/{code}")


def sit(page: Page, server: RunningServer, dining: Dining) -> None:
    """Open the page of the table, and wait for the menu and the live connection."""
    open_table(page, server, dining.code)
    page.locator("[data-state=online]").wait_for()
    expect(page.locator("#menu")).to_be_visible()


def add(page: Page, name: str, times: int = 1) -> None:
    page.get_by_role("button", name=f"Add one {name}", exact=True).click(click_count=times)


def fill(page: Page) -> None:
    """Put two pizzas and a coke into the cart, and wait for the comparison."""
    add(page, "Margherita", 2)
    add(page, "Coke")
    expect_subtotal(page, "₹550.00")


def expect_subtotal(page: Page, subtotal: str) -> None:
    """Wait until the server has priced the cart."""
    expect(page.locator("#sums dd").first).to_have_text(subtotal)
    expect(page.locator("#order")).to_be_enabled()


def place(page: Page, free: str | None = None) -> None:
    page.locator("#order").click()
    if free:
        page.get_by_role("button", name=free).click()


@contextmanager
def open_another_phone(browser: Browser, server: RunningServer, faults: PageFaults) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 740}, locale="en-GB")
    page.set_default_timeout(PATIENCE)
    faults.watch(page, f"http://{server.address}")
    yield page
    page.close()
