"""Carts, items, rules and conditions that cannot be."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from models.promotions.pricing.cart import CartLine
from models.promotions.pricing.conditions import Conditions
from models.promotions.pricing.item import EVERYTHING
from models.promotions.pricing.rule import BuyGet, FlatOff, FreeItem, PercentOff
from models.refused import Refused
from tests.support.menu import COKE, cart


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: replace(COKE, price=-1), "price"),
        (lambda: CartLine(COKE, 0), "quantity"),
        (lambda: cart((COKE, 1), (replace(COKE, price=1), 1)), "lines"),
        (lambda: PercentOff(0), "percent"),
        (lambda: PercentOff(100_01), "percent"),
        (lambda: PercentOff(1, 0), "cap"),
        (lambda: FlatOff(0), "amount"),
        (lambda: BuyGet(EVERYTHING, 0), "buyQuantity"),
        (lambda: BuyGet(EVERYTHING, 1, None, 0), "getQuantity"),
        (lambda: BuyGet(EVERYTHING, 1, percent=0), "percent"),
        (lambda: BuyGet(EVERYTHING, 1, times=0), "times"),
        (lambda: FreeItem(EVERYTHING, 0), "quantity"),
        (lambda: Conditions(min_amount=-1), "minAmount"),
        (lambda: Conditions(min_quantity=-1), "minQuantity"),
        (lambda: Conditions(opens=24 * 60 + 1), "opens"),
        (lambda: Conditions(closes=-1), "closes"),
        (lambda: Conditions(opens=18 * 60, closes=18 * 60), "closes"),
        (lambda: Conditions(weekdays=frozenset({7})), "weekdays"),
        (lambda: Conditions(weekdays=frozenset({-1})), "weekdays"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(make: Callable[[], object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        make()
    assert refusal.value.field == field


def test_the_same_item_twice_is_one_line() -> None:
    assert cart((COKE, 1), (COKE, 2)).lines == (CartLine(COKE, 3),)


@pytest.mark.parametrize("make", [lambda: PercentOff(100_01), lambda: BuyGet(EVERYTHING, 1, percent=0)])
def test_a_percentage_is_refused_in_percent(make: Callable[[], object]) -> None:
    with pytest.raises(Refused, match=r"^A percentage must be between 0\.01 and 100\.$"):
        make()
