"""The completion of scalars and enums."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from graphql import GRAPHQL_MAX_INT, GRAPHQL_MIN_INT
from graphql.execution import Executor

from schema.execution.place import Place

# Values of exactly these classes are already what a response holds.
EXACT = {"String": str, "ID": str, "Boolean": bool}


@dataclass(frozen=True, slots=True)
class UsualCase:
    """The class that values of a leaf type usually have, and the source that converts such a `value`."""

    class_: type
    expression: str = "value"
    bounds: str = ""


def usual_case(leaf_type: Any) -> UsualCase | None:
    """Return the usual case of a type whose values are passed on, or named; None for all others."""
    if leaf_type.name in EXACT:
        return UsualCase(EXACT[leaf_type.name])
    if leaf_type.name == "Int":
        return UsualCase(int, bounds=f" and {GRAPHQL_MIN_INT} <= value <= {GRAPHQL_MAX_INT}")
    names = enum_names(leaf_type)
    is_named_alike = names and all(member.name == name for member, name in names.items())
    return UsualCase(leaf_type.wrapped_cls, "value._name_") if is_named_alike else None


def compile_leaf(leaf_type: Any) -> Callable[[Any, Any, Place], Any]:
    """Return the completion of a leaf, which asks the type only for values of unusual classes."""
    exact = EXACT.get(leaf_type.name)

    def complete(_: Any, value: Any, __: Place) -> Any:
        return value if value.__class__ is exact else Executor.complete_leaf_value(leaf_type, value)

    return complete


def enum_names(leaf_type: Any) -> dict[Enum, str]:
    """Return the name of each member of an enum that Strawberry built from a class; else nothing."""
    members = getattr(leaf_type, "wrapped_cls", None)
    if not isinstance(members, type) or not issubclass(members, Enum):
        return {}
    return {member: leaf_type.coerce_output_value(member) for member in members}
