"""Reading of offers: light rows from one flat SELECT, with their authors, projects and terms."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from models.offers.kind import Kind
from models.offers.lifecycle import Status, status_at
from models.offers.offer import Offer
from models.offers.records import BESIDE, AuthorRow, OfferRow, ProjectRow
from models.offers.register import every_kind
from models.people.access import Access
from models.people.viewer import Viewer
from models.storage.sql import Sql, fetch_tuples, on_postgres, one_of

OFFER = tuple(field.name for field in fields(OfferRow) if field.name not in BESIDE)
AUTHOR = tuple(field.name for field in fields(AuthorRow))
PROJECT = tuple(field.name for field in fields(ProjectRow))
ENDS = (len(OFFER), len(OFFER + AUTHOR), len(OFFER + AUTHOR + PROJECT))
PARTS = [slice(start, end) for start, end in zip((0, *ENDS), (*ENDS, None), strict=True)]
MOMENTS = frozenset({"valid_from", "valid_until", "created_at", "updated_at"})
IDS = frozenset({"id", "builder_id", "superseded_by_id"})


def selection(kinds: Sequence[Kind]) -> str:
    """Return the columns of an offer row, in the order in which `rows_of` reads them."""
    columns = [f"o.{c}" for c in OFFER] + [f"a.{c}" for c in AUTHOR] + [f"p.{c}" for c in PROJECT]
    return ", ".join(columns + [f"{kind.name}_t.{c}" for kind in kinds for c in kind.terms.columns])


def joins(kinds: Sequence[Kind]) -> str:
    tables = "JOIN users a ON a.id = o.author_id LEFT JOIN projects p ON p.id = o.project_id"
    return f"{tables} {join_terms(kinds)}"


def join_terms(kinds: Sequence[Kind]) -> str:
    """Return the joins of each kind's terms, as `<kind>_t`."""
    tables = [(kind.terms._meta.db_table, f"{kind.name}_t") for kind in kinds]
    return " ".join(f"LEFT JOIN {table} {short} ON {short}.offer_id = o.id" for table, short in tables)


async def rows_of(sql: Sql, kinds: Sequence[Kind], now: datetime) -> list[OfferRow]:
    """Run a SELECT that starts with `selection(kinds)`, and build the rows."""
    return [offer_row(record, kinds, now) for record in await fetch_tuples(sql)]


async def offer_shown_to(
    viewer: Viewer, offer_id: UUID, now: datetime, field: str = "id", kinds: Sequence[Kind] | None = None
) -> OfferRow:
    """Return the offer; refuse with FORBIDDEN if the viewer may not see it, NOT_FOUND if there is none."""
    kinds = every_kind() if kinds is None else kinds
    names = [kind.name for kind in kinds]
    by_id = Sql("o.id = ?", offer_id) & one_of("o.kind", names)
    if rows := await _rows_where(by_id & Offer.visible_to(viewer), kinds, now):
        return rows[0]
    exists = await Offer.exists(id=offer_id, kind__in=names, deleted_at=None)
    raise Access(viewer, "offer", offer_id, "Offer.visible_to", field).deny(exists)


async def offers_shown_to(viewer: Viewer, offer_ids: Sequence[UUID], now: datetime) -> dict[UUID, OfferRow]:
    """Return those of these offers that the viewer may see, by id."""
    if not offer_ids:
        return {}
    rows = await _rows_where(one_of("o.id", offer_ids) & Offer.visible_to(viewer), every_kind(), now)
    return {row.id: row for row in rows}


async def offers_by_id(offer_ids: Collection[UUID], now: datetime) -> dict[UUID, OfferRow]:
    """Return these offers without an access check: the caller decides what a viewer gets."""
    if not offer_ids:
        return {}
    rows = await _rows_where(one_of("o.id", list(offer_ids)), every_kind(), now)
    return {row.id: row for row in rows}


async def offer_for_holder(offer_id: UUID, now: datetime) -> OfferRow | None:
    """Return the offer for the holder of a valid link to it; None if it was deleted."""
    rows = await _rows_where(Sql("o.id = ?", offer_id), every_kind(), now)
    return rows[0] if rows else None


async def _rows_where(condition: Sql, kinds: Sequence[Kind], now: datetime) -> list[OfferRow]:
    sql = (
        f"SELECT {selection(kinds)} FROM offers o {joins(kinds)} WHERE o.deleted_at IS NULL AND ("
        + condition
        + ")"
    )
    return await rows_of(sql, kinds, now)


def offer_row(record: Sequence[Any], kinds: Sequence[Kind], now: datetime) -> OfferRow:
    """Build the row from the columns of `selection(kinds)`."""
    values = record if on_postgres() else _parse_text(record)
    offer_columns, author, project, terms = (values[part] for part in PARTS)
    beside: tuple[Any, ...] = (
        AuthorRow(*author),
        ProjectRow(*project) if project[0] else None,
        _terms_row(values[1], terms, kinds),
        now,
    )
    row = OfferRow(*offer_columns, *beside)
    row.status = status_at(Status(row.status), row.valid_until, now)
    return row


def _terms_row(name: str, values: Sequence[Any], kinds: Sequence[Kind]) -> object:
    start = 0
    for kind in kinds:
        end = start + len(kind.terms.columns)
        if kind.name == name:
            return kind.terms.row_of(values[start:end])
        start = end
    raise LookupError(f"no terms were read for the kind {name}")


def _parse_text(record: Sequence[Any]) -> Sequence[Any]:
    """Convert ids and moments, which SQLite gives as text."""
    return [*map(_convert, CONVERTERS, record), *record[len(CONVERTERS) :]]


def _convert(convert: Callable[[Any], object] | None, value: object) -> object:
    return value if convert is None or value is None else convert(value)


def _converter(column: str) -> Callable[[Any], object] | None:
    if column in MOMENTS:
        return datetime.fromisoformat
    return UUID if column in IDS else None


CONVERTERS = tuple(_converter(column) for column in OFFER + AUTHOR + PROJECT)
