"""List fields with paging by cursor and by page number."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.extensions.field_extension import FieldExtension
from strawberry.types import Info
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from models.storage.paging import Listing, PageRequest, check_paging
from models.storage.paging import Page as RowPage

T = TypeVar("T")
WAYS: tuple[tuple[str, type, str], ...] = (
    ("first", int, "The number of rows, 1 to 100; 20 by default."),
    ("after", str, "The cursor of the row to continue after."),
    ("page", int, "The number of the page, from 1; cannot be combined with first or after."),
    ("limit", int, "The number of rows per page, 1 to 100; 20 by default."),
)
LastSeen = Annotated[
    str | None,
    strawberry.argument(
        description="The cursor of the last item seen; all items if empty, only new items if absent."
    ),
]


@dataclass(frozen=True, slots=True)
class ListingPage:
    """A page of a listing, with its page request."""

    listing: Listing[Any]
    request: PageRequest
    page: RowPage[Any]


Parent = strawberry.Parent[ListingPage]


@strawberry.type(description="The position of a page, for continuing by cursor.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether more rows follow this page.")
    start_cursor: str | None = strawberry.field(
        description="The cursor of the first row; null on an empty page."
    )
    end_cursor: str | None = strawberry.field(
        description="The cursor of the last row; pass it as `after` for the next page."
    )


@strawberry.type(description="The totals of a list, counted only when requested.")
class Pagination:
    total: int = strawberry.field(description="The total number of rows.")
    page: int | None = strawberry.field(description="The number of this page; null when paging by cursor.")
    limit: int = strawberry.field(description="The number of rows per page.")
    total_pages: int = strawberry.field(description="The total number of pages.")


@strawberry.type(description="A row and its cursor.")
class Edge(Generic[T]):
    cursor: str = strawberry.field(description="The cursor of the row.")
    node: T = strawberry.field(description="The row.")


@strawberry.type(description="A page of a list.")
class Page(Generic[T]):
    @strawberry.field(description="The rows, in order.")
    def nodes(listing_page: Parent) -> list[T]:
        return list(listing_page.page.rows)

    @strawberry.field(description="The rows with their cursors.")
    def edges(listing_page: Parent) -> list[Edge[T]]:
        return [Edge(cursor=listing_page.listing.cursor(row), node=row) for row in listing_page.page.rows]

    @strawberry.field(description="The position of the page.")
    def page_info(listing_page: Parent) -> PageInfo:
        rows, cursor = listing_page.page.rows, listing_page.listing.cursor
        return PageInfo(
            has_next_page=listing_page.page.has_next,
            start_cursor=cursor(rows[0]) if rows else None,
            end_cursor=cursor(rows[-1]) if rows else None,
        )

    @strawberry.field(description="The totals and page numbers; costs one more statement.")
    async def pagination(listing_page: Parent) -> Pagination:
        total, limit = await listing_page.listing.count(), listing_page.request.size
        return Pagination(
            total=total, page=listing_page.request.page, limit=limit, total_pages=-(-total // limit)
        )


class Paged(FieldExtension):
    """The extension that adds the four paging arguments and reads that page of the resolver's listing."""

    def apply(self, field: StrawberryField) -> None:
        field.arguments = [*field.arguments, *(_argument(*way) for way in WAYS)]

    async def resolve_async(
        self, next_: Callable[..., Awaitable[Listing[Any]]], source: Any, info: Info, **kwargs: Any
    ) -> ListingPage:
        page_request = check_paging(*(kwargs.pop(name, None) for name, _, _ in WAYS))
        listing = await next_(source, info, **kwargs)
        return ListingPage(listing, page_request, await listing.page(page_request))


def _argument(name: str, kind: type, description: str) -> StrawberryArgument:
    return StrawberryArgument(
        python_name=name,
        graphql_name=None,
        type_annotation=StrawberryAnnotation(kind | None),
        description=description,
        default=None,
    )
