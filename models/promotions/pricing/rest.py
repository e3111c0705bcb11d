"""The rest of a line: what is still open to offers while they are taken off one after the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from models.promotions.pricing.cart import Cart
from models.promotions.pricing.item import EVERYTHING, Item, Scope
from models.rounding import spread


@dataclass(frozen=True, slots=True)
class Rest:
    """The rest of a line: `quantity` is paid for; `units` of it have earned and received nothing yet."""

    item: Item
    quantity: int
    units: int
    off: int = 0
    offer_id: UUID | None = None

    @property
    def amount(self) -> int:
        return self.item.price * self.quantity - self.off


def rests(cart: Cart) -> tuple[Rest, ...]:
    return tuple(Rest(line.item, line.quantity, line.quantity) for line in cart.lines)


def room(known: Iterable[Rest], scope: Scope = EVERYTHING) -> int:
    """Return how much may still be taken off what the scope covers."""
    return sum(rest.amount for rest in known if scope.discounts(rest.item))


def less(known: Sequence[Rest], amount: int, scope: Scope, offer_id: UUID) -> tuple[Rest, ...]:
    """Take an amount off what the scope covers, in proportion to what is left of each line."""
    parts = spread(amount, [rest.amount if scope.discounts(rest.item) else 0 for rest in known])
    return tuple(
        replace(rest, off=rest.off + part, offer_id=rest.offer_id or offer_id) if part else rest
        for rest, part in zip(known, parts, strict=True)
    )
