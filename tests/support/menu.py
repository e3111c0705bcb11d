"""A menu, and carts and promotions made in one line each, for the tests of pricing."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from models.promotions.pricing.cart import Cart, CartLine, Item, Moment
from models.promotions.pricing.compare import Comparison, Comparisons, compare
from models.promotions.pricing.conditions import Conditions
from models.promotions.pricing.item import Scope
from models.promotions.pricing.promotion import UNUSED, Promotion, Use
from models.promotions.pricing.rule import BuyGet, FreeItem, PercentOff, Rule

# A Wednesday.
NOON = Moment(datetime(2030, 1, 2, 12, tzinfo=UTC), is_known_customer=True)


def item(number: int, name: str, category: str, price: int, discountable: bool = True) -> Item:
    return Item(UUID(int=number), name, category, price, discountable)


PIZZA = item(1, "Margherita", "pizza", 250_00)
FUNGHI = item(2, "Funghi", "pizza", 300_00)
COKE = item(3, "Coke", "drink", 50_00)
JUICE = item(4, "Juice", "drink", 120_00)
WINE = item(5, "Wine", "wine", 600_00, discountable=False)
BURGER = item(6, "Burger", "burger", 180_00)
MENU = (PIZZA, FUNGHI, COKE, JUICE, WINE, BURGER)
PIZZAS, DRINKS = Scope(categories=frozenset({"pizza"})), Scope(categories=frozenset({"drink"}))
BURGERS, WINES = Scope(categories=frozenset({"burger"})), Scope(categories=frozenset({"wine"}))
COKES = Scope(items=frozenset({COKE.id}))
MARGHERITAS = Scope(items=frozenset({PIZZA.id}))
TWO_PIZZAS_AND_A_COKE = ((PIZZA, 2), (COKE, 1))


def cart(*lines: tuple[Item, int], currency: str = "INR") -> Cart:
    return Cart(tuple(CartLine(item, quantity) for item, quantity in lines), currency)


def promotion(rule: Rule, number: int = 1, title: str = "Offer", **fields: Any) -> Promotion:
    return Promotion(UUID(int=1000 + number), title, rule, **fields)


def compare_one(
    cart: Cart, offer: Promotion, use: Use = UNUSED, moment: Moment = NOON, code: str | None = None
) -> Comparison:
    """Return the comparison of the only promotion."""
    comparisons = compare(cart, MENU, [(offer, use)], moment, code)
    return comparisons.best or comparisons.not_eligible[0]


def compare_all(cart: Cart, *offers: Promotion, code: str | None = None) -> Comparisons:
    return compare(cart, MENU, [(offer, UNUSED) for offer in offers], NOON, code)


def codes(comparison: Comparison) -> list[str]:
    return [missing.code.value for missing in comparison.missing]


BUY_2_GET_1 = promotion(BuyGet(PIZZAS, 2), 1, "Buy 2 Get 1 Free")
TWENTY_OFF = promotion(PercentOff(20_00), 2, "20% Off Total Bill")
FREE_COKE = promotion(FreeItem(COKES), 3, "Free Coke on 500+", conditions=Conditions(min_amount=500_00))


def make_stackable(offer: Promotion) -> Promotion:
    return replace(offer, is_stackable=True)
