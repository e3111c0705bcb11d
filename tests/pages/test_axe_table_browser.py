"""The page of a table, as axe reads it: the menu, a cart with its offers, each dialog, orders, the bill."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.support.actors import Cast
from tests.support.browser.axe import find_faults
from tests.support.browser.explorer import PageFaults, need_chromium
from tests.support.browser.link_page import press
from tests.support.browser.table import Trattoria, fill, open_table, place, sit
from tests.support.server import RunningServer

need_chromium()

pytestmark = pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session")


@pytest.fixture(autouse=True)
def leave_table(page: Page) -> Iterator[None]:
    """Leave the table after the test, so that no page listens there."""
    yield
    page.goto("about:blank")


def test_a_cart_and_its_offers_have_no_fault(page: Page, server: RunningServer, cast: Cast) -> None:
    dining = Trattoria(cast)
    dining.item("Funghi", 250_00, "Pizza")
    sit(page, server, dining)
    assert find_faults(page) == []
    fill(page)
    assert find_faults(page) == []
    press(page, "See all offers")
    expect(page.locator("#sheet li")).to_have_count(4)
    assert find_faults(page) == []
    press(page, "Close")
    page.locator("#order").click()
    expect(page.locator("#take-free")).to_be_enabled()
    assert find_faults(page) == []


def test_orders_and_the_bill_have_no_fault(page: Page, server: RunningServer, cast: Cast) -> None:
    dining = Trattoria(cast, taxRates=[{"name": "GST", "rate": 5}])
    sit(page, server, dining)
    fill(page)
    place(page, "Yes, add it free")
    expect(page.locator("#orders > li")).to_have_count(1)
    assert find_faults(page) == []
    press(page, "Get the bill")
    expect(page.locator("#billed dl")).to_be_visible()
    assert find_faults(page) == []


def test_a_table_without_scripts_or_that_is_not_there_has_no_fault(
    page: Page, server: RunningServer, cast: Cast, faults: PageFaults
) -> None:
    dining = Trattoria(cast)
    dining.session = dining.sit()
    dining.place(dining.cart(pizza=2), takeFreeItems=True)
    open_table(page, server, f"{dining.code}?plain")
    expect(page.locator("#orders > li")).to_have_count(1)
    assert find_faults(page) == []
    open_table(page, server, "no-such-table")
    expect(page.locator("#notice")).to_have_text("There is no such table.")
    assert find_faults(page) == []
    open_table(page, server, "no-such-table?plain")
    assert find_faults(page) == []
    assert ["404" in fault for fault in faults.pop_all()] == [True]
