"""The filters and tests of the templates: numbers, amounts and texts that people wrote."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal

from models.money import Amount

# These marks would change the direction of the text after them, even outside a <bdi>.
DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
TEXT_IN_JSON = re.compile(r'("(?:[^"\\]|\\.)*")')
LINK_AT_END = re.compile(r"(.*?)(https://\S+)", re.DOTALL)


def strip_marks(text: str) -> str:
    """Remove direction marks from a text."""
    return DIRECTION_MARKS.sub("", text)


def escape_marks(text: str) -> str:
    """Write direction marks as JSON escapes."""
    return DIRECTION_MARKS.sub(lambda mark: f"\\u{ord(mark[0]):x}", text)


def pieces(content: str) -> list[str]:
    """Split JSON so that every second piece is a string in it."""
    return TEXT_IN_JSON.split(content)


def split_link(text: str) -> tuple[str, str]:
    """Split a text into its words and the https address at its end, which may be empty."""
    match = LINK_AT_END.fullmatch(text)
    return (match[1], match[2]) if match else (text, "")


# In the same format as amounts: two formats in one table would be misread.
def number(value: Decimal | int) -> str:
    return format_decimal(value, "#,##0.###", locale="en")


def amount(minor_units: int, currency: str) -> str:
    """Format an amount as everywhere in the product."""
    return Amount(minor_units, currency).text


def share(value: Decimal | int) -> str:
    """Format a percentage as on the sheet of a split."""
    return f"{format_decimal(value, '#,##0.00', locale='en')}%"


def words(name: str) -> str:
    """Turn `CLOSING_BONUS` into "Closing bonus"."""
    return name.replace("_", " ").capitalize()


def clock_of(zone: str) -> str:
    """Turn `America/New_York` into "New York time"."""
    place = zone.rpartition("/")[2].replace("_", " ")
    return f"{place} time" if "/" in zone else zone


def has_namesake(person: dict[str, Any], people: Iterable[dict[str, Any]]) -> bool:
    """Tell whether another person has the same name, ignoring case and accents."""
    return sum(_fold_name(candidate["name"]) == _fold_name(person["name"]) for candidate in people) > 1


def has_moved(person: dict[str, Any]) -> bool:
    """Tell whether the person's shares differ from those in the previous round."""
    before = person["before"]
    return before is not None and any(before[right] != person[right] for right in before)


def _fold_name(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


FUNCTIONS = (strip_marks, escape_marks, pieces, split_link, number, amount, share, words, clock_of)
FILTERS = {function.__name__: function for function in FUNCTIONS}
TESTS = {"namesake_in": has_namesake, "moved": has_moved}
