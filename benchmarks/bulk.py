"""Many rows into a table at once, on either database, with every constraint and trigger on."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from uuid import UUID

import asyncpg

from benchmarks.rows import Table
from models.storage.database import dialect

BATCH = 20_000


async def fill(url: str, tables: Iterable[Table]) -> None:
    """Write the tables, then leave the statistics that a database in use would have."""
    if dialect(url) == "sqlite":
        _fill_sqlite(url.removeprefix("sqlite://"), tables)
        return
    connection = await asyncpg.connect(url)
    try:
        for table, rows in _in_batches(tables):
            await connection.copy_records_to_table(table.name, records=rows, columns=table.columns)
        await connection.execute("VACUUM (ANALYZE)")
    finally:
        await connection.close()


def _fill_sqlite(path: str, tables: Iterable[Table]) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        for table, rows in _in_batches(tables):
            places = ", ".join("?" * len(table.columns))
            insert = f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({places})"  # noqa: S608
            with connection:
                connection.executemany(insert, ([_as_text(value) for value in row] for row in rows))
        connection.execute("ANALYZE")
    finally:
        connection.close()


def _in_batches(tables: Iterable[Table]) -> Iterator[tuple[Table, list[tuple[object, ...]]]]:
    for table in tables:
        rows, written = iter(table.rows), 0
        while batch := list(islice(rows, BATCH)):
            yield table, batch
            written += len(batch)
            print(f"  {table.name}: {written:,} of {table.count:,}", flush=True)


def _as_text(value: object) -> object:
    """SQLite keeps moments and ids as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(" ")
    return str(value) if isinstance(value, UUID) else value
