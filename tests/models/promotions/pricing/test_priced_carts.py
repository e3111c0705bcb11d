"""A table of priced carts: every rule, boundary and rounding."""

import pytest

from models.promotions.pricing.cart import Item
from models.promotions.pricing.compare import compare
from models.promotions.pricing.item import Scope
from models.promotions.pricing.order import price_cart
from models.promotions.pricing.promotion import UNUSED
from models.promotions.pricing.rule import BuyGet, FlatOff, FreeItem, PercentOff, Rule
from tests.support.menu import (
    BURGER,
    BURGERS,
    COKE,
    COKES,
    DRINKS,
    FUNGHI,
    JUICE,
    MARGHERITAS,
    MENU,
    NOON,
    PIZZA,
    PIZZAS,
    WINE,
    WINES,
    cart,
    compare_one,
    item,
    promotion,
)

Lines = tuple[tuple[Item, int], ...]
ONE, THREE, NINE = item(11, "Mint", "small", 1), item(12, "Nut", "small", 3), item(13, "Olive", "small", 9)
SMALL = Scope(categories=frozenset({"small"}))
EITHER = Scope(items=frozenset({PIZZA.id}), categories=frozenset({"drink"}))
ABSENT = Scope(categories=frozenset({"dessert"}))
P2C: Lines = ((PIZZA, 2), (COKE, 1))

