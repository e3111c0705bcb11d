"""The bill of a session: orders with and without offers, the session's discount, taxes, what was saved."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.promotions.pricing.bill import Stacking, Tax, compute_bill
from models.promotions.pricing.conditions import Conditions
from models.promotions.pricing.order import price_cart
from models.promotions.pricing.promotion import Promotion
from models.promotions.pricing.rule import FlatOff, PercentOff
from models.refused import Refused
from tests.support.menu import (
    BUY_2_GET_1,
    COKE,
    FUNGHI,
    JUICE,
    MENU,
    PIZZA,
    PIZZAS,
    TWENTY_OFF,
    WINE,
    cart,
    item,
    make_stackable,
    promotion,
)

WITH_OFFER = price_cart(cart((PIZZA, 2), (COKE, 1)), [BUY_2_GET_1], True, menu=MENU)
PLAIN, DRINKS = price_cart(cart((FUNGHI, 1))), price_cart(cart((COKE, 1), (JUICE, 1)))
ORDERS = (WITH_OFFER, PLAIN, DRINKS)
GST = (("CGST", 2_50), ("SGST", 2_50))


def test_a_session_of_three_orders() -> None:
    """Decision 24: the percentage is taken of the two orders that carry no offer: 300 and 170."""
    bill = compute_bill(ORDERS, [TWENTY_OFF], GST)
    assert (bill.subtotal, bill.offer_discount, bill.session_discount) == (1270_00, 250_00, 94_00)
    assert bill.taxes == (Tax("CGST", 2_50, 23_15), Tax("SGST", 2_50, 23_15))
    assert (bill.discount, bill.total) == (344_00, 926_00 + 46_30)
    assert [use.sentence for use in bill.offers] == [
        "Buy 2 Get 1 Free: 1 Margherita free, worth ₹250.00.",
        "20% Off Total Bill: 20% of ₹470.00: ₹94.00 off.",
    ]


def test_the_bill_shows_every_item_and_the_free_one() -> None:
    lines = compute_bill(ORDERS, [TWENTY_OFF]).lines
    assert [(line.item, line.quantity, line.is_free) for line in lines] == [
        (COKE, 1, False),
        (PIZZA, 2, False),
        (PIZZA, 1, True),
        (FUNGHI, 1, False),
        (COKE, 1, False),
        (JUICE, 1, False),
    ]
    assert [line.discount for line in lines] == [0, 0, 250_00, 60_00, 10_00, 24_00]
    assert [line.offer_id for line in lines[3:]] == [TWENTY_OFF.id] * 3


@pytest.mark.parametrize(
    ("policy", "session", "discount"),
    [
        (Stacking.SINGLE, [TWENTY_OFF], 94_00),
        (Stacking.SINGLE, [make_stackable(TWENTY_OFF)], 94_00),
        (Stacking.COMPATIBLE, [TWENTY_OFF], 94_00),
        (
            Stacking.COMPATIBLE,
            [make_stackable(TWENTY_OFF)],
            204_00,  # of 550 more: what is left after the free pizza
        ),
        # Of several the one that saves most, or all that stack: by priority, then by title.
        (Stacking.SINGLE, [promotion(FlatOff(50_00), 9), TWENTY_OFF], 94_00),
        (Stacking.SINGLE, [promotion(FlatOff(99_00), 9), TWENTY_OFF], 99_00),
        (
            Stacking.COMPATIBLE,
            [make_stackable(promotion(FlatOff(50_00), 9)), make_stackable(TWENTY_OFF)],
            254_00,
        ),
        (
            Stacking.COMPATIBLE,
            [make_stackable(promotion(FlatOff(50_00), 9, priority=1)), make_stackable(TWENTY_OFF)],
            244_00,
        ),
        (Stacking.COMPATIBLE, [promotion(FlatOff(999_00), 9), make_stackable(TWENTY_OFF)], 470_00),
        (Stacking.SINGLE, [], 0),
    ],
)
def test_policies(policy: Stacking, session: list[Promotion], discount: int) -> None:
    """Decision 24."""
    stacking = price_cart(cart((PIZZA, 2), (COKE, 1)), [make_stackable(BUY_2_GET_1)], True, menu=MENU)
    bill = compute_bill((stacking, PLAIN, DRINKS), session, (), policy)
    assert (bill.session_discount, bill.discount) == (discount, discount + 250_00)


def test_order_level_goes_first_within_one_order_too() -> None:
    """Decision 24: a fifth of the 300 that are left, not of 550."""
    both = [make_stackable(TWENTY_OFF), make_stackable(BUY_2_GET_1)]
    order = price_cart(cart((PIZZA, 2), (COKE, 1)), both, menu=MENU)
    assert [(use.title, use.amount) for use in order.applied_offers] == [
        ("Buy 2 Get 1 Free", 250_00),
        ("20% Off Total Bill", 60_00),
    ]


def test_what_stacks_is_not_added_to_an_order_whose_offer_does_not() -> None:
    """Decision 24."""
    assert (
        compute_bill(ORDERS, [make_stackable(TWENTY_OFF)], (), Stacking.COMPATIBLE).session_discount == 94_00
    )


def test_order_level_goes_first_whatever_its_priority() -> None:
    """Decision 24: a fifth of what is left."""
    bill_first = replace(make_stackable(TWENTY_OFF), priority=9)
    pizzas = promotion(FlatOff(100_00, PIZZAS), 9, is_stackable=True)
    order = price_cart(cart((PIZZA, 2), (COKE, 1)), [bill_first, pizzas])
    assert [use.amount for use in order.applied_offers] == [100_00, 90_00]
    assert [line.offer_id for line in order.lines] == [
        TWENTY_OFF.id,
        pizzas.id,
    ]  # the first that took something


@pytest.mark.parametrize(("least", "discount"), [(550_00, 100_00), (550_01, 0)])
def test_a_free_item_is_not_money_spent(least: int, discount: int) -> None:
    stacking = price_cart(cart((PIZZA, 2), (COKE, 1)), [make_stackable(BUY_2_GET_1)], True, menu=MENU)
    offer = make_stackable(promotion(FlatOff(100_00), conditions=Conditions(min_amount=least)))
    assert compute_bill([stacking], [offer], (), Stacking.COMPATIBLE).session_discount == discount


@pytest.mark.parametrize(("least", "discount"), [(470_00, 100_00), (470_01, 0)])
def test_the_minimum_spend_is_judged_on_the_orders_it_is_taken_off(least: int, discount: int) -> None:
    offer = promotion(FlatOff(100_00), conditions=Conditions(min_amount=least))
    assert compute_bill(ORDERS, [offer]).session_discount == discount


@pytest.mark.parametrize(("least", "discount"), [(3, 100_00), (4, 0)])
def test_the_minimum_quantity_is_counted_over_the_orders(least: int, discount: int) -> None:
    offer = promotion(FlatOff(100_00), conditions=Conditions(min_quantity=least))
    assert compute_bill(ORDERS, [offer]).session_discount == discount


def test_a_discount_of_the_bill_leaves_wine_alone_and_never_falls_below_zero() -> None:
    wine = price_cart(cart((WINE, 1), (COKE, 1)))
    bill = compute_bill([wine], [promotion(FlatOff(999_00))])
    assert (bill.session_discount, bill.total) == (50_00, 600_00)


def test_each_tax_is_rounded_half_up_once_on_its_sum() -> None:
    cheap = price_cart(cart((item(50, "Mint", "small", 10), 1)))
    taxes = compute_bill([cheap] * 3, (), [("A", 5_00), ("B", 1_66), ("C", 0)]).taxes
    assert [tax.amount for tax in taxes] == [2, 0, 0]  # 1.5 up, not three times 0.5; 0.498 down


def test_an_order_that_took_the_percentage_itself_is_not_discounted_again() -> None:
    order = price_cart(cart((PIZZA, 2)), [TWENTY_OFF])
    assert compute_bill([order], [TWENTY_OFF]).discount == 100_00


def test_only_a_discount_on_the_whole_bill_is_an_offer_of_the_session() -> None:
    with pytest.raises(Refused):
        compute_bill(ORDERS, [promotion(PercentOff(10_00, None, PIZZAS))])


def test_a_session_without_orders_costs_nothing() -> None:
    bill = compute_bill([], [TWENTY_OFF], GST)
    assert (bill.lines, bill.offers, bill.total, bill.discount) == ((), (), 0, 0)


@settings(max_examples=60)
@given(
    st.lists(st.lists(st.tuples(st.sampled_from(MENU), st.integers(1, 3)), max_size=3), max_size=4),
    st.lists(st.integers(1, 100_00).map(PercentOff) | st.integers(1, 2000_00).map(FlatOff), max_size=3),
    st.sampled_from(Stacking),
    st.booleans(),
)
def test_every_bill_adds_up(carts: Any, rules: Any, policy: Stacking, is_stackable: bool) -> None:
    """Decision 23."""
    offer_of_order = promotion(BUY_2_GET_1.rule, 99, is_stackable=is_stackable)
    orders = [
        price_cart(cart(*lines), [offer_of_order] if at % 2 else [], True, menu=MENU)
        for at, lines in enumerate(carts)
    ]
    session = [promotion(rule, at, is_stackable=bool(at)) for at, rule in enumerate(rules)]
    bill = compute_bill(orders, session, GST, policy)
    assert bill.discount == sum(use.amount for use in bill.offers)
    assert bill.total == sum(line.total for line in bill.lines) + sum(tax.amount for tax in bill.taxes)
    assert all(0 <= line.total <= line.list_price * line.quantity for line in bill.lines)
    assert bill.subtotal == sum(order.subtotal for order in orders)
