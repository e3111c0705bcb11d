"""The page of a table, as axe reads it: the menu, a cart with its offers, an order, the bill."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.dining import TWENTY_OFF
from tests.pages.axe import serious
from tests.pages.browsing import need_chromium
from tests.pages.seated import Trattoria, fill, place, sit
from tests.pages.visiting import press
from tests.running import Running

need_chromium()

pytestmark = pytest.mark.parametrize("everybody", ["sqlite and memory"], indirect=True, scope="session")


@pytest.fixture(autouse=True)
def seated(page: Page, server: Running, cast: Cast) -> Iterator[None]:
    """At the example's table, with offers of which not all are to be had; afterwards nobody listens there."""
    dining = Trattoria(cast, taxRates=[{"name": "GST", "rate": 5}])
    dining.promotion("For large tables", TWENTY_OFF, conditions={"minAmount": 5000_00})
    sit(page, server, dining)
    yield
    page.goto("about:blank")


def test_the_menu_and_a_cart_with_its_offers_have_no_fault(page: Page) -> None:
    assert serious(page) == []
    fill(page)
    page.get_by_label("Have a promo code?").fill("NONE")
    press(page, "Apply")
    expect(page.locator("#code-said")).not_to_be_empty()
    assert serious(page) == []
    press(page, "See all offers")
    expect(page.locator("#sheet")).to_be_visible()
    assert serious(page) == []


def test_an_order_with_a_free_item_and_the_bill_have_no_fault(page: Page) -> None:
    fill(page)
    place(page)
    expect(page.locator("#take-free")).to_be_enabled()
    assert serious(page) == []
    page.locator("#take-free").click()
    expect(page.locator("#orders > li")).to_have_count(1)
    assert serious(page) == []
    press(page, "Get the bill")
    expect(page.locator("#billed")).to_be_visible()
    assert serious(page) == []
