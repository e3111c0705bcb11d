"""The two ways to page a list: `first` + `after` (cost independent of depth) and `page` + `limit`."""

import base64
import binascii
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar
from uuid import UUID

import orjson

from models.refused import bad_input

T = TypeVar("T")
MOST, USUAL, LAST_PAGE = 100, 20, 100_000
NOT_OURS = "The cursor must come from this list in this order."


@dataclass(frozen=True, slots=True)
class PageRequest:
    """The valid request for a page: its size, and the cursor it follows or its number."""

    size: int
    after: str | None = None
    page: int | None = None

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size if self.page else 0


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The rows of one page, in order; `has_next` if more follow."""

    rows: Sequence[T]
    has_next: bool


class Listing(ABC, Generic[T]):
    """The contract of an ordered list: its pages, its length and the cursors of its rows."""

    @abstractmethod
    async def page(self, page_request: PageRequest) -> Page[T]: ...

    @abstractmethod
    async def count(self) -> int: ...

    @abstractmethod
    def cursor(self, row: T) -> str: ...


def check_paging(first: int | None, after: str | None, page: int | None, limit: int | None) -> PageRequest:
    """Check the paging arguments; refuse mixtures of the two ways, and sizes outside 1 to 100."""
    if (page is not None or limit is not None) and (first is not None or after is not None):
        raise bad_input("You cannot combine first or after with page or limit.", "page")
    if page is not None and not 1 <= page <= LAST_PAGE:
        raise bad_input(f"The page must be between 1 and {LAST_PAGE}.", "page")
    by_page = page is not None or limit is not None
    size, field = (limit, "limit") if by_page else (first, "first")
    if size is not None and not 1 <= size <= MOST:
        raise bad_input(f"A page must have 1 to {MOST} rows.", field)
    return PageRequest(size or USUAL, after, (page or 1) if by_page else None)


def cut(rows: Sequence[T], size: int) -> Page[T]:
    """Cut the page from `rows`, which have one row more if another page follows."""
    return Page(rows[:size], len(rows) > size)


def cursor(order: str, value: datetime | int | str | None, row_id: UUID) -> str:
    """Encode the position of a row in an order, as text that is opaque to clients."""
    plain = value.isoformat() if isinstance(value, datetime) else value
    return base64.urlsafe_b64encode(orjson.dumps([order, plain, str(row_id)])).decode().rstrip("=")


def place(text: str, order: str) -> tuple[str | int | None, UUID]:
    """Decode the value and id in a cursor of this order; refuse any other text."""
    try:
        with_padding = text.encode("ascii") + b"=" * (-len(text) % 4)
        of_order, value, row_id = orjson.loads(base64.urlsafe_b64decode(with_padding))
        if of_order != order or isinstance(value, bool) or not isinstance(value, str | int | None):
            raise ValueError(of_order)
        return value, UUID(row_id)
    except (ValueError, TypeError, AttributeError, binascii.Error):
        raise bad_input(NOT_OURS, "after") from None


def number_at(text: str | None, order: str) -> int | None:
    """Decode the number in a cursor of a numbered list."""
    if text is None:
        return None
    value, _ = place(text, order)
    if not isinstance(value, int) or not 0 <= value < 2**31:
        raise bad_input(NOT_OURS, "after")
    return value


def start_after(after: str | None, order: str, latest: int) -> int:
    """Return the number to continue after: that of the cursor, 0 if it is empty, `latest` if it is absent."""
    number = 0 if after == "" else number_at(after, order)
    return latest if number is None else number


def moment_at(value: str | int | None) -> datetime:
    """Convert the value in a cursor of an order by time."""
    try:
        return datetime.fromisoformat(str(value)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise bad_input(NOT_OURS, "after") from None
