"""The situation in which offers are compared."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from models.money import DEFAULT_CURRENCY
from models.promotions.pricing.cart import Cart, Moment
from models.promotions.pricing.item import Item
from models.promotions.pricing.open_line import OpenLine, open_lines
from models.promotions.pricing.order import PricedLine, PricedOrder
from models.promotions.pricing.shelf import Shelf, build_shelf
from models.promotions.pricing.state import line_of
from models.promotions.pricing.tab import EMPTY_TAB, Tab

NO_LINES = PricedOrder((), (), DEFAULT_CURRENCY)


@dataclass(frozen=True, slots=True)
class Situation:
    """The cart at a moment; `subtotal`, `lines`, `local` and `bare` are computed once for all promotions.

    `bare` is the cart as an order without offers, on which bill-level offers are measured.
    """

    cart: Cart
    subtotal: int
    lines: tuple[OpenLine, ...]
    menu: Shelf
    moment: Moment
    local: datetime
    code: str | None
    tab: Tab = EMPTY_TAB
    bare: PricedOrder = NO_LINES

    def with_more(self, item: Item, quantity: int) -> "Situation":
        cart = self.cart.with_more(item, quantity)
        lines = open_lines(cart)
        bare = replace(self.bare, lines=undiscounted_lines(lines))
        return replace(self, cart=cart, subtotal=cart.subtotal, lines=lines, bare=bare)


def build_situation(
    cart: Cart, menu: Sequence[Item], moment: Moment, code: str | None, tab: Tab = EMPTY_TAB
) -> Situation:
    shelf = build_shelf(menu, (line.item for line in cart.lines))
    lines, local = open_lines(cart), moment.local
    bare = PricedOrder(undiscounted_lines(lines), (), cart.currency, at=local)
    return Situation(cart, cart.subtotal, lines, shelf, moment, local, code, tab, bare)


def undiscounted_lines(lines: Sequence[OpenLine]) -> tuple[PricedLine, ...]:
    return tuple(line_of(line) for line in lines)
