"""The two ways through a list, as arguments of its field."""

from collections.abc import Awaitable, Callable
from typing import Any

from strawberry.annotation import StrawberryAnnotation
from strawberry.extensions.field_extension import FieldExtension
from strawberry.types import Info
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from models.storage.paging import paging

ASKED = "asked"
WAYS: tuple[tuple[str, type, str], ...] = (
    ("first", int, "How many rows, 1 to 100; 20 unless told."),
    ("after", str, "The cursor of the row to continue after."),
    ("page", int, "The number of the page, from 1; not together with first or after."),
    ("limit", int, "Rows a page, 1 to 100; 20 unless told."),
)


class Paged(FieldExtension):
    """Gives the resolver `asked`, checked, in place of the four that clients see."""

    def apply(self, field: StrawberryField) -> None:
        own = [argument for argument in field.arguments if argument.python_name != ASKED]
        field.arguments = [*own, *(_argument(*way) for way in WAYS)]

    async def resolve_async(
        self, next_: Callable[..., Awaitable[Any]], source: Any, info: Info, **kwargs: Any
    ) -> Any:
        asked = paging(*(kwargs.pop(name, None) for name, _, _ in WAYS))
        return await next_(source, info, **kwargs, **{ASKED: asked})


def _argument(name: str, kind: type, description: str) -> StrawberryArgument:
    return StrawberryArgument(
        python_name=name,
        graphql_name=None,
        type_annotation=StrawberryAnnotation(kind | None),
        description=description,
        default=None,
    )
