"""The columns of terms in the log, under the names and in the units of the API's inputs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class LogField:
    """The name of one column in the API's inputs, and the conversion to their unit."""

    name: str | None = None
    value: Callable[[Any], Any] = lambda stored: stored


def in_percent(hundredths: int | None) -> float | None:
    """Convert hundredths of a percent to a percentage."""
    return None if hundredths is None else hundredths / 100


def camel_case(column: str) -> str:
    """Convert the name of a column to its default name in the API."""
    first, *other_words = column.split("_")
    return first + "".join(word.capitalize() for word in other_words)
