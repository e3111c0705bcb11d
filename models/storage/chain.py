"""Chains of statements: each part can read what an earlier one returned.

PostgreSQL gets a chain as one statement, so that it costs one round trip. SQLite, which has no network
to cross, executes one part after the other.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson

from models.storage.sql import Sql, fetch_tuples, on_postgres


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a chain: one statement, with the columns it returns.

    `source` names the earlier part that it reads, `flags` the columns of which it needs one to be true;
    `is_answer` asks for the values of its first column.
    """

    name: str
    sql: Sql
    columns: tuple[str, ...] = ()
    source: str = ""
    is_answer: bool = False
    flags: tuple[str, ...] = ()


Answers = Mapping[str, Sequence[str]]


async def write(*parts: Part) -> Answers:
    """Execute the chain; return, by name of the part, the values of the parts with `is_answer`, as texts."""
    execute = _write_together if parts and on_postgres() else _write_in_turn
    rows = await execute(parts)
    answers: dict[str, list[str]] = defaultdict(list)
    for name, value in rows:
        answers[name].append(value)
    return answers


async def _write_together(parts: Sequence[Part]) -> Sequence[tuple[str, str]]:
    together, answers = Sql("WITH"), "SELECT '' AS part, '' AS value WHERE FALSE"
    for place, part in enumerate(parts):
        together += f"{',' if place else ''} {part.name} AS (" + part.sql + ")"
        if part.is_answer:
            answers += f" UNION ALL SELECT '{part.name}', CAST({part.columns[0]} AS TEXT) FROM {part.name}"
    return await fetch_tuples(together + answers)


async def _write_in_turn(parts: Sequence[Part]) -> Sequence[tuple[str, str]]:
    """Execute one part after the other, without those that have nothing to read."""
    tables: dict[str, _Table] = {}
    for part in parts:
        source = tables[part.source] if part.source else None
        is_needed = source is None or source.has_any(part.flags)
        read = source.clause() + part.sql if source else part.sql
        rows = [tuple(row) for row in await fetch_tuples(read)] if is_needed else []
        tables[part.name] = _Table(part.name, part.columns, rows)
    return [(part.name, str(row[0])) for part in parts if part.is_answer for row in tables[part.name].rows]


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows that a part has returned, for the parts that read them."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[object]]

    def has_any(self, flags: Sequence[str]) -> bool:
        """Tell whether there is a row, with one of these columns true if any are named."""
        places = [self.columns.index(flag) for flag in flags]
        return any(not flags or any(row[place] for place in places) for row in self.rows)

    def clause(self) -> Sql:
        values = ", ".join(f"json_extract(value, '$[{place}]')" for place in range(len(self.columns)))
        head = f"WITH {self.name} ({', '.join(self.columns)}) AS"
        return Sql(f"{head} (SELECT {values} FROM json_each(?))", orjson.dumps(self.rows).decode())
