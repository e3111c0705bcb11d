"""Scalars that refuse what the standard ones accept: times without an offset, NaN, amounts beyond 64 bits."""

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, NewType
from uuid import UUID

import orjson
from graphql import FloatValueNode, IntValueNode, StringValueNode, ValueNode
from strawberry.types.scalar import ScalarDefinition, scalar

LARGEST = 10**15
DateOrDateTime = NewType("DateOrDateTime", object)
MinorUnits = NewType("MinorUnits", int)
Percentage = NewType("Percentage", Decimal)
Quantity = NewType("Quantity", Decimal)
JSONText = NewType("JSONText", object)


def _moment(value: object) -> datetime:
    if not isinstance(value, str):
        raise ValueError("A DateTime must be text, such as 2026-01-31T18:30:00+05:30.")
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("This must be an ISO 8601 date and time.") from None
    if moment.tzinfo is None:
        raise ValueError("A DateTime must name its offset from UTC, such as Z or +05:30.")
    return _in_utc(moment)


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("This date is out of range.") from None


def _day_or_moment(value: object) -> date | datetime:
    return _day(value) if isinstance(value, str) and len(value) == 10 else _moment(value)


def _day(value: object) -> date:
    if not isinstance(value, str) or len(value) != 10:
        raise ValueError("A Date must be text, such as 2026-01-31.")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("This must be an ISO 8601 date.") from None


def _in_zulu(moment: datetime) -> str:
    in_utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    # In quotes, as JSON; this takes a quarter of the time of `isoformat`.
    return orjson.dumps(in_utc, option=orjson.OPT_UTC_Z)[1:-1].decode()


def _minor_units(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST:
        raise ValueError(f"MinorUnits must be a whole number of at most {LARGEST}.")
    return value


def _decimal(name: str, places: int, value: object) -> Decimal:
    """Parse a finite number with at most `places` decimals; floats are read by their shortest text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise ValueError(f"A {name} must be a number.")
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"A {name} must be a number.") from None
    if not number.is_finite() or abs(number) > LARGEST or number != round(number, places):
        raise ValueError(f"A {name} must be a finite number with at most {places} decimals.")
    return number


def _decimal_literal(name: str, places: int, node: ValueNode, _: Any = None) -> Decimal:
    if not isinstance(node, IntValueNode | FloatValueNode | StringValueNode):
        raise ValueError(f"A {name} must be a number.")
    return _decimal(name, places, node.value)


def _uuid(value: object) -> UUID:
    try:
        return UUID(value) if isinstance(value, str) and len(value) == 36 else UUID(f"not {value!r:.40}")
    except ValueError:
        raise ValueError("This must be an id.") from None


DATE_TIME = scalar(
    name="DateTime",
    description="A date and time in ISO 8601 with the offset from UTC; returned in UTC.",
    specified_by_url="https://scalars.graphql.org/andimarek/date-time",
    serialize=_in_zulu,
    parse_value=_moment,
)
DATE_OR_DATE_TIME = scalar(
    name="DateOrDateTime",
    description="A DateTime, or a date alone: a start then means the beginning of that day, and an"
    " end the end of that day, in the author's time zone.",
    serialize=str,
    parse_value=_day_or_moment,
)
DATE = scalar(
    name="Date",
    description="A calendar date in ISO 8601, such as 2026-01-31.",
    serialize=date.isoformat,
    parse_value=_day,
)
MINOR_UNITS = scalar(
    name="MinorUnits",
    description="An amount in the smallest unit of its currency (paise, cents): a whole number.",
    serialize=int,
    parse_value=_minor_units,
)
PERCENTAGE = scalar(
    name="Percentage",
    description="A percentage with at most two decimals, such as 2.5.",
    serialize=float,
    parse_value=partial(_decimal, "Percentage", 2),
    parse_literal=partial(_decimal_literal, "Percentage", 2),
)
QUANTITY = scalar(
    name="Quantity",
    description="A number of units with at most three decimals, such as 1.5.",
    serialize=float,
    parse_value=partial(_decimal, "Quantity", 3),
    parse_literal=partial(_decimal_literal, "Quantity", 3),
)
ROW_ID = scalar(
    name="UUID",
    description="The id of a record.",
    serialize=str,
    parse_value=_uuid,
)
JSON_TEXT = scalar(
    name="JSON",
    description="Any JSON value.",
    serialize=lambda value: value,
    parse_value=lambda value: value,
)
SCALARS: dict[object, ScalarDefinition] = {
    datetime: DATE_TIME,
    date: DATE,
    DateOrDateTime: DATE_OR_DATE_TIME,
    MinorUnits: MINOR_UNITS,
    Percentage: PERCENTAGE,
    Quantity: QUANTITY,
    UUID: ROW_ID,
    JSONText: JSON_TEXT,
}
