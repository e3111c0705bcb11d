"""The extension of mutations that check a password: an operation cannot hold one of them twice."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from graphql import FieldNode, FragmentSpreadNode, InlineFragmentNode, SelectionSetNode
from strawberry.extensions.field_extension import FieldExtension
from strawberry.types import Info

from models.refused import Code, Denied


class OnlyOnce(FieldExtension):
    """Refuses every occurrence of a field that an operation holds more than once, before any is resolved."""

    async def resolve_async(
        self, next_: Callable[..., Awaitable[Any]], source: Any, info: Info, **kwargs: Any
    ) -> Any:
        name = info.field_name
        if sum(field == name for field in _fields(info, info.operation.selection_set)) > 1:
            sentence = f"An operation cannot hold {name} more than once: send each in a request of its own."
            raise Denied(Code.BAD_INPUT, sentence, name)
        return await next_(source, info, **kwargs)


def _fields(info: Info, selections: SelectionSetNode) -> Iterator[str]:
    """Yield the names of the fields at the top, also of those in fragments."""
    for node in selections.selections:
        if isinstance(node, FieldNode):
            yield node.name.value
        elif isinstance(node, FragmentSpreadNode):
            yield from _fields(info, info._raw_info.fragments[node.name.value].selection_set)
        elif isinstance(node, InlineFragmentNode):
            yield from _fields(info, node.selection_set)
