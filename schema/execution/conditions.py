"""Which operations are compiled, and on which variables their selections depend."""

from collections.abc import Iterator, Mapping

from graphql import (
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
)

CONDITIONS = {"skip", "include"}
# They answer about the schema itself, which is rarely asked for and never in a hurry.
INTROSPECTION = {"__schema", "__type"}


def condition_names(
    operation: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> tuple[str, ...] | None:
    """Return the variables that `@skip` and `@include` read; None if graphql-core must run it."""
    nodes = [operation, *fragments.values()]
    selections = [selection for node in nodes for selection in selections_in(node.selection_set)]
    directives = [directive for node in (*nodes, *selections) for directive in directives_of(node)]
    has_others = any(directive.name.value not in CONDITIONS for directive in directives)
    if has_others or any(is_introspection(node) or has_variables(node) for node in (*nodes, *selections)):
        return None
    return tuple(dict.fromkeys(name for directive in directives for name in variables_of(directive)))


def selections_in(selection_set: SelectionSetNode) -> Iterator[Node]:
    for selection in selection_set.selections:
        yield selection
        inner: SelectionSetNode | None = getattr(selection, "selection_set", None)
        if inner is not None:
            yield from selections_in(inner)


def directives_of(node: Node) -> tuple[DirectiveNode, ...]:
    return getattr(node, "directives", None) or ()


def is_introspection(node: Node) -> bool:
    return isinstance(node, FieldNode) and node.name.value in INTROSPECTION


def has_variables(node: Node) -> bool:
    """Tell whether a fragment declares variables of its own, which is an experiment of graphql-core."""
    return isinstance(node, FragmentDefinitionNode) and bool(node.variable_definitions)


def variables_of(directive: DirectiveNode) -> Iterator[str]:
    for argument in directive.arguments or ():
        if isinstance(argument.value, VariableNode):
            yield argument.value.name.value
