"""The guest's choice among the free items."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from models.promotions.pricing.benefit import FreeChoice, Units
from models.refused import bad_input

NOT_FREE = "The choice must be among the free items of this offer, and no more than it gives."


def pick_units(
    choices: Sequence[FreeChoice], quantities: Mapping[UUID, int]
) -> tuple[tuple[Units, ...], dict[UUID, int]]:
    """Return the units and the quantities left over; units without a choice are of the first option."""
    units, remaining = [], dict(quantities)
    for choice in choices:
        open_units = choice.quantity
        for item in choice.options:
            if count := min(remaining.get(item.id, 0), open_units):
                units.append(Units(item, count, item.price))
                remaining[item.id] -= count
                open_units -= count
        units += [Units(choice.options[0], open_units, choice.worth)] if open_units else []
    return tuple(units), remaining


def check_quantities(quantities: Mapping[UUID, int]) -> dict[UUID, int]:
    if any(count < 1 for count in quantities.values()):
        raise bad_input(NOT_FREE, "freeItemChoices")
    return dict(quantities)


def refuse_leftovers(remaining: Mapping[UUID, int]) -> None:
    if any(remaining.values()):
        raise bad_input(NOT_FREE, "freeItemChoices")
