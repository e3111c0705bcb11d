"""The cart: what a guest wants to order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from models.money import DEFAULT_CURRENCY
from models.promotions.pricing.item import Item, Scope
from models.refused import bad_input

__all__ = ["MOST_OF_ONE", "Cart", "CartLine", "Item", "Moment"]
MOST_OF_ONE = 999


@dataclass(frozen=True, slots=True)
class CartLine:
    """The quantity of one item."""

    item: Item
    quantity: int

    def __post_init__(self) -> None:
        if self.quantity < 1:
            raise bad_input("A quantity must be at least 1.", "quantity")

    @property
    def amount(self) -> int:
        return self.item.price * self.quantity


@dataclass(frozen=True, slots=True)
class Cart:
    """The cart, one line per item, cheapest first: the order and split of the given lines change nothing."""

    lines: tuple[CartLine, ...] = ()
    currency: str = DEFAULT_CURRENCY

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", merge_lines(self.lines))

    @property
    def subtotal(self) -> int:
        return sum(line.amount for line in self.lines)

    @property
    def discountable_subtotal(self) -> int:
        return sum(line.amount for line in self.lines if line.item.discountable)

    def quantity_of(self, scope: Scope) -> int:
        return sum(line.quantity for line in self.lines if scope.covers(line.item))

    def has_room_for(self, item: Item, quantity: int) -> bool:
        """Tell whether the limit per item allows this many more."""
        scope = Scope(frozenset({item.id}))
        return self.quantity_of(scope) + quantity <= MOST_OF_ONE

    def with_more(self, item: Item, quantity: int) -> "Cart":
        return Cart((*self.lines, CartLine(item, quantity)), self.currency)


@dataclass(frozen=True, slots=True)
class Moment:
    """The time, with zone, at which a cart is priced; an unknown guest never counts as first-time."""

    now: datetime
    zone: str = "UTC"
    is_known_customer: bool = False
    is_first_order: bool = False

    @property
    def local(self) -> datetime:
        return self.now.astimezone(ZoneInfo(self.zone))


def merge_lines(lines: Iterable[CartLine]) -> tuple[CartLine, ...]:
    by_item: dict[UUID, CartLine] = {}
    for line in lines:
        before = by_item.get(line.item.id)
        if before and before.item != line.item:
            raise bad_input("An item cannot have two names or two prices.", "lines")
        by_item[line.item.id] = CartLine(line.item, line.quantity + before.quantity) if before else line
    return tuple(sorted(by_item.values(), key=lambda line: line.item.rank))
