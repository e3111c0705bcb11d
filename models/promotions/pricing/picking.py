"""The guest's choice among the free items."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from models.promotions.pricing.benefit import FreeChoice, Units
from models.refused import bad_input

NOT_FREE = "The choice must be among the free items of this offer, and no more than it gives."


def pick_units(
    choices: Sequence[FreeChoice], wishes: Mapping[UUID, int]
) -> tuple[tuple[Units, ...], dict[UUID, int]]:
    """Return the units and the wishes left over; units that nobody chose are of the first option."""
    units, remaining = [], dict(wishes)
    for choice in choices:
        open_units = choice.quantity
        for item in choice.options:
            if count := min(remaining.get(item.id, 0), open_units):
                units.append(Units(item, count, item.price))
                remaining[item.id] -= count
                open_units -= count
        units += [Units(choice.options[0], open_units, choice.worth)] if open_units else []
    return tuple(units), remaining


def check_wishes(wishes: Mapping[UUID, int]) -> dict[UUID, int]:
    if any(count < 1 for count in wishes.values()):
        raise bad_input(NOT_FREE, "freeItemChoices")
    return dict(wishes)


def refuse_leftovers(left: Mapping[UUID, int]) -> None:
    if any(left.values()):
        raise bad_input(NOT_FREE, "freeItemChoices")
