"""The response figures of an author: links made, seen and answered, by day and by kind."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from models.storage.calendar_days import CalendarDays
from models.storage.sql import Sql, fetch

# The table to count and the column that dates its rows, by what is counted.
SOURCES = {
    "'SHARED'": ("shares", "made.created_at"),
    "'VIEWED'": ("shares", "made.first_viewed_at"),
    "made.decision": ("responses", "made.created_at"),
}
MEASURES = ("SHARED", "VIEWED", "ACCEPTED", "DECLINED", "COUNTERED")


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of links made, first seen by a person, and answered, by decision."""

    shared: int
    viewed: int
    accepted: int
    declined: int
    countered: int


@dataclass(frozen=True, slots=True)
class DayTally(Tally):
    """The numbers of one day."""

    date: date


@dataclass(frozen=True, slots=True)
class KindTally(Tally):
    """The numbers of one kind of offer."""

    kind: str


@dataclass(frozen=True, slots=True)
class ResponseFigures:
    """The figures of a period: every day of it, and each kind with any activity, sorted by name."""

    days: list[DayTally]
    kinds: list[KindTally]
    total: Tally


async def response_figures(author_id: UUID, days: CalendarDays) -> ResponseFigures:
    rows = await fetch(_counts(author_id, days))
    by_day, by_kind = _sum_counts(rows, "day"), _sum_counts(rows, "kind")
    kinds = sorted({row["kind"] for row in rows})
    return ResponseFigures(
        [DayTally(date=day, **_tally(by_day, place)) for place, day in enumerate(days.days)],
        [KindTally(kind=kind, **_tally(by_kind, kind)) for kind in kinds],
        Tally(**_tally(_sum_counts(rows), None)),
    )


def _counts(author_id: UUID, days: CalendarDays) -> Sql:
    first, *other_queries = (
        _count(measure, table, at, author_id, days) for measure, (table, at) in SOURCES.items()
    )
    for query in other_queries:
        first = first + "UNION ALL" + query
    return first


def _count(measure: str, table: str, at: str, author_id: UUID, days: CalendarDays) -> Sql:
    """Count one table; deleted offers are left out."""
    count_query = f"SELECT {measure} AS what, o.kind, {days.place(at)} AS day, COUNT(*) AS n FROM offers o"
    of_author = Sql("o.author_id = ? AND o.deleted_at IS NULL", author_id)
    query = f"{count_query} JOIN {table} made ON made.offer_id = o.id WHERE"
    return query + (of_author & days.covers(at)) + "GROUP BY what, o.kind, day"


def _sum_counts(rows: Iterable[Any], by: str | None = None) -> Counter[tuple[Any, str]]:
    totals: Counter[tuple[Any, str]] = Counter()
    for row in rows:
        totals[row[by] if by else None, row["what"]] += row["n"]
    return totals


def _tally(counts: Counter[tuple[Any, str]], key: object) -> dict[str, int]:
    return {measure.lower(): counts[key, measure] for measure in MEASURES}