# The rule, the cart, what it saves, and what is left to pay when free items are left.
TABLE: list[tuple[Rule, Lines, int, int]] = [
    # A percentage of the bill.
    (PercentOff(20_00), P2C, 110_00, 440_00),
    (PercentOff(100_00), P2C, 550_00, 0),
    (PercentOff(1), P2C, 6, 549_94),  # 5.5 up
    (PercentOff(1), ((COKE, 1),), 1, 49_99),  # 0.5 up
    (PercentOff(1), ((ONE, 4999),), 0, 4999),  # 0.4999 down
    (PercentOff(1), ((ONE, 5000),), 1, 4999),
    (PercentOff(10_00), ((ONE, 4),), 0, 4),  # 0.4 down
    (PercentOff(10_00), ((ONE, 5),), 1, 4),  # 0.5 up
    (PercentOff(10_00), ((ONE, 1), (THREE, 1), (NINE, 1)), 1, 12),  # 1.3 once, not 0 and 0 and 1
    (PercentOff(50_00), ((ONE, 1), (THREE, 1), (NINE, 1)), 7, 6),  # 6.5 once, not 1 and 2 and 5
    (PercentOff(33_33), ((PIZZA, 1),), 83_33, 166_67),  # 83.325
    (PercentOff(12_50), ((COKE, 1),), 6_25, 43_75),
    # With a cap.
    (PercentOff(20_00, 100_00), P2C, 100_00, 450_00),
    (PercentOff(20_00, 110_00), P2C, 110_00, 440_00),
    (PercentOff(20_00, 109_99), P2C, 109_99, 440_01),
    (PercentOff(20_00, 200_00), P2C, 110_00, 440_00),
    (PercentOff(100_00, 1), P2C, 1, 549_99),
    # Of items and categories.
    (PercentOff(20_00, None, PIZZAS), P2C, 100_00, 450_00),
    (PercentOff(20_00, None, COKES), P2C, 10_00, 540_00),
    (PercentOff(50_00, None, EITHER), ((PIZZA, 1), (COKE, 1), (BURGER, 1)), 150_00, 330_00),
    (PercentOff(20_00, 30_00, PIZZAS), P2C, 30_00, 520_00),
    (PercentOff(20_00, None, BURGERS), P2C, 0, 550_00),
    # What is not discountable is left alone.
    (PercentOff(20_00), ((PIZZA, 1), (WINE, 1)), 50_00, 800_00),
    (PercentOff(100_00), ((WINE, 1),), 0, 600_00),
    (PercentOff(20_00, None, WINES), ((WINE, 2),), 0, 1200_00),
    (FlatOff(300_00), ((PIZZA, 1), (WINE, 1)), 250_00, 600_00),
    # A flat amount.
    (FlatOff(100_00), P2C, 100_00, 450_00),
    (FlatOff(550_00), P2C, 550_00, 0),
    (FlatOff(550_01), P2C, 550_00, 0),
    (FlatOff(1), P2C, 1, 549_99),
    (FlatOff(100_00, COKES), P2C, 50_00, 500_00),  # never more than they cost
    (FlatOff(100_00, PIZZAS), ((PIZZA, 3),), 100_00, 650_00),  # once, however many
    (FlatOff(100_00, BURGERS), P2C, 0, 550_00),
    # Buy two, get one of the same.
    (BuyGet(PIZZAS, 2), ((PIZZA, 1),), 0, 250_00),
    (BuyGet(PIZZAS, 2), ((PIZZA, 2),), 250_00, 250_00),
    (BuyGet(PIZZAS, 2), ((PIZZA, 3),), 250_00, 500_00),
    (BuyGet(PIZZAS, 2), ((PIZZA, 4),), 250_00, 750_00),
    (BuyGet(PIZZAS, 2), ((PIZZA, 5),), 500_00, 750_00),
    (BuyGet(PIZZAS, 2), ((PIZZA, 6),), 500_00, 1000_00),
    (BuyGet(PIZZAS, 2), ((PIZZA, 8),), 750_00, 1250_00),
    (BuyGet(PIZZAS, 2, times=1), ((PIZZA, 6),), 250_00, 1250_00),
    (BuyGet(PIZZAS, 2, times=2), ((PIZZA, 9),), 500_00, 1750_00),
    # The cheapest is free, and another of the cheapest where it is not in the cart yet.
    (BuyGet(PIZZAS, 2), ((PIZZA, 1), (FUNGHI, 1)), 250_00, 300_00),
    (BuyGet(PIZZAS, 2), ((PIZZA, 1), (FUNGHI, 2)), 250_00, 600_00),
    (BuyGet(PIZZAS, 2), ((PIZZA, 2), (FUNGHI, 4)), 500_00, 1200_00),
    (BuyGet(PIZZAS, 2), ((FUNGHI, 2),), 300_00, 300_00),
    (BuyGet(DRINKS, 1), ((COKE, 1), (JUICE, 1)), 50_00, 120_00),
    (BuyGet(Scope(), 3), ((PIZZA, 1), (COKE, 1), (JUICE, 1), (BURGER, 1)), 50_00, 550_00),
    # Rewards of several, and larger than what is bought.
    (BuyGet(PIZZAS, 2, None, 2), ((PIZZA, 4),), 500_00, 500_00),
    (BuyGet(PIZZAS, 2, None, 2), ((PIZZA, 3),), 500_00, 250_00),
    (BuyGet(PIZZAS, 1, None, 2), ((PIZZA, 3),), 500_00, 250_00),
    (BuyGet(PIZZAS, 1, None, 2), ((PIZZA, 1),), 250_00, 0),  # no more than the bill holds
    (BuyGet(COKES, 1, PIZZAS), ((COKE, 1),), 50_00, 0),
    # Of other items.
    (BuyGet(PIZZAS, 1, DRINKS), ((PIZZA, 1),), 50_00, 200_00),
    (BuyGet(PIZZAS, 1, DRINKS), ((PIZZA, 1), (JUICE, 1)), 120_00, 250_00),
    (BuyGet(PIZZAS, 1, DRINKS), ((PIZZA, 1), (JUICE, 1), (COKE, 1)), 50_00, 370_00),
    (BuyGet(PIZZAS, 1, DRINKS), ((PIZZA, 2), (JUICE, 1), (COKE, 1)), 170_00, 500_00),
    (BuyGet(PIZZAS, 1, DRINKS), ((COKE, 3),), 0, 150_00),
    (BuyGet(PIZZAS, 1, ABSENT), ((PIZZA, 1),), 0, 250_00),
    (BuyGet(MARGHERITAS, 1, PIZZAS), ((PIZZA, 2),), 250_00, 250_00),
    (BuyGet(MARGHERITAS, 1, PIZZAS), ((PIZZA, 1), (FUNGHI, 1)), 300_00, 250_00),
    # Wine may earn something and is never free.
    (BuyGet(WINES, 1, PIZZAS), ((WINE, 1), (PIZZA, 1)), 250_00, 600_00),
    (BuyGet(WINES, 2), ((WINE, 3),), 0, 1800_00),
    (BuyGet(Scope(), 1), ((WINE, 1), (COKE, 1)), 50_00, 600_00),
    # Not free, only cheaper: then it must be in the cart.
    (BuyGet(PIZZAS, 1, percent=50_00), ((PIZZA, 1),), 0, 250_00),
    (BuyGet(PIZZAS, 1, percent=50_00), ((PIZZA, 2),), 125_00, 375_00),
    (BuyGet(PIZZAS, 1, percent=50_00), ((PIZZA, 3),), 125_00, 625_00),
    (BuyGet(PIZZAS, 1, percent=50_00), ((PIZZA, 4),), 250_00, 750_00),
    (BuyGet(PIZZAS, 1, DRINKS, percent=10_00), ((PIZZA, 1), (COKE, 1)), 5_00, 295_00),
    (BuyGet(SMALL, 1, percent=50_00), ((THREE, 2),), 2, 4),  # a unit at 1.5 costs 1
    # A free item.
    (FreeItem(COKES), P2C, 50_00, 500_00),
    (FreeItem(COKES), ((PIZZA, 2),), 50_00, 450_00),
    (FreeItem(DRINKS), ((PIZZA, 2),), 50_00, 450_00),
    (FreeItem(DRINKS), ((PIZZA, 2), (JUICE, 1)), 120_00, 500_00),
    (FreeItem(DRINKS, 2), ((PIZZA, 2), (COKE, 1)), 100_00, 450_00),
    (FreeItem(COKES, 2), ((PIZZA, 2), (COKE, 5)), 100_00, 650_00),
    (FreeItem(WINES), P2C, 0, 550_00),
    (FreeItem(ABSENT), P2C, 0, 550_00),
    (FreeItem(PIZZAS), ((COKE, 1),), 50_00, 0),  # no more than the bill holds
    (FreeItem(COKES), ((WINE, 1),), 0, 600_00),  # nothing it could be taken off
]


