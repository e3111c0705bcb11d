"""The weight of a selection with every fragment expanded, computed without expanding any."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

from models.refused import Code, Refused

INTROSPECTION = {"__schema", "__type"}


@dataclass(frozen=True, slots=True)
class Weight:
    """The counts of a selection. Fields below `__schema` and `__type` count apart and add no depth.

    `repeats` is how often one name, or any fragment, stands in one selection set: they are compared in pairs.
    """

    depth: int = 0
    aliases: int = 0
    directives: int = 0
    fields: int = 0
    roots: int = 0
    introspection: int = 0
    repeats: int = 0

    def beside(self, other: "Weight") -> "Weight":
        return Weight(
            max(self.depth, other.depth),
            self.aliases + other.aliases,
            self.directives + other.directives,
            self.fields + other.fields,
            self.roots + other.roots,
            self.introspection + other.introspection,
            max(self.repeats, other.repeats),
        )


# A missing or empty fragment still counts, because spreads that double each time are work, too.
UNKNOWN = Weight(fields=1, roots=1)


def weigh_fragments(document: DocumentNode) -> dict[str, Weight]:
    """Weigh every fragment once, innermost first, without recursion from fragment to fragment."""
    definitions = [d for d in document.definitions if isinstance(d, FragmentDefinitionNode)]
    by_name = {definition.name.value: definition for definition in definitions}
    if len(by_name) != len(definitions):
        raise Refused(Code.BAD_INPUT, "Two fragments cannot have the same name.")
    weights: dict[str, Weight] = {}
    for name in innermost_first(by_name):
        weights[name] = weigh_definition(by_name[name], weights) if name in by_name else UNKNOWN
    return weights


def innermost_first(by_name: dict[str, FragmentDefinitionNode]) -> list[str]:
    spreads = {name: list(spreads_in(fragment.selection_set)) for name, fragment in by_name.items()}
    try:
        return list(TopologicalSorter(spreads).static_order())
    except CycleError as cycle:
        raise Refused(Code.BAD_INPUT, f'Fragment "{cycle.args[1][0]}" cannot contain itself.') from cycle


def spreads_in(selection_set: SelectionSetNode) -> Iterator[str]:
    for selection in selection_set.selections:
        if isinstance(selection, FragmentSpreadNode):
            yield selection.name.value
        elif isinstance(selection, FieldNode | InlineFragmentNode) and selection.selection_set:
            yield from spreads_in(selection.selection_set)


def weigh_operation(operation: OperationDefinitionNode, fragments: dict[str, Weight]) -> Weight:
    on_variables = sum(len(variable.directives or ()) for variable in operation.variable_definitions or ())
    return weigh_definition(operation, fragments).beside(Weight(directives=on_variables))


def weigh_definition(
    definition: OperationDefinitionNode | FragmentDefinitionNode, fragments: dict[str, Weight]
) -> Weight:
    inside = weigh_all(definition.selection_set.selections, fragments)
    return inside.beside(Weight(directives=len(definition.directives or ())))


def weigh_all(selections: Sequence[SelectionNode], fragments: dict[str, Weight]) -> Weight:
    total = Weight(repeats=count_repeats(selections))
    for selection in selections:
        total = total.beside(weigh(selection, fragments))
        total = total.beside(Weight(directives=len(selection.directives or ())))
    return total


def count_repeats(selections: Sequence[SelectionNode]) -> int:
    names = Counter(
        (selection.alias or selection.name).value if isinstance(selection, FieldNode) else "..."
        for selection in selections
    )
    return max(names.values(), default=0)


def weigh(selection: SelectionNode, fragments: dict[str, Weight]) -> Weight:
    if isinstance(selection, FragmentSpreadNode):
        weight = fragments.get(selection.name.value, UNKNOWN)
        return weight if weight.fields else UNKNOWN
    if isinstance(selection, InlineFragmentNode):
        return weigh_all(selection.selection_set.selections, fragments)
    if isinstance(selection, FieldNode):
        return weigh_field(selection, fragments)
    raise TypeError(f"{type(selection).__name__} is no selection this server knows.")


def weigh_field(field: FieldNode, fragments: dict[str, Weight]) -> Weight:
    inside = weigh_all(field.selection_set.selections if field.selection_set else (), fragments)
    aliases = inside.aliases + (field.alias is not None)
    if field.name.value in INTROSPECTION:
        below = inside.fields + inside.introspection
        return Weight(1, aliases, inside.directives, 1, 1, below, inside.repeats)
    fields = inside.fields + 1
    return Weight(
        inside.depth + 1, aliases, inside.directives, fields, 1, inside.introspection, inside.repeats
    )
