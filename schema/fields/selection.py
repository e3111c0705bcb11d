"""What a client selects of the result of a field."""

from collections.abc import Iterable

from strawberry.types import Info
from strawberry.types.nodes import SelectedField, Selection


def selects(info: Info, name: str) -> bool:
    """Tell whether the field's result is asked for the field `name`, directly or in a fragment."""
    return any(_contains(field.selections, name) for field in info.selected_fields)


def _contains(selections: Iterable[Selection], name: str) -> bool:
    return any(
        selection.name == name
        if isinstance(selection, SelectedField)
        else _contains(selection.selections, name)
        for selection in selections
    )
