"""No type leads through a list back to itself, because each turn of such a circle multiplies the answer."""

from collections.abc import Iterator
from typing import Any

from graphql import GraphQLSchema, build_schema, get_named_type, is_abstract_type, is_leaf_type

from schema.build import build_schema as build_proffer
from schema.execution.cost import has_list

# A step from a type to a type through a field, and whether the field is a list.
Step = tuple[str, str, bool]
ADVICE = (
    "Give the field that leads back a type without the list, as OrderSession is TableSession without orders."
)


def steps_from(schema: GraphQLSchema, name: str) -> Iterator[Step]:
    fields: dict[str, Any] = getattr(schema.type_map[name], "fields", {})
    for field_name, field in fields.items():
        named = get_named_type(field.type)
        if is_leaf_type(named):
            continue
        possible = schema.get_possible_types(named) if is_abstract_type(named) else ()
        for target in (named, *possible):
            yield f"{name}.{field_name}", target.name, has_list(field.type)


def list_cycles(schema: GraphQLSchema) -> set[str]:
    """Return the list fields from whose items there is a way back to the type that has the field."""
    types = [name for name in schema.type_map if not name.startswith("__")]
    steps = {
        name: list(steps_from(schema, name)) for name in types if hasattr(schema.type_map[name], "fields")
    }
    return {
        field
        for name in steps
        for field, target, is_list in steps[name]
        if is_list and name in reachable_from(target, steps)
    }


def reachable_from(name: str, steps: dict[str, list[Step]]) -> set[str]:
    reachable, unseen = {name}, [name]
    while unseen:
        for _, target, _ in steps.get(unseen.pop(), ()):
            if target not in reachable:
                reachable.add(target)
                unseen.append(target)
    return reachable


def test_no_list_leads_back_to_its_own_type() -> None:
    assert list_cycles(build_proffer()._schema) == set(), ADVICE


def test_a_cycle_is_found_directly_through_an_interface_and_through_other_types() -> None:
    schema = build_schema("""
        type Query { table: Table, node: Node }
        type Table { orders: [Order!]!, label: String }
        type Order { session: Session }
        type Session { table: Table }
        interface Node { id: ID }
        type Leaf implements Node { id: ID, parents: [Node!]! }
    """)
    assert list_cycles(schema) == {"Table.orders", "Leaf.parents"}
