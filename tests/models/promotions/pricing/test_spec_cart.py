"""The cart of the specification: two pizzas at 250 and a Coke at 50, under its offers."""

import pytest

from models.promotions.pricing.compare import Comparison, Priority, choose_best
from models.promotions.pricing.order import PricedOrder, price_cart
from models.promotions.pricing.rule import BuyGet
from tests.support.menu import (
    BURGERS,
    BUY_2_GET_1,
    FREE_COKE,
    MENU,
    PIZZA,
    TWENTY_OFF,
    TWO_PIZZAS_AND_A_COKE,
    cart,
    codes,
    compare_all,
    promotion,
)

CART = cart(*TWO_PIZZAS_AND_A_COKE)
BURGERS_3 = promotion(BuyGet(BURGERS, 3), 4, "Buy 3 Burgers Get 1 Free")
FOUND = compare_all(CART, FREE_COKE, BURGERS_3, TWENTY_OFF, BUY_2_GET_1)


@pytest.mark.parametrize(
    ("place", "title", "savings", "difference", "total", "priority"),
    [
        (0, "Buy 2 Get 1 Free", 250_00, 0, 300_00, Priority.BEST),
        (1, "20% Off Total Bill", 110_00, -140_00, 440_00, Priority.OKAY),
        (2, "Free Coke on 500+", 50_00, -200_00, 500_00, Priority.OKAY),
    ],
)
def test_the_offers_save_what_the_specification_says(
    place: int, title: str, savings: int, difference: int, total: int, priority: Priority
) -> None:
    """Decisions 21 and 26."""
    assert FOUND.best
    comparison: Comparison = (FOUND.best, *FOUND.others)[place]
    assert (comparison.promotion.title, comparison.savings, comparison.difference) == (
        title,
        savings,
        difference,
    )
    assert (comparison.total, comparison.priority, comparison.missing, comparison.hint) == (
        total,
        priority,
        (),
        None,
    )


def test_the_best_is_applied_and_the_burgers_say_what_is_missing() -> None:
    (burgers,) = FOUND.not_eligible
    assert choose_best(FOUND.eligible, None) == FOUND.best
    assert codes(burgers) == ["ITEMS"]
    assert (burgers.missing[0].quantity, burgers.missing[0].sentence) == (3, "You need 3 more: Burger.")


def test_the_free_pizza_is_another_of_what_was_bought() -> None:
    assert FOUND.best
    (choice,) = FOUND.best.free_items
    assert (choice.options, choice.quantity, choice.worth) == ((PIZZA,), 1, 250_00)


def test_who_takes_the_free_pizza_gets_three_for_the_price_of_two() -> None:
    """Decision 21."""
    order = price_cart(CART, [BUY_2_GET_1], take_free=True, menu=MENU)
    free = order.lines[-1]
    assert (free.item, free.quantity, free.unit_price, free.list_price) == (PIZZA, 1, 0, 250_00)
    assert (free.is_free, free.offer_id, free.total) == (True, BUY_2_GET_1.id, 0)
    assert figures(order) == (800_00, 250_00, 550_00)
    assert order.explanation == ("Buy 2 Get 1 Free: 1 Margherita free, worth ₹250.00.",)


def test_who_leaves_the_free_pizza_gets_its_worth_off() -> None:
    """Decision 21."""
    order = price_cart(CART, [BUY_2_GET_1], take_free=False, menu=MENU)
    assert figures(order) == (550_00, 250_00, 300_00)
    assert [line.is_free for line in order.lines] == [False, False]
    assert order.explanation == ("Buy 2 Get 1 Free: ₹250.00 off instead of 1 free item.",)


def test_with_the_third_pizza_in_the_cart_one_of_the_three_is_free_either_way() -> None:
    """Decision 22."""
    three = cart((PIZZA, 3))
    accepted_order, declined_order = (
        price_cart(three, [BUY_2_GET_1], take_free=take, menu=MENU) for take in (True, False)
    )
    assert accepted_order == declined_order
    assert figures(declined_order) == (750_00, 250_00, 500_00)
    assert [(line.quantity, line.is_free) for line in declined_order.lines] == [(2, False), (1, True)]


def test_the_percentage_says_what_it_was_taken_of() -> None:
    order = price_cart(CART, [TWENTY_OFF])
    assert figures(order) == (550_00, 110_00, 440_00)
    assert order.explanation == ("20% Off Total Bill: 20% of ₹550.00: ₹110.00 off.",)


def figures(order: PricedOrder) -> tuple[int, int, int]:
    return order.subtotal, order.offer_discount, order.total
