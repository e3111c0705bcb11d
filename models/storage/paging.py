"""The two ways to page a list: `first` + `after` (cost independent of depth) and `page` + `limit`."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar
from uuid import UUID

import orjson
from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models.refused import bad_input
from models.storage.row import Row

T = TypeVar("T")
R = TypeVar("R", bound=Row)
NEWEST = "NEWEST"
MOST, USUAL, LAST_PAGE = 100, 20, 100_000
NOT_OURS = "This cursor is not one of this list in this order."


@dataclass(frozen=True, slots=True)
class Paging:
    """What was asked for, checked: how many rows, after which cursor or from which page."""

    size: int
    after: str | None = None
    page: int | None = None

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size if self.page else 0


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """One page of rows, in order, and whether there are more."""

    rows: Sequence[T]
    has_next: bool


def paging(first: int | None, after: str | None, page: int | None, limit: int | None) -> Paging:
    """Refuses mixtures, and sizes outside 1 to 100."""
    if (page is not None or limit is not None) and (first is not None or after is not None):
        raise bad_input("Use first and after, or page and limit, not both.", "page")
    if page is not None and not 1 <= page <= LAST_PAGE:
        raise bad_input(f"Pages are counted from 1 to {LAST_PAGE}.", "page")
    by_page = page is not None or limit is not None
    size, field = (limit, "limit") if by_page else (first, "first")
    if size is not None and not 1 <= size <= MOST:
        raise bad_input(f"A page has 1 to {MOST} rows.", field)
    return Paging(size or USUAL, after, (page or 1) if by_page else None)


def found(rows: Sequence[T], size: int) -> Found[T]:
    """`rows` holds one more than a page where there are more."""
    return Found(rows[:size], len(rows) > size)


def cursor(order: str, value: datetime | int | str | None, row_id: UUID) -> str:
    """Where a row stands in an order: opaque to clients."""
    plain = value.isoformat() if isinstance(value, datetime) else value
    return base64.urlsafe_b64encode(orjson.dumps([order, plain, str(row_id)])).decode().rstrip("=")


def place(text: str, order: str) -> tuple[str | int | None, UUID]:
    """The value and id inside a cursor of this order; refuses any other text."""
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        of_order, value, row_id = orjson.loads(base64.urlsafe_b64decode(padded))
        if of_order != order or isinstance(value, bool) or not isinstance(value, str | int | None):
            raise ValueError(of_order)
        return value, UUID(row_id)
    except (ValueError, TypeError, AttributeError, binascii.Error):
        raise bad_input(NOT_OURS, "after") from None


async def newest(query: QuerySet[R], asked: Paging) -> Found[R]:
    """One page of a table's rows, newest first, in one statement."""
    if asked.after is not None:
        query = query.filter(_older(asked.after, _newest_of(query.model)))
    rows = await query.order_by("-created_at", "-id").offset(asked.offset).limit(asked.size + 1)
    return found(rows, asked.size)


def newest_cursor(row: Row) -> str:
    return cursor(_newest_of(type(row)), row.created_at, row.id)


def number_at(text: str | None, order: str) -> int | None:
    """The number inside a cursor of an order that counts its rows."""
    if text is None:
        return None
    value, _ = place(text, order)
    if not isinstance(value, int) or not 0 <= value < 2**31:
        raise bad_input(NOT_OURS, "after")
    return value


def after_which(text: str | None, order: str) -> int | None:
    """Where a follower goes on: whoever has seen that there is nothing yet says so with an empty text."""
    return 0 if text == "" else number_at(text, order)


def moment_at(value: str | int | None) -> datetime:
    """The moment inside a cursor of an order by time."""
    try:
        return datetime.fromisoformat(str(value)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise bad_input(NOT_OURS, "after") from None


def _newest_of(table: type[Row]) -> str:
    """A cursor of one list is none of another, though both are in order of time."""
    return f"{NEWEST} {table._meta.db_table}"


def _older(after: str, order: str) -> Q:
    value, row_id = place(after, order)
    moment = moment_at(value)
    return Q(created_at__lt=moment) | Q(created_at=moment, id__lt=row_id)
