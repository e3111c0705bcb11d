"""Numbers and what people wrote, as the templates put them on a page."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal

from models.money import Amount

# They would turn what stands after them around, even out of a <bdi>.
DIRECTING = re.compile("[\u202a-\u202e\u2066-\u2069]")
TEXT_IN_JSON = re.compile(r'("(?:[^"\\]|\\.)*")')
LINK_AT_END = re.compile(r"(.*?)(https://\S+)", re.DOTALL)


def undirected(text: str) -> str:
    return DIRECTING.sub("", text)


def spelled(text: str) -> str:
    return DIRECTING.sub(lambda mark: f"\\u{ord(mark[0]):x}", text)


def pieces(content: str) -> list[str]:
    """A JSON text, cut so that every second piece is a text in it."""
    return TEXT_IN_JSON.split(content)


def linked(text: str) -> tuple[str, str]:
    """The words, and the address that they end with, if any."""
    found = LINK_AT_END.fullmatch(text)
    return (found[1], found[2]) if found else (text, "")


# In the convention of the amounts, which the server words: two in one table would be misread.
def number(value: Decimal | int) -> str:
    return format_decimal(value, "#,##0.###", locale="en")


def amount(minor_units: int, currency: str) -> str:
    """As the server words amounts everywhere."""
    return Amount(minor_units, currency).text


def share(value: Decimal | int) -> str:
    """A percentage as the sheet of a split writes it."""
    return f"{format_decimal(value, '#,##0.00', locale='en')}%"


def words(name: str) -> str:
    """`CLOSING_BONUS` is "Closing bonus"."""
    return name.replace("_", " ").capitalize()


def clock_of(zone: str) -> str:
    """`America/New_York` is "New York time"."""
    place = zone.rpartition("/")[2].replace("_", " ")
    return f"{place} time" if "/" in zone else zone


def has_namesake(person: dict[str, Any], everybody: Iterable[dict[str, Any]]) -> bool:
    """Whether another bears the same name, however it is written."""
    return sum(_fold_name(each["name"]) == _fold_name(person["name"]) for each in everybody) > 1


def has_moved(person: dict[str, Any]) -> bool:
    """Whether they are to have other shares than in the round before."""
    before = person["before"]
    return before is not None and any(before[right] != person[right] for right in before)


def _fold_name(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


WORDED = (undirected, spelled, pieces, linked, number, amount, share, words, clock_of)
FILTERS = {each.__name__: each for each in WORDED}
TESTS = {"namesake_in": has_namesake, "moved": has_moved}
