"""What a rule gives to a cart, its conditions aside."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from models.promotions.pricing.item import EVERYTHING, Item, Scope
from models.promotions.pricing.rest import Rest, room
from models.promotions.pricing.shelf import Shelf


@dataclass(frozen=True, slots=True)
class FreeChoice:
    """Free units that are not in the cart yet: any of the options, the first unless another is chosen.

    `worth` is what one of the first lists at: what a guest who declines gets off for each.
    """

    options: tuple[Item, ...]
    quantity: int
    worth: int


@dataclass(frozen=True, slots=True)
class Units:
    """So many units of the cart, each with so much off; bought units have nothing off."""

    item: Item
    quantity: int
    off: int = 0

    @property
    def is_free(self) -> bool:
        return 0 < self.off == self.item.price


@dataclass(frozen=True, slots=True)
class Benefit:
    """`off` is to be taken off what `over` covers; `given` and `bought` are units of the cart."""

    off: int = 0
    over: Scope = EVERYTHING
    given: tuple[Units, ...] = ()
    bought: tuple[Units, ...] = ()
    choices: tuple[FreeChoice, ...] = ()

    @property
    def in_cart(self) -> int:
        return self.off + sum(units.off * units.quantity for units in self.given)

    @property
    def to_add(self) -> int:
        return sum(choice.worth * choice.quantity for choice in self.choices)

    def declined(self, known: Iterable[Rest]) -> int:
        """What a guest gets off who leaves the free items: never more than there is to take it off from."""
        return min(self.in_cart + self.to_add, room(known))


def free_choice(scope: Scope, known: Iterable[Rest], menu: Shelf, wanted: int) -> tuple[FreeChoice, ...]:
    """What may be added for nothing: first the cheapest in the cart, else the cheapest on the menu."""
    options = menu.discounted(scope) if wanted > 0 else []
    in_cart = [rest.item for rest in known if scope.discounts(rest.item)] if options else []
    first = (in_cart or options)[:1]
    others = [item for item in options if item.id != first[0].id]
    return tuple(FreeChoice((again, *others), wanted, again.price) for again in first)


def together(given: Iterable[Units]) -> list[Units]:
    """The units of one item, in the cart and added, as one."""
    counts: dict[tuple[UUID, int], Units] = {}
    for units in given:
        before = counts.get((units.item.id, units.off))
        counts[units.item.id, units.off] = replace(
            units, quantity=units.quantity + (before.quantity if before else 0)
        )
    return list(counts.values())
