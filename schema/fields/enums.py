"""How an enum of the models gets the name and the words that clients see."""

from enum import Enum
from typing import TypeVar

import strawberry

E = TypeVar("E", bound=type[Enum])


def describe(enum: E, name: str, description: str, **values: str) -> E:
    """Registers the enum with Strawberry; every value has its own description."""
    seen = strawberry.enum(enum, name=name, description=description)
    for value in seen.__strawberry_definition__.values:  # type: ignore[attr-defined]
        value.description = values.pop(value.name)
    if values:
        raise LookupError(f"{name} has no values {', '.join(values)}")
    return enum
