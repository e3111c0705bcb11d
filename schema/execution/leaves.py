"""The completion of scalars and enums."""

from collections.abc import Callable
from enum import Enum
from typing import Any

from graphql import GRAPHQL_MAX_INT, GRAPHQL_MIN_INT, GraphQLNonNull
from graphql.execution import Executor

from schema.execution.place import Place

# Values of exactly these classes are already what a response holds.
EXACT = {"String": str, "ID": str, "Boolean": bool}


def exact_class(type_: Any) -> type | None:
    """Return the class whose values a leaf type passes on unchanged, if it has one."""
    named = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    return EXACT.get(getattr(named, "name", ""))


def compile_leaf(leaf_type: Any) -> Callable[[Any, Any, Place], Any]:
    """Return the completion of a leaf, which asks the type only for values of unusual classes."""
    exact = EXACT.get(leaf_type.name)
    names = enum_names(leaf_type)

    def complete(_: Any, value: Any, __: Place) -> Any:
        if value.__class__ is exact:
            return value
        return Executor.complete_leaf_value(leaf_type, value)

    def complete_enum(_: Any, value: Any, __: Place) -> Any:
        name = names.get(value) if value.__class__ in classes else None
        return name or Executor.complete_leaf_value(leaf_type, value)

    def complete_int(_: Any, value: Any, __: Place) -> Any:
        if value.__class__ is int and GRAPHQL_MIN_INT <= value <= GRAPHQL_MAX_INT:
            return value
        return Executor.complete_leaf_value(leaf_type, value)

    classes = {member.__class__ for member in names}
    if leaf_type.name == "Int":
        return complete_int
    return complete_enum if names else complete


def enum_names(leaf_type: Any) -> dict[Enum, str]:
    """Return the name of each member of an enum that Strawberry built from a class; else nothing."""
    members = getattr(leaf_type, "wrapped_cls", None)
    if not isinstance(members, type) or not issubclass(members, Enum):
        return {}
    return {member: leaf_type.coerce_output_value(member) for member in members}
