"""Pieces of SQL with their values, composed once and rendered for either database."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from typing import Any
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.context import require_context


class Sql:
    """The text of some SQL with a `?` per value. `a & b` and `a | b` join conditions; `+` joins text."""

    __slots__ = ("text", "values")

    def __init__(self, text: str, *values: object) -> None:
        self.text = text
        self.values = values

    def __and__(self, other: "Sql") -> "Sql":
        return Sql(f"({self.text}) AND ({other.text})", *self.values, *other.values)

    def __or__(self, other: "Sql") -> "Sql":
        return Sql(f"({self.text}) OR ({other.text})", *self.values, *other.values)

    def __add__(self, other: "Sql | str") -> "Sql":
        more = other if isinstance(other, Sql) else Sql(other)
        return Sql(f"{self.text} {more.text}", *self.values, *more.values)

    def __radd__(self, before: str) -> "Sql":
        return Sql(before) + self


TRUE = Sql("1 = 1")
FALSE = Sql("1 = 0")


def connection() -> BaseDBAsyncClient:
    """Return the connection of the open transaction, else the pool."""
    context = require_context()
    return context.connections.get(context.default_connection or "")


def on_postgres() -> bool:
    """Tell the dialect by the name of the connection, which is the dialect."""
    return require_context().default_connection == "postgres"


def one_of(column: str, values: Sequence[object]) -> Sql:
    """Build `column IN (...)`, which is false for no values."""
    return Sql(f"{column} IN ({', '.join('?' * len(values))})", *values) if values else FALSE


def id_value(value: UUID) -> Sql:
    """Build an id as a column of its own, whose type PostgreSQL cannot guess."""
    return Sql("?::uuid" if on_postgres() else "?", value)


async def fetch(sql: Sql) -> Sequence[Any]:
    """Return the rows, each indexable by position and by column name."""
    return await connection().execute_query_dict(*_render(sql))


async def fetch_tuples(sql: Sql) -> Sequence[Any]:
    """Return the rows by position only, the cheapest form."""
    return (await connection().execute_query(*_render(sql)))[1]


async def execute(sql: Sql) -> int:
    """Execute and return the number of rows changed."""
    return (await connection().execute_query(*_render(sql)))[0]


def _render(sql: Sql) -> tuple[str, list[Any]]:
    if on_postgres():
        return _number_placeholders(sql.text), [_plain(value) for value in sql.values]
    return sql.text, [_sqlite_value(value) for value in sql.values]


@lru_cache(1024)
def _number_placeholders(text: str) -> str:
    first, *later_parts = text.split("?")
    return first + "".join(f"${place}{part}" for place, part in enumerate(later_parts, 1))


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else value


def moment(value: datetime | str) -> datetime:
    """Convert a moment from either database; SQLite gives text."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def _sqlite_value(value: object) -> object:
    """Convert ids and moments to text, as Tortoise stores them in SQLite."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(" ")
    return str(value) if isinstance(value, UUID) else _plain(value)
