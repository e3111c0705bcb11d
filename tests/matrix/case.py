"""A case of the permission matrix: how one root field is called."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.matrix.stage import Stage, Variables
from tests.support.actors import Person
from tests.support.server import Client


def nothing(_: Stage, __: Person) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Case:
    """The call of a field: `own` are variables a permitted caller succeeds with; *own* refuses `foreign`.

    `shut` is the code of that refusal, or NOTHING where the answer is fine and nothing has changed.
    A list is not asked for one row: `lists` gives the ids that must be in it, and those that are another's.
    """

    query: str
    own: Variables = nothing
    foreign: Variables | None = None
    shut: str = "FORBIDDEN"
    lists: Callable[[Stage, Person], tuple[str, str]] | None = None
    client: Callable[[Stage, Person], Client] | None = None


def by_id(field: str, row: Callable[[Stage, bool], str], selection: str = "__typename") -> Case:
    return Case(
        query=f"($id: UUID!) {{ {field}(id: $id) {{ {selection} }} }}",
        own=lambda stage, _: {"id": row(stage, True)},
        foreign=lambda stage, _: {"id": row(stage, False)},
    )
