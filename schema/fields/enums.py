"""The registration of the enums of the models, with the names and descriptions that clients see."""

from enum import Enum
from typing import TypeVar

import strawberry

E = TypeVar("E", bound=type[Enum])


def describe(enum: E, name: str, description: str, **values: str) -> E:
    """Register the enum with Strawberry; every value must have a description."""
    graphql_enum = strawberry.enum(enum, name=name, description=description)
    for value in graphql_enum.__strawberry_definition__.values:  # type: ignore[attr-defined]
        value.description = values.pop(value.name)
    if values:
        raise LookupError(f"{name} has no values {', '.join(values)}")
    return enum