@pytest.mark.parametrize(("rule", "lines", "savings", "total"), TABLE)
def test_a_cart_costs(rule: Rule, lines: Lines, savings: int, total: int) -> None:
    order = price_cart(cart(*lines), [promotion(rule)], menu=MENU)
    assert (order.offer_discount, order.total) == (savings, total)
    assert order.total == sum(line.total for line in order.lines)


@pytest.mark.parametrize(("rule", "lines", "savings", "total"), TABLE)
def test_the_comparison_says_what_the_order_then_costs(
    rule: Rule, lines: Lines, savings: int, total: int
) -> None:
    """Decision 25."""
    found = compare_one(cart(*lines), promotion(rule))
    assert (found.savings, found.total) == (savings, total)
    assert bool(found.missing) == (savings == 0 and not found.free_items)


def test_a_percentage_is_spread_over_the_lines_by_largest_remainder() -> None:
    """Decision 23."""
    lines = price_cart(cart((ONE, 1), (THREE, 1), (NINE, 1)), [promotion(PercentOff(50_00))]).lines
    assert [line.discount for line in lines] == [0, 2, 5]  # of 0.54, 1.62 and 4.85


def test_an_empty_cart_costs_nothing() -> None:
    order = price_cart(cart(), [promotion(PercentOff(20_00))], menu=MENU)
    assert (order.lines, order.applied_offers, order.total) == ((), (), 0)
    assert compare_one(cart(), promotion(FlatOff(1))).missing[0].code == "NOTHING_TO_DISCOUNT"


def test_what_costs_nothing_stays_in_the_order_and_earns_nothing() -> None:
    """Else two glasses of tap water would make a dish free."""
    water = item(14, "Water", "small", 0)
    offer, menu = promotion(BuyGet(SMALL, 2)), (water, NINE)
    order = price_cart(cart((water, 2), (NINE, 1)), [offer], menu=menu)
    assert [(line.item, line.quantity, line.is_free) for line in order.lines] == [
        (water, 2, False),
        (NINE, 1, False),
    ]
    (waiting,) = compare(cart((water, 2), (NINE, 1)), menu, [(offer, UNUSED)], NOON).not_eligible
    assert [reason.sentence for reason in waiting.missing] == ["You need 1 more: Olive."]
    assert waiting.hint
    assert (waiting.hint.item, waiting.hint.quantity) == (NINE, 1)


@pytest.mark.parametrize(
    ("coke", "pizza", "discounts"),
    [
        (1, 2, [0, 250_00]),
        # More than the bought ones cost: the rest comes off what else there is.
        (12, 1, [250_00, 250_00]),
    ],
)
def test_the_worth_of_a_free_item_comes_off_what_was_bought_for_it(
    coke: int, pizza: int, discounts: list[int]
) -> None:
    offer = promotion(BuyGet(PIZZAS, pizza, None, 2 // pizza))
    order = price_cart(cart((PIZZA, pizza), (COKE, coke)), [offer], menu=MENU)
    assert [line.discount for line in order.lines] == discounts
