"""A column in the log of an offer, as clients read it: in the names and units of the API's inputs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class LogField:
    """One column of the terms in the log, under the name and in the units of the API's inputs."""

    name: str | None = None
    value: Callable[[Any], Any] = lambda stored: stored


def in_percent(hundredths: int | None) -> float | None:
    """A percentage as inputs have it; it is stored in hundredths."""
    return None if hundredths is None else hundredths / 100


def camel_case(column: str) -> str:
    """The name that a column has in the API, unless its kind says another."""
    first, *rest = column.split("_")
    return first + "".join(word.capitalize() for word in rest)
