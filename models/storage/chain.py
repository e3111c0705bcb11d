"""Chains of statements: each part can read what an earlier one returned.

PostgreSQL gets a chain as one statement, so that it costs one round trip. SQLite, which is called and not
asked over a network, gets one part after the other.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson

from models.storage.sql import Sql, fetch_tuples, on_postgres


@dataclass(frozen=True, slots=True)
class Part:
    """One statement of a chain, with the columns it returns.

    `source` names the earlier part that it reads; `is_answer` asks for the values of its first column.
    """

    name: str
    sql: Sql
    columns: tuple[str, ...] = ()
    source: str = ""
    is_answer: bool = False


Answers = Mapping[str, Sequence[str]]


async def write(*parts: Part) -> Answers:
    """Execute the chain; return, by name of the part, the values that were asked for, as texts."""
    rows = await (_write_together(parts) if on_postgres() else _write_in_turn(parts))
    answers: dict[str, list[str]] = defaultdict(list)
    for name, value in rows:
        answers[name].append(value)
    return answers


async def _write_together(parts: Sequence[Part]) -> Sequence[tuple[str, str]]:
    together, answers = Sql("WITH"), "SELECT '' AS part, '' AS value WHERE FALSE"
    for place, part in enumerate(parts):
        together += ("," if place else "") + f" {part.name} AS (" + part.sql + ")"
        if part.is_answer:
            answers += f" UNION ALL SELECT '{part.name}', CAST({part.columns[0]} AS TEXT) FROM {part.name}"
    return await fetch_tuples(together + answers)


async def _write_in_turn(parts: Sequence[Part]) -> Sequence[tuple[str, str]]:
    """Execute one part after the other, without those whose source returned nothing."""
    rows: dict[str, Sequence[Sequence[object]]] = {}
    columns = {part.name: part.columns for part in parts}
    for part in parts:
        source = rows[part.source] if part.source else ()
        is_needed = source or not part.source
        read = _reading(part.source, columns[part.source], source) + part.sql if source else part.sql
        rows[part.name] = [tuple(row) for row in await fetch_tuples(read)] if is_needed else ()
    return [(part.name, str(row[0])) for part in parts if part.is_answer for row in rows[part.name]]


def _reading(name: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Sql:
    """Build the table of an earlier part from the rows that it returned."""
    values = ", ".join(f"json_extract(value, '$[{place}]')" for place in range(len(columns)))
    table = f"WITH {name} ({', '.join(columns)}) AS (SELECT {values} FROM json_each(?))"
    return Sql(table, orjson.dumps(rows).decode())
