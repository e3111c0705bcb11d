"""Lists of a table's rows: by a moment, by a number, or with the details of each row."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models.storage.paging import Listing, Page, PageRequest, cursor, cut, moment_at, number_at, place
from models.storage.row import Row

T = TypeVar("T")
R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class TableListing(Listing[R]):
    """The rows of one table; `order` is its name in cursors, `column` what they are sorted by."""

    query: QuerySet[R]
    order: str
    column: str

    async def page(self, page_request: PageRequest) -> Page[R]:
        """Read a page in one statement."""
        after, size = page_request.after, page_request.size
        query = self.query if after is None else self.query.filter(self._after(after))
        rows = await query.order_by(*self._sort()).offset(page_request.offset).limit(size + 1)
        return cut(rows, size)

    async def count(self) -> int:
        return await self.query.count()

    def cursor(self, row: R) -> str:
        return cursor(self.order, getattr(row, self.column), row.id)

    @abstractmethod
    def _sort(self) -> Sequence[str]: ...

    @abstractmethod
    def _after(self, after: str) -> Q: ...


class LatestFirst(TableListing[R]):
    """The order by a moment, latest first; rows of the same moment are in descending order of their ids."""

    def _sort(self) -> Sequence[str]:
        return f"-{self.column}", "-id"

    def _after(self, after: str) -> Q:
        value, row_id = place(after, self.order)
        moment = moment_at(value)
        same_moment: dict[str, Any] = {self.column: moment, "id__lt": row_id}
        return _compare(self.column, "lt", moment) | Q(**same_moment)


class HighestFirst(TableListing[R]):
    """The order by a number that no two rows share, highest first."""

    def _sort(self) -> Sequence[str]:
        return (f"-{self.column}",)

    def _after(self, after: str) -> Q:
        return _compare(self.column, "lt", number_at(after, self.order))


class LowestFirst(TableListing[R]):
    """The order by a number that no two rows share, lowest first."""

    def _sort(self) -> Sequence[str]:
        return (self.column,)

    def _after(self, after: str) -> Q:
        return _compare(self.column, "gt", number_at(after, self.order))


@dataclass(frozen=True)
class DetailedListing(Listing[T], Generic[R, T]):
    """The rows of another listing, each with its details, which `read` reads for a whole page."""

    listing: Listing[R]
    read: Callable[[Sequence[R]], Awaitable[Sequence[T]]]
    row: Callable[[T], R]

    async def page(self, page_request: PageRequest) -> Page[T]:
        page = await self.listing.page(page_request)
        return Page(await self.read(page.rows), page.has_next)

    async def count(self) -> int:
        return await self.listing.count()

    def cursor(self, row: T) -> str:
        return self.listing.cursor(self.row(row))


def _compare(column: str, operator: str, value: datetime | int | None) -> Q:
    condition: dict[str, Any] = {f"{column}__{operator}": value}
    return Q(**condition)


def newest_first(query: QuerySet[R]) -> Listing[R]:
    """List a table's rows, newest first. Each table has cursors of its own."""
    return LatestFirst(query, f"NEWEST {query.model._meta.db_table}", "created_at")
