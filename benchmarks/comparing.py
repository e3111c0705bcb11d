"""What it costs to compare 30 promotions for a cart of 10 lines: computing alone, no database."""

import argparse
from datetime import UTC, datetime
from statistics import median, quantiles
from time import perf_counter
from uuid import UUID

from models.promotions.pricing.cart import Cart, CartLine, Item, Moment
from models.promotions.pricing.compare import compare
from models.promotions.pricing.conditions import Conditions
from models.promotions.pricing.item import Scope
from models.promotions.pricing.promotion import UNUSED, Promotion
from models.promotions.pricing.rule import BuyGet, FlatOff, FreeItem, PercentOff, Rule

CATEGORIES = ("pizza", "pasta", "drink", "dessert")
MENU = [Item(UUID(int=n), f"Item {n}", CATEGORIES[n % 4], 50_00 + n * 700) for n in range(1, 61)]
CART = Cart(tuple(CartLine(item, 1 + place % 3) for place, item in enumerate(MENU[::6])))
NOON = Moment(datetime(2030, 1, 2, 12, tzinfo=UTC))


def rule(number: int) -> Rule:
    scope = Scope(categories=frozenset({CATEGORIES[number % 4]}))
    rules: tuple[Rule, ...] = (
        PercentOff(500 + number * 10),
        FlatOff(100 * number + 100, scope),
        BuyGet(scope, 2 + number % 3),
        FreeItem(scope),
    )
    return rules[number // 4 % 4]


OFFERS = [
    (Promotion(UUID(int=1000 + n), f"Offer {n}", rule(n), Conditions(min_amount=n * 400_00)), UNUSED)
    for n in range(30)
]


def timed(times: int) -> list[float]:
    """Milliseconds of each."""
    found = []
    for _ in range(times):
        start = perf_counter()
        compare(CART, MENU, OFFERS, NOON)
        found.append((perf_counter() - start) * 1000)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=2000)
    taken = timed(parser.parse_args().times)
    print(f"{len(OFFERS)} promotions, a cart of {len(CART.lines)} lines, a menu of {len(MENU)} items:")
    print(f"  median {median(taken):.3f} ms, p99 {quantiles(taken, n=100)[98]:.3f} ms")


if __name__ == "__main__":
    main()
