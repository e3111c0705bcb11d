"""Statements that write whole rows, built from the columns of their models."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from tortoise.fields import Field
from tortoise.models import Model

from models.storage.sql import Sql, on_postgres

Column = tuple[str, str, Field[Any]]


@cache
def columns_of(model: type[Model]) -> tuple[Column, ...]:
    """Return the attribute, the column and the field of each column."""
    meta = model._meta
    return tuple((name, column, meta.fields_map[name]) for name, column in meta.fields_db_projection.items())


@cache
def selected(model: type[Model], table: str) -> str:
    """Return all columns of a table that is read, for `Row.from_values`."""
    return ", ".join(f"{table}.{column}" for _, column, _ in columns_of(model))


def insert(*rows: Model) -> Sql:
    """Build the INSERT of new rows of one table."""
    columns = columns_of(type(rows[0]))
    places = ", ".join([f"({', '.join('?' * len(columns))})"] * len(rows))
    values = [value for row in rows for value in _values(row, columns)]
    for row in rows:
        row._saved_in_db = True
    return Sql(f"INSERT INTO {_target(rows[0], columns)} VALUES {places}", *values)


def insert_from(row: Model, source: str, column: str) -> Sql:
    """Build the INSERT of a new row that takes one column from what an earlier part returned."""
    columns = columns_of(type(row))
    values = dict(zip((name for _, name, _ in columns), _values(row, columns), strict=True))
    given = [value for name, value in values.items() if name != column]
    row._saved_in_db = True
    selected = ", ".join(f"{source}.{name}" if name == column else "?" for name in values)
    return Sql(f"INSERT INTO {_target(row, columns)} SELECT {selected} FROM {source}", *given)


def update(row: Model, *names: str) -> Sql:
    """Build the UPDATE of the named attributes of a row; of all of them when none is named."""
    key = row._meta.pk_attr
    columns = [
        column for column in columns_of(type(row)) if column[0] != key and (not names or column[0] in names)
    ]
    assignments = ", ".join(f"{column} = ?" for _, column, _ in columns)
    where = f"WHERE {row._meta.db_pk_column} = ?"
    return Sql(f"UPDATE {row._meta.db_table} SET {assignments} {where}", *_values(row, columns), row.pk)


def new_id() -> str:
    """Return the SQL of a random id."""
    if on_postgres():
        return "gen_random_uuid()"
    parts = ("hex(randomblob(4))", "hex(randomblob(2))", "'4' || substr(hex(randomblob(2)), 2)")
    last = ("substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2)", "hex(randomblob(6))")
    joined = " || '-' || ".join((*parts, *last))
    return f"lower({joined})"


def json_object() -> str:
    """Return the name of the SQL function that makes a JSON object."""
    return "jsonb_build_object" if on_postgres() else "json_object"


def _target(row: Model, columns: Sequence[Column]) -> str:
    return f"{row._meta.db_table} ({', '.join(column for _, column, _ in columns)})"


def _values(row: Model, columns: Sequence[Column]) -> list[object]:
    return [field.to_db_value(getattr(row, name), row) for name, _, field in columns]
