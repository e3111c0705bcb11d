"""The page of a table in a real browser: what a guest compares, orders and pays, alone and beside another."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import APIResponse, Browser, Page, Route, expect

from models.promotions.menu_item import MenuItem
from tests.support.actors import Cast
from tests.support.browser.explorer import PageFaults, need_chromium
from tests.support.browser.link_page import press
from tests.support.browser.table import (
    Trattoria,
    add,
    expect_subtotal,
    fill,
    open_another_phone,
    open_table,
    place,
    sit,
)
from tests.support.database_dump import run_on_database
from tests.support.dining import CANCEL, expect_success
from tests.support.server import RunningServer

need_chromium()

pytestmark = pytest.mark.parametrize("users", ["sqlite and memory"], indirect=True, scope="session")
ORDERS = "query($code: String!) { table(code: $code) { session { orders { id } } } }"
SUMS = (
    "Subtotal₹1,350.00Offers on orders-₹250.00Discount on the bill-₹300.00"
    "GST 5%₹40.00Total₹840.00You saved₹550.00"
)
CLOSE_OFFER = "mutation($id: UUID!) { closeOffer(id: $id) { __typename } }"


@pytest.fixture
def dining(cast: Cast) -> Trattoria:
    return Trattoria(cast, taxRates=[{"name": "GST", "rate": 5}])


@pytest.fixture(autouse=True)
def leave_table(page: Page) -> Iterator[None]:
    """Leave the table after each test, so that no page listens there."""
    yield
    page.unroute_all()
    page.goto("about:blank")


@pytest.fixture
def cart(page: Page, server: RunningServer, dining: Trattoria) -> Trattoria:
    """The restaurant, with a guest at its table whose cart is filled, and with a promo code."""
    dining.promotion("For friends", {"flatOff": {"amount": 300_00}}, code="FRIENDS", isAutomatic=False)
    sit(page, server, dining)
    fill(page)
    return dining


@pytest.fixture
def orders(page: Page, cart: Trattoria) -> Trattoria:
    """The restaurant, with two orders at its table: one with the promo code, one with a free pizza."""
    cart.session = cart.sit()
    cart.place(cart.cart(pizza=2, coke=1), promoCode="friends")
    expect(page.locator("#orders > li")).to_have_count(1)
    place(page, "Yes, add it free: pay ₹550.00")
    expect(page.locator("#orders > li")).to_have_count(2)
    return cart


def test_a_filled_cart_takes_the_best_offer_and_shows_its_sums(page: Page, cart: Trattoria) -> None:
    expect(page.locator("#offers-title")).to_have_text("Available offers (3)")
    expect(page.locator("#applied li")).to_contain_text(["Buy 2 Get 1 Free"])
    expect(page.locator("#applied")).to_contain_text("Best deal (applied)")
    expect(page.locator("#sums")).to_have_text(
        "Subtotal₹550.00Offer discount-₹250.00Total₹300.00before taxes"
    )


def test_a_guest_compares_the_offers_and_switches_to_another(page: Page, cart: Trattoria) -> None:
    press(page, "See all offers")
    page.get_by_role("button", name="Apply this: 20% Off Total Bill").click()
    expect(page.locator("#sheet .taken")).to_contain_text("20% Off Total Bill")
    expect(page.locator("#sheet .taken")).to_contain_text(
        "You save: ₹110.00 (-₹140.00 against the best deal)"
    )
    press(page, "Close")
    expect(page.locator("#sums")).to_contain_text("Total₹440.00")


def test_a_promo_code_lowers_the_total_and_its_order_empties_the_cart(page: Page, cart: Trattoria) -> None:
    page.get_by_label("Have a promo code?").fill("friends")
    press(page, "Apply")
    expect(page.locator("#code-said")).to_have_text("The code friends is good.")
    expect_subtotal(page, "₹550.00")
    expect(page.locator("#sums")).to_contain_text("Total₹250.00")
    place(page)
    expect(page.locator("#notice")).to_have_text("Order 1 is placed: the kitchen has it.")
    expect(page.locator("#ordered-title")).to_be_focused()
    expect(page.locator("#empty")).to_be_visible()


def test_a_second_order_stands_below_the_first_with_its_free_item(page: Page, orders: Trattoria) -> None:
    expect(page.locator("#orders > li")).to_have_count(2)
    expect(page.locator("#orders > li").last).to_contain_text("Margherita \u00d7 1Free")


def test_the_bill_adds_up_the_orders_their_offers_and_the_tax(page: Page, orders: Trattoria) -> None:
    press(page, "Get the bill")
    expect(page.locator("#bill-title")).to_be_focused()
    expect(page.locator("#bill-title")).to_have_text("Your bill so far")
    expect(page.locator("#billed dl")).to_have_text(SUMS)
    expect(page.locator("#orders")).to_be_hidden()


def test_a_closed_session_shows_its_bill_until_a_new_order_is_started(page: Page, orders: Trattoria) -> None:
    press(page, "Get the bill")
    expect(page.locator("#bill-title")).to_have_text("Your bill so far")
    orders.close()
    expect(page.locator("#bill-title")).to_have_text("Your bill")
    expect(page.locator("#billed dl")).to_have_text(SUMS)
    press(page, "Start a new order")
    expect(page.locator("#menu")).to_be_visible()
    expect(page.locator("#ordered")).to_be_hidden()


def test_a_bill_that_arrives_late_does_not_replace_the_final_one(page: Page, orders: Trattoria) -> None:
    late: list[tuple[Route, APIResponse]] = []

    def delay_bill(route: Route) -> None:
        if "requestBill" in (route.request.post_data or ""):
            late.append((route, route.fetch()))
        else:
            route.continue_()

    page.route("**/graphql", delay_bill)
    press(page, "Get the bill")
    expect(page.locator("#get-bill")).to_contain_class("asked")
    orders.close()
    expect(page.locator("#bill-title")).to_have_text("Your bill")
    expect(page.locator("#notice")).to_have_text("Asking for the bill…")
    (route, response), *_ = late
    route.fulfill(response=response)
    expect(page.locator("#notice")).to_have_text("")
    expect(page.locator("#bill-title")).to_have_text("Your bill")
    page.unroute_all()


def test_two_phones_at_one_table_see_each_other_s_orders(
    page: Page, server: RunningServer, dining: Trattoria, browser: Browser, faults: PageFaults
) -> None:
    with open_another_phone(browser, server, faults) as other:
        for phone in (page, other):
            sit(phone, server, dining)
        add(page, "Coke")
        expect_subtotal(page, "₹50.00")
        place(page)
        expect(other.locator("#news")).to_have_text("Order 1 was placed at your table.")
        expect(page.locator("#news")).to_have_text("")
        add(other, "Burger")
        expect_subtotal(other, "₹150.00")
        place(other)
        expect(page.locator("#orders > li")).to_have_count(2)
        ordered = dining.guest.get(ORDERS, code=dining.code)["session"]["orders"]
        expect_success(dining.owner.get(CANCEL, id=ordered[0]["id"]))
        expect(page.locator("#news")).to_have_text("Order 1 was cancelled.")
        expect(other.get_by_role("heading", name="Order 1: cancelled")).to_be_visible()
        press(other, "Get the bill")
        expect(page.get_by_role("button", name="Show the bill")).to_be_visible()


def test_an_offer_names_the_missing_item_and_a_button_adds_it(
    page: Page, server: RunningServer, dining: Trattoria
) -> None:
    sit(page, server, dining)
    add(page, "Burger", 2)
    expect_subtotal(page, "₹300.00")
    press(page, "See all offers")
    missed = page.locator("#sheet li", has_text="Buy 3 Burgers Get 1 Free")
    expect(missed).to_contain_text("Add one Burger for ₹150.00 and save ₹150.00.")
    missed.get_by_role("button", name="Add one Burger").click()
    expect(page.locator("#sheet .taken")).to_contain_text("Buy 3 Burgers Get 1 Free")
    expect(page.locator("#sheet .taken")).to_contain_text("You save: ₹150.00")
    press(page, "Remove all offers")
    expect(page.locator("#sheet .taken")).to_have_count(0)
    expect(page.locator("#sums")).to_have_text("Subtotal₹450.00Total₹450.00before taxes")
    press(page, "Use the best deal")
    expect(page.locator("#sheet .taken")).to_have_count(1)
    page.get_by_label("Cart offers").check()
    expect(page.locator("#sheet-offers b")).to_have_text(["20% Off Total Bill"])
    page.get_by_label("Item offers").check()
    expect(page.locator("#sheet-offers b").first).to_have_text("Buy 3 Burgers Get 1 Free")
    expect(page.locator("#sheet-offers")).not_to_contain_text("20%")


def test_on_a_phone_the_offers_come_up_from_the_bottom_and_nothing_is_wider_than_it(
    page: Page, server: RunningServer, dining: Trattoria
) -> None:
    sit(page, server, dining)
    fill(page)
    expect(page.locator("#others")).to_be_hidden()
    page.get_by_role("button", name="See all offers").focus()
    page.keyboard.press("Enter")
    box = page.locator("#sheet").bounding_box()
    assert box
    assert (box["x"], box["width"], round(box["y"] + box["height"])) == (0, 360, 740)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.keyboard.press("Escape")
    expect(page.locator("#sheet")).to_be_hidden()
    expect(page.get_by_role("button", name="See all offers")).to_be_focused()


def test_of_several_free_items_one_is_chosen_or_their_worth_is_taken_off(
    page: Page, server: RunningServer, dining: Trattoria
) -> None:
    dining.item("Funghi", 250_00, "Pizza")
    sit(page, server, dining)
    fill(page)
    page.locator("#order").click()
    expect(page.get_by_role("heading", name="You qualify for 1 free item!")).to_be_focused()
    expect(page.get_by_role("button", name="No, take ₹250.00 off: pay ₹300.00")).to_be_visible()
    page.get_by_label("Which one?").select_option("Margherita")
    page.get_by_role("button", name="Yes, add it free: pay ₹550.00").click()
    expect(page.locator("#orders li li").last).to_have_text("Margherita \u00d7 1Free")
    fill(page)
    place(page, "No, take ₹250.00 off")
    expect(page.locator("#orders > li").last).to_contain_text("Total₹300.00")


def test_nothing_is_added_for_free_once_its_offer_has_ended(
    page: Page, server: RunningServer, dining: Trattoria
) -> None:
    sit(page, server, dining)
    fill(page)
    dining.owner.get(CLOSE_OFFER, id=dining.buy_get)
    page.locator("#order").click()
    expect(page.locator("#free-said")).to_contain_text("has just ended")
    expect(page.locator("#take-free")).to_be_disabled()
    press(page, "Back to the cart")
    expect(page.locator("#applied")).to_contain_text("20% Off Total Bill")


def test_the_cart_survives_a_reload_without_what_left_the_menu(
    page: Page, server: RunningServer, dining: Trattoria
) -> None:
    sit(page, server, dining)
    fill(page)
    press(page, "See all offers")
    press(page, "Remove all offers")
    page.reload()
    expect(page.locator("#sums")).to_have_text("Subtotal₹550.00Total₹550.00before taxes")
    run_on_database(server, lambda: MenuItem.filter(id=dining.coke).update(is_active=False))
    page.reload()
    expect(page.locator("#notice")).to_contain_text("no longer on the menu")
    expect_subtotal(page, "₹500.00")


def test_what_is_taken_out_of_the_cart_is_gone_and_the_keyboard_is_not_lost(
    page: Page, server: RunningServer, dining: Trattoria
) -> None:
    sit(page, server, dining)
    fill(page)
    add(page, "Margherita")
    expect_subtotal(page, "₹800.00")
    expect(page.locator("#lines li")).to_have_text(
        ["Coke \u00d7 1Remove₹50.00", "Margherita \u00d7 3Remove₹750.00"]
    )
    for name, left in (("Coke", "₹750.00"), ("Margherita", "")):
        page.get_by_role("button", name=f"Remove {name}").focus()
        page.keyboard.press("Enter")
        if left:
            expect_subtotal(page, left)
        expect(page.locator("#cart-title")).to_be_focused()
    expect(page.locator("#empty")).to_be_visible()
    expect(page.locator("#to-cart")).to_be_hidden()


def test_an_order_with_a_changed_total_is_shown_and_confirmed_again(
    page: Page, server: RunningServer, dining: Trattoria
) -> None:
    sit(page, server, dining)
    add(page, "Burger")
    expect_subtotal(page, "₹150.00")
    expect(page.locator("#sums")).to_contain_text("Total₹120.00")
    dining.owner.get(CLOSE_OFFER, id=dining.percent)
    place(page)
    expect(page.locator("#notice")).to_contain_text("It now comes to ₹150.00")
    expect(page.locator("#notice")).to_be_focused()
    expect(page.locator("#sums")).to_have_text("Subtotal₹150.00Total₹150.00before taxes")
    expect(page.locator("#ordered")).to_be_hidden()
    expect_subtotal(page, "₹150.00")
    place(page)
    expect(page.locator("#orders")).to_contain_text("Total₹150.00")


def test_a_cart_is_compared_again_when_another_guest_orders(
    page: Page, server: RunningServer, dining: Trattoria
) -> None:
    dining.promotion("The first one", {"flatOff": {"amount": 100_00}}, usageLimit=1)
    sit(page, server, dining)
    add(page, "Burger")
    expect(page.locator("#applied")).to_contain_text("The first one")
    dining.session = dining.sit()
    dining.place([{"menuItemId": dining.coke, "quantity": 3}])
    expect(page.locator("#news")).to_have_text("Order 1 was placed at your table.")
    expect(page.locator("#applied")).not_to_contain_text("The first one")


def test_a_code_that_is_not_known_or_saves_less_says_so(
    page: Page, server: RunningServer, dining: Trattoria
) -> None:
    dining.promotion("Little", {"flatOff": {"amount": 10_00}}, code="LITTLE", isAutomatic=False)
    sit(page, server, dining)
    fill(page)
    for code, why in (("NOPE", "There is no such code."), ("LITTLE", "Another offer saves as much or more")):
        page.get_by_label("Have a promo code?").fill(code)
        page.keyboard.press("Enter")
        expect(page.locator("#code-said")).to_contain_text(why)
    expect(page.locator("#sums")).to_contain_text("Total₹300.00")


def test_an_offer_for_each_guest_once_asks_for_a_phone_number(
    page: Page, server: RunningServer, dining: Trattoria
) -> None:
    dining.promotion("First order", {"flatOff": {"amount": 400_00}}, conditions={"firstOrder": True})
    sit(page, server, dining)
    fill(page)
    page.get_by_label("Your phone number").fill("12")
    page.keyboard.press("Tab")
    expect(page.locator("#code-said")).to_contain_text("phone")
    expect(page.locator("#order")).to_be_disabled()
    page.get_by_label("Your phone number").fill("+91 98123 45678")
    page.keyboard.press("Enter")
    expect(page.locator("#applied")).to_contain_text("First order")


def test_a_table_that_is_not_there_or_sells_nothing_says_so(
    page: Page, server: RunningServer, dining: Trattoria
) -> None:
    open_table(page, server, "no-such-table")
    expect(page.locator("#notice")).to_contain_text("table")
    expect(page.locator("#notice")).to_have_class("wrong")
    expect(page.locator("#menu")).to_be_hidden()
    run_on_database(server, lambda: MenuItem.filter(restaurant_id=dining.id).update(is_active=False))
    open_table(page, server, dining.code)
    expect(page.locator("#notice")).to_contain_text("takes no orders right now")


def test_a_session_that_is_closed_meanwhile_shows_its_bill_and_keeps_the_cart(
    page: Page, server: RunningServer, dining: Trattoria
) -> None:
    dining.session = dining.sit()
    dining.place(dining.cart(coke=1))
    sit(page, server, dining)
    add(page, "Burger")
    expect_subtotal(page, "₹150.00")
    dining.close()
    expect(page.locator("#bill-title")).to_be_focused()
    expect(page.locator("#bill-state")).to_contain_text("this bill is final")
    page.reload()
    expect(page.locator("#bill-title")).to_have_text("Your bill")
    press(page, "Start a new order")
    expect_subtotal(page, "₹150.00")


def test_a_lost_connection_is_reported_and_a_retry_places_one_order(
    page: Page, server: RunningServer, dining: Trattoria, faults: PageFaults
) -> None:
    def lose_answer(route: Route) -> None:
        if "placeOrder" in (route.request.post_data or ""):
            route.fetch()
            return route.abort()
        return route.continue_()

    sit(page, server, dining)
    add(page, "Coke")
    expect_subtotal(page, "₹50.00")
    page.route("**/graphql", lose_answer)
    place(page)
    expect(page.locator("#notice")).to_contain_text("could not be reached")
    page.unroute("**/graphql")
    assert ["ERR_FAILED" in fault for fault in faults.pop_all()] == [True]
    press(page, "Try again")
    expect(page.locator("#notice")).to_have_text("Order 1 is placed: the kitchen has it.")
    expect(page.locator("#orders > li")).to_have_count(1)


def test_too_many_requests_show_the_seconds_to_wait(
    page: Page, server: RunningServer, dining: Trattoria, faults: PageFaults
) -> None:
    def refuse_by_rate(route: Route) -> None:
        extensions = {"code": "RATE_LIMITED", "retryAfter": 1}
        route.fulfill(status=429, json={"errors": [{"message": "Too many.", "extensions": extensions}]})

    page.route("**/graphql", refuse_by_rate)
    open_table(page, server, dining.code)
    expect(page.locator("#notice")).to_contain_text("Too many requests. You can try again in 1 second.")
    page.unroute("**/graphql")
    assert ["429" in fault for fault in faults.pop_all()] == [True]
    press(page, "Try again")
    expect(page.locator("#menu")).to_be_visible()


def test_without_the_live_channel_the_page_says_so_and_still_orders(
    browser: Browser, server: RunningServer, dining: Trattoria, faults: PageFaults
) -> None:
    with open_another_phone(browser, server, faults) as phone:
        phone.route_web_socket("**/graphql", lambda socket: socket.close())
        open_table(phone, server, dining.code)
        expect(phone.locator("#connection")).to_contain_text("Not connected")
        add(phone, "Coke")
        expect_subtotal(phone, "₹50.00")
        place(phone)
        expect(phone.locator("#orders > li")).to_have_count(1)


def test_amounts_are_in_the_reader_s_convention_and_the_restaurant_s_currency(
    page: Page, server: RunningServer, cast: Cast
) -> None:
    dinars = Trattoria(cast, currency="KWD")
    sit(page, server, dinars)
    coke = page.locator("#dishes li", has_text="Coke").locator("small")
    expect(coke).to_have_text(re.compile(r"^KWD\s5\.000$"))
