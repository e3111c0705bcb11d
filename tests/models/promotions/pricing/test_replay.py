"""A promotion replayed on past orders, within its hours, its limits and its budget."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from models.promotions.pricing.cart import Cart
from models.promotions.pricing.conditions import Conditions
from models.promotions.pricing.replay import PastOrder, ReplayResult, replay_orders
from models.promotions.pricing.rule import PercentOff
from models.promotions.pricing.shelf import build_shelf
from tests.support.menu import BUY_2_GET_1, MENU, NOON, PIZZA, cart, promotion

SHELF, HALF = build_shelf(MENU), PercentOff(50_00)
OTHER = UUID(int=7)


def order(past_cart: Cart | None = None, hours: int = 0, **fields: Any) -> PastOrder:
    """A pizza at noon, by nobody in particular, without an offer."""
    past_cart = past_cart or cart((PIZZA, 1))
    defaults: dict[str, Any] = {"guest": None, "is_first": False, "takes_free": False, "discounts": ()}
    columns = {"total": past_cart.subtotal, **defaults, **fields}
    return PastOrder(at=NOON.now + timedelta(hours=hours), cart=past_cart, **columns)


def play(*orders: PastOrder, **terms: Any) -> ReplayResult:
    return replay_orders(orders, promotion(HALF, **terms), SHELF, "UTC")


def test_of_no_orders_nothing_is_said() -> None:
    assert play() == ReplayResult()


@pytest.mark.parametrize(
    ("terms", "orders_taking"),
    [
        ({}, 4),
        ({"limit": 3}, 3),
        ({"budget": 250_00}, 2),
        ({"customer_limit": 1}, 1),
        ({"code": "SECRET", "is_automatic": False}, 4),
        ({"conditions": Conditions(opens=13 * 60)}, 2),
        ({"conditions": Conditions(first_order=True)}, 1),
        ({"conditions": Conditions(needs_customer=True)}, 2),
    ],
)
def test_it_is_taken_as_often_as_it_could_have_been(terms: dict[str, Any], orders_taking: int) -> None:
    """Two orders of one guest, the first of which was their first, and two of strangers."""
    orders_of_guest = [order(guest="tel:+1", is_first=True), order(hours=1, guest="tel:+1")]
    result = play(*orders_of_guest, order(), order(hours=2), **terms)
    assert (result.orders, result.orders_taking, result.savings) == (4, orders_taking, orders_taking * 125_00)
    assert result.revenue == result.actual_revenue - result.savings == 1000_00 - orders_taking * 125_00


def test_of_equal_savings_what_was_taken_stays() -> None:
    result = play(order(total=125_00, discounts=((OTHER, 125_00),)))
    assert (result.eligible_orders, result.orders_taking, result.revenue, result.actual_revenue) == (
        1,
        0,
        125_00,
        125_00,
    )


def test_what_a_guest_gets_made_leaves_the_bought_units_paid() -> None:
    two = cart((PIZZA, 2))
    for takes_free, revenue in ((True, 500_00), (False, 250_00)):
        result = replay_orders([order(two, takes_free=takes_free)], BUY_2_GET_1, SHELF, "UTC")
        assert (result.savings, result.revenue) == (250_00, revenue)


def test_without_its_discount_an_order_costs_what_was_bought() -> None:
    """The promotion itself, so changed that the order qualifies no more: its free item was made, or left."""
    never = promotion(HALF, conditions=Conditions(min_amount=10**9))
    for total in (250_00, 125_00):
        result = replay_orders([order(total=total, discounts=((never.id, 125_00),))], never, SHELF, "UTC")
        assert (result.eligible_orders, result.revenue, result.actual_revenue) == (0, 250_00, total)
