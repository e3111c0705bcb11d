"""The rest of a line: what is still open to offers while they are taken off one after the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from models.promotions.pricing.cart import Cart
from models.promotions.pricing.item import EVERYTHING, Item, Scope
from models.rounding import split_by_weight


@dataclass(frozen=True, slots=True)
class OpenLine:
    """The rest of a line: `quantity` is paid for; `units` of it have earned and received nothing yet."""

    item: Item
    quantity: int
    units: int
    off: int = 0
    offer_id: UUID | None = None

    @property
    def amount(self) -> int:
        return self.item.price * self.quantity - self.off


def open_lines(cart: Cart) -> tuple[OpenLine, ...]:
    return tuple(OpenLine(line.item, line.quantity, line.quantity) for line in cart.lines)


def discountable_amount(lines: Iterable[OpenLine], scope: Scope = EVERYTHING) -> int:
    """Return how much may still be taken off what the scope covers."""
    return sum(line.amount for line in lines if scope.discounts(line.item))


def take_off(lines: Sequence[OpenLine], amount: int, scope: Scope, offer_id: UUID) -> tuple[OpenLine, ...]:
    """Take an amount off what the scope covers, in proportion to what is left of each line."""
    parts = split_by_weight(amount, [line.amount if scope.discounts(line.item) else 0 for line in lines])
    return tuple(
        replace(line, off=line.off + part, offer_id=line.offer_id or offer_id) if part else line
        for line, part in zip(lines, parts, strict=True)
    )
