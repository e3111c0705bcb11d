"""One field of an offer's log, in the names and units of its inputs."""

from collections.abc import Callable, Mapping
from typing import Any

import strawberry
from strawberry.utils.str_converters import to_camel_case

from models.events import Event
from models.time_of_day import clock
from schema.scalars import JSONText

# Columns that clients know under another name.
NAMES = {
    "amount": "incentiveAmount",
    "commission": "commissionPercentage",
    "min_units": "minUnitsToSell",
    "conditions": "termsAndConditions",
    "customer_name": "customer.name",
    "customer_email": "customer.email",
    "customer_phone": "customer.phone",
    "people": "participants",
}
# Of these the amount is what was taken off.
USES = frozenset({Event.REDEEMED, Event.GIVEN_BACK})


@strawberry.type(description="One field of an offer, before and after.")
class Change:
    field: str = strawberry.field(description="The name of the field.")
    before: JSONText | None = strawberry.field(description="What it was.")
    after: JSONText | None = strawberry.field(description="What it is since.")


def change(event: Event, column: str, before: Any, after: Any) -> Change:
    written = WRITTEN.get(column, _as_it_is)
    return Change(field=_name(event, column, before), before=written(before), after=written(after))


def _name(event: Event, column: str, before: Any) -> str:
    """An incentive's conditions are a list of words, a promotion's say when it holds."""
    if event in USES or (column == "conditions" and isinstance(before, Mapping)):
        return to_camel_case(column)
    return NAMES.get(column, to_camel_case(column))


def _as_it_is(value: Any) -> Any:
    return value


def _tiers(pairs: Any) -> Any:
    return [{"fromUnits": units, "commissionPercentage": _percent(rate)} for units, rate in pairs]


def _lines(kept: Any) -> Any:
    """The lines of a quote in the units of its input."""
    return [
        {"description": text, "quantity": thousandths / 1000, "unitPrice": price, "taxRate": rate / 100}
        for text, thousandths, price, rate in kept
    ]


def _shares(pairs: Any) -> Any:
    """The shares of a split's participants, in order."""
    return [{"master": _percent(master), "publishing": _percent(rest)} for master, rest in pairs]


def _percent(hundredths: Any) -> Any:
    return None if hundredths is None else hundredths / 100


def _part(form: Any) -> Any:
    """A promotion's rule or conditions as inputs have them."""
    if not isinstance(form, Mapping):
        return form
    return {
        to_camel_case(name): _part(PARTS[name](value) if name in PARTS and value is not None else value)
        for name, value in form.items()
    }


PARTS: Mapping[str, Callable[[Any], Any]] = {
    "percent": _percent,
    "weekdays": lambda days: [day + 1 for day in days],
    "opens": clock,
    "closes": clock,
}
WRITTEN: Mapping[str, Callable[[Any], Any]] = {
    "tiers": _tiers,
    "lines": _lines,
    "shares": _shares,
    "commission": _percent,
    "rule": _part,
    "conditions": _part,
}
