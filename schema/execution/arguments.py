"""The arguments of a field: converted once if they are fixed, else for each request."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from graphql import ArgumentNode, Node, VariableNode
from graphql.execution.values import get_argument_values

if TYPE_CHECKING:
    from schema.execution.field import Field

Arguments = Callable[[Any], dict[str, Any]]
# Values that no resolver can change, so that requests may share them.
UNCHANGEABLE = (str, int, float, bool, date, Decimal, Enum, UUID, type(None))


def compile_arguments(field: "Field") -> Arguments:
    """Return the function that gives the field's arguments for one request."""
    nodes = field.nodes[0].arguments or ()
    if not field.definition.args and not nodes:
        return lambda _: {}
    return convert_each_time(field) if any(map(reads_variable, nodes)) else convert_once(field)


def convert_each_time(field: "Field") -> Arguments:
    definition, node = field.definition, field.nodes[0]

    def convert(executor: Any) -> dict[str, Any]:
        return get_argument_values(
            definition, node, executor.variable_values, None, executor.hide_suggestions
        )

    return convert


def convert_once(field: "Field") -> Arguments:
    """Return a function that keeps its first result, unless a resolver could change a value of it."""
    convert = convert_each_time(field)
    values: dict[str, Any] | None = None

    def convert_first(executor: Any) -> dict[str, Any]:
        nonlocal values
        if values is not None:
            return values
        arguments = convert(executor)
        if all(isinstance(value, UNCHANGEABLE) for value in arguments.values()):
            values = arguments
        return arguments

    return convert_first


def reads_variable(argument: ArgumentNode) -> bool:
    return contains_variable(argument.value)


def contains_variable(value: Node) -> bool:
    if isinstance(value, VariableNode):
        return True
    inner = [*getattr(value, "values", ()), *(field.value for field in getattr(value, "fields", ()))]
    return any(map(contains_variable, inner))
