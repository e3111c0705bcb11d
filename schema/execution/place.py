"""The place of a value in the response: a chain of plain tuples, which is cheap to extend."""

from typing import Any

from graphql.pyutils import Path

# The place of the parent, the response key or index, and the name of the parent type of a field.
Place = tuple[Any, str | int, str | None]


def path_of(place: Place | None) -> Path | None:
    return None if place is None else Path(path_of(place[0]), place[1], place[2])


def field_place(place: Place) -> Place:
    """Return the place of the field to which a place in its list belongs."""
    while isinstance(place[1], int):
        place = place[0]
    return place
