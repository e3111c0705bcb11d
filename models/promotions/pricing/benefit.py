"""The benefit that a rule gives a cart, apart from the promotion's conditions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from models.promotions.pricing.item import EVERYTHING, Item, Scope
from models.promotions.pricing.open_line import OpenLine, discountable_amount
from models.promotions.pricing.shelf import Shelf


@dataclass(frozen=True, slots=True)
class FreeChoice:
    """The free units not yet in the cart: any of `options`, the first unless the guest chooses another.

    `worth` is the list price of one unit of the first: a guest who declines gets that off per unit.
    """

    options: tuple[Item, ...]
    quantity: int
    worth: int


@dataclass(frozen=True, slots=True)
class Units:
    """The units of one cart item, each with `off` taken off; bought units have nothing off."""

    item: Item
    quantity: int
    off: int = 0

    @property
    def is_free(self) -> bool:
        return 0 < self.off == self.item.price


@dataclass(frozen=True, slots=True)
class Benefit:
    """The benefit: `off` comes off what `over` covers.

    `free_units` and `bought_units` are units of the cart.
    """

    off: int = 0
    over: Scope = EVERYTHING
    free_units: tuple[Units, ...] = ()
    bought_units: tuple[Units, ...] = ()
    choices: tuple[FreeChoice, ...] = ()

    @property
    def in_cart(self) -> int:
        return self.off + sum(units.off * units.quantity for units in self.free_units)

    @property
    def to_add(self) -> int:
        return sum(choice.worth * choice.quantity for choice in self.choices)

    def declined_amount(self, lines: Iterable[OpenLine]) -> int:
        """Return what a guest gets off who declines the free items: at most what the cart still costs."""
        return min(self.in_cart + self.to_add, discountable_amount(lines))


def free_choice(
    scope: Scope, lines: Iterable[OpenLine], menu: Shelf, quantity: int
) -> tuple[FreeChoice, ...]:
    """Choose items to add for free: the cheapest in the cart first, else the cheapest on the menu."""
    options = menu.discountable_items(scope) if quantity > 0 else []
    in_cart = [line.item for line in lines if scope.discounts(line.item)] if options else []
    first_options = (in_cart or options)[:1]
    other_options = [item for item in options if item.id != first_options[0].id]
    return tuple(FreeChoice((item, *other_options), quantity, item.price) for item in first_options)


def merge_units(all_units: Iterable[Units]) -> list[Units]:
    """Merge the units of one item that have the same amount off."""
    counts: dict[tuple[UUID, int], Units] = {}
    for units in all_units:
        previous = counts.get((units.item.id, units.off))
        counts[units.item.id, units.off] = replace(
            units, quantity=units.quantity + (previous.quantity if previous else 0)
        )
    return list(counts.values())
