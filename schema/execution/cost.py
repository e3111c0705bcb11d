"""The cost of an operation: how many objects it asks for at most, worked out before it runs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_object_type,
)

# What a list holds that states nothing; a page's lists hold as many rows as its field asks for.
SIZE = 10
PAGE_SIZE = 20
LARGEST_PAGE = 100
PAGE_ARGUMENTS = ("first", "limit")
PAGE_LISTS = ("nodes", "edges")
INTROSPECTION = ("__schema", "__type")


@dataclass(frozen=True, slots=True)
class Cost:
    """The objects below one value: those that do not depend on the size of a page, and those for each row."""

    fixed: int = 0
    per_row: int = 0

    def beside(self, other: "Cost") -> "Cost":
        return Cost(self.fixed + other.fixed, self.per_row + other.per_row)

    def of_page(self, rows: int) -> int:
        return self.fixed + self.per_row * rows


class Pricing:
    """The prices of one document for the variables of one request; each fragment is priced once."""

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        variables: Mapping[str, Any],
        sizes: Mapping[str, int],
    ) -> None:
        self.schema = schema
        self.variables = variables
        self.sizes = sizes
        definitions = (node for node in document.definitions if isinstance(node, FragmentDefinitionNode))
        self.fragments = {node.name.value: node for node in definitions}
        self.priced: dict[str, Cost] = {}

    def price(self, operation: OperationDefinitionNode) -> int:
        root = self.schema.get_root_type(operation.operation)
        return self.price_selection(root, operation.selection_set).of_page(PAGE_SIZE)

    def price_selection(self, parent: Any, selection_set: SelectionSetNode) -> Cost:
        """Return the cost of all parts; of those for several object types a value has only one."""
        every, alternatives = Cost(), dict[str, Cost]()
        for selection in selection_set.selections:
            condition, cost = self.condition(parent, selection), self.price_part(parent, selection)
            if is_abstract_type(parent) and is_object_type(condition):
                alternatives[condition.name] = alternatives.get(condition.name, Cost()).beside(cost)
            else:
                every = every.beside(cost)
        return every.beside(greatest(alternatives.values()))

    def condition(self, parent: Any, selection: Any) -> Any:
        """Return the type to which a part of a selection belongs."""
        if isinstance(selection, FragmentSpreadNode):
            selection = self.fragments[selection.name.value]
        condition = getattr(selection, "type_condition", None)
        return parent if condition is None else self.schema.get_type(condition.name.value)

    def price_part(self, parent: Any, selection: Any) -> Cost:
        if isinstance(selection, FieldNode):
            return self.price_field(parent, selection)
        if isinstance(selection, FragmentSpreadNode):
            return self.price_fragment(selection.name.value)
        return self.price_selection(self.condition(parent, selection), selection.selection_set)

    def price_fragment(self, name: str) -> Cost:
        if name not in self.priced:
            fragment = self.fragments[name]
            self.priced[name] = self.price_selection(self.condition(None, fragment), fragment.selection_set)
        return self.priced[name]

    def price_field(self, parent: Any, node: FieldNode) -> Cost:
        field = self.schema.get_field(parent, node.name.value)
        named = None if field is None else get_named_type(field.type)
        if field is None or node.selection_set is None or is_leaf_type(named):
            return Cost()
        if node.name.value in INTROSPECTION:
            return Cost(1)
        rows = self.rows(field, node)
        one = 1 + self.price_selection(named, node.selection_set).of_page(rows or PAGE_SIZE)
        if not has_list(field.type):
            return Cost(one)
        if node.name.value in PAGE_LISTS:
            return Cost(per_row=one)
        return Cost(one * (rows or self.sizes.get(f"{parent.name}.{node.name.value}", SIZE)))

    def rows(self, field: GraphQLField, node: FieldNode) -> int | None:
        """Return how many rows a field asks for, if it can say so; a bad number is refused when it runs."""
        names = [name for name in PAGE_ARGUMENTS if name in field.args]
        arguments = [argument for argument in node.arguments or () if argument.name.value in names]
        sizes = [literal_or_variable(argument.value, self.variables) for argument in arguments]
        sizes += [field.args[name].default_value for name in names]
        given = [size for size in sizes if isinstance(size, int | float)]
        return min(max(int(given[0]), 1), LARGEST_PAGE) if given else None


def greatest(costs: Iterable[Cost]) -> Cost:
    greatest_cost = Cost()
    for cost in costs:
        fixed, per_row = max(greatest_cost.fixed, cost.fixed), max(greatest_cost.per_row, cost.per_row)
        greatest_cost = Cost(fixed, per_row)
    return greatest_cost


def literal_or_variable(node: Any, variables: Mapping[str, Any]) -> object:
    if isinstance(node, VariableNode):
        return variables.get(node.name.value)
    return int(node.value) if isinstance(node, IntValueNode) else None


def has_list(type_: Any) -> bool:
    if isinstance(type_, GraphQLNonNull):
        return has_list(type_.of_type)
    return isinstance(type_, GraphQLList)


def size_variables(document: DocumentNode) -> tuple[str, ...]:
    """Return the names of the variables on which the prices of a document depend."""
    return tuple(dict.fromkeys(name for node in document.definitions for name in names_in(node)))


def names_in(node: Any) -> Iterator[str]:
    for argument in getattr(node, "arguments", None) or ():
        if argument.name.value in PAGE_ARGUMENTS and isinstance(argument.value, VariableNode):
            yield argument.value.name.value
    selection_set = getattr(node, "selection_set", None)
    for selection in selection_set.selections if selection_set else ():
        yield from names_in(selection)


def given_sizes(operation: OperationDefinitionNode, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the variables; where one is absent, its default."""
    defaults = {
        definition.variable.name.value: literal_or_variable(definition.default_value, {})
        for definition in operation.variable_definitions or ()
        if definition.default_value is not None
    }
    return {**defaults, **values}
