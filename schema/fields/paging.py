"""A page of a list, seen both ways: by cursor and by number."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

import strawberry

from models.storage.paging import Found, Paging

T = TypeVar("T")
LastSeen = Annotated[
    str | None,
    strawberry.argument(
        description="The cursor of the last one seen; empty: all from the first on; absent: only new ones."
    ),
]


@dataclass(frozen=True, slots=True)
class Listed:
    """A page as a resolver found it, with the ways to its cursors and its total."""

    found: Found[Any]
    asked: Paging
    cursor: Callable[[Any], str]
    count: Callable[[], Awaitable[int]]


@strawberry.type(description="Where a page ends, for going on by cursor.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether there are more rows after this page.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first row.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last row: give it as `after`.")


@strawberry.type(description="Where a page stands among all; counted only when it is asked for.")
class Pagination:
    total: int = strawberry.field(description="How many rows there are in all.")
    page: int | None = strawberry.field(description="The number of this page; null when going by cursor.")
    limit: int = strawberry.field(description="Rows a page.")
    total_pages: int = strawberry.field(description="How many pages that makes.")


@strawberry.type(description="A row and its cursor.")
class Edge(Generic[T]):
    cursor: str = strawberry.field(description="Where the row stands in this list.")
    node: T = strawberry.field(description="The row.")


@strawberry.type(description="A page of a list.")
class Page(Generic[T]):
    @strawberry.field(description="The rows, in order.")
    def nodes(listed: strawberry.Parent[Listed]) -> list[T]:
        return listed.found.rows  # type: ignore[return-value]

    @strawberry.field(description="The rows with their cursors.")
    def edges(listed: strawberry.Parent[Listed]) -> list[Edge[T]]:
        return [Edge(cursor=listed.cursor(row), node=row) for row in listed.found.rows]

    @strawberry.field(description="Where the page ends.")
    def page_info(listed: strawberry.Parent[Listed]) -> PageInfo:
        rows: Sequence[Any] = listed.found.rows
        return PageInfo(
            has_next_page=listed.found.has_next,
            start_cursor=listed.cursor(rows[0]) if rows else None,
            end_cursor=listed.cursor(rows[-1]) if rows else None,
        )

    @strawberry.field(description="Totals and page numbers; costs one more statement.")
    async def pagination(listed: strawberry.Parent[Listed]) -> Pagination:
        total, limit = await listed.count(), listed.asked.size
        return Pagination(total=total, page=listed.asked.page, limit=limit, total_pages=-(-total // limit))
