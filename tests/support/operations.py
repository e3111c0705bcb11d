"""Random operations over a schema: every one is valid, and together they use all that a document can say."""

import json
from random import Random
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_required_argument,
    is_required_input_field,
)

DEPTH = 5
FIELDS = 5
LITERALS: dict[str, tuple[object, ...]] = {
    "Int": (0, 1, 7, 100),
    "Float": (0.5, 2, 1e3),
    "String": ("", "text", 'quo"te', "späße"),
    "ID": ("a1", "7"),
    "Boolean": (True, False),
    "UUID": ("0b7c5a52-9f43-4d4c-8f0e-1a4c6a0d2f11",),
    "DateTime": ("2026-01-31T18:30:00+05:30",),
    "DateOrDateTime": ("2026-01-31", "2026-01-31T18:30:00Z"),
    "Date": ("2026-01-31",),
    "MinorUnits": (0, 12_345),
    "Percentage": (2.5, 0),
    "Quantity": (1.5, 3),
    "JSON": ("text",),
}


class Author:
    """The writer of one random operation, whose variables it declares and fills."""

    def __init__(self, schema: GraphQLSchema, random: Random) -> None:
        self.schema = schema
        self.random = random
        self.declarations: list[str] = []
        self.variables: dict[str, Any] = {}
        self.fragments: list[str] = []

    def write(self, kind: str) -> tuple[str, dict[str, Any]]:
        """Return a document of one operation, and the values of its variables."""
        root: Any = getattr(self.schema, f"{kind}_type")
        selection = self.selection(root, DEPTH)
        declared = f"({', '.join(self.declarations)})" if self.declarations else ""
        return "\n".join([f"{kind} Random{declared} {selection}", *self.fragments]), self.variables

    def selection(self, parent: Any, depth: int) -> str:
        parts = ["__typename"] if is_abstract_type(parent) or self.chance(0.1) else []
        names = list(getattr(parent, "fields", {}))
        for name in self.random.sample(names, min(len(names), self.random.randint(1, FIELDS))):
            parts += self.field(name, parent.fields[name], depth)
        if is_abstract_type(parent):
            parts += [
                self.spread(possible, depth) for possible in self.some(self.schema.get_possible_types(parent))
            ]
        elif self.chance(0.2) and depth > 1:
            parts.append(self.spread(parent, depth))
        return "{ " + " ".join(parts or ["__typename"]) + " }"

    def field(self, name: str, field: GraphQLField, depth: int) -> list[str]:
        named = get_named_type(field.type)
        if not is_leaf_type(named) and depth <= 1:
            return []
        alias = f"a{self.random.randrange(10**6)}: " if field.args or self.chance(0.15) else ""
        inner = "" if is_leaf_type(named) else self.selection(named, depth - 1)
        text = f"{alias}{name}{self.arguments(field.args)}{self.condition()} {inner}".strip()
        # Stated twice under one key, a field is run once with both selections.
        return [text, text] if not alias and self.chance(0.1) else [text]

    def spread(self, named: Any, depth: int) -> str:
        selection = self.selection(named, max(depth - 1, 1))
        if self.chance(0.5):
            return f"... on {named.name}{self.condition()} {selection}"
        name = f"F{len(self.fragments)}"
        self.fragments.append("")
        self.fragments[int(name[1:])] = f"fragment {name} on {named.name} {selection}"
        return f"...{name}{self.condition()}"

    def condition(self) -> str:
        if not self.chance(0.08):
            return ""
        directive = self.random.choice(("skip", "include"))
        return (
            f" @{directive}(if: {self.variable('Boolean!', self.chance(0.5))})"
            if self.chance(0.7)
            else (f" @{directive}(if: {json.dumps(self.chance(0.5))})")
        )

    def arguments(self, arguments: dict[str, GraphQLArgument]) -> str:
        given = [
            f"{name}: {self.argument(argument)}"
            for name, argument in arguments.items()
            if is_required_argument(argument) or self.chance(0.4)
        ]
        return f"({', '.join(given)})" if given else ""

    def argument(self, argument: GraphQLArgument) -> str:
        value = self.value(argument.type)
        return self.variable(str(argument.type), value) if self.chance(0.4) else literal(argument.type, value)

    def variable(self, type_name: str, value: Any) -> str:
        name = f"v{len(self.declarations)}"
        self.declarations.append(f"${name}: {type_name}")
        self.variables[name] = value
        return f"${name}"

    def value(self, type_: Any, depth: int = 3) -> Any:
        if isinstance(type_, GraphQLNonNull):
            return self.value(type_.of_type, depth)
        if isinstance(type_, GraphQLList):
            return [
                self.value(type_.of_type, depth - 1) for _ in range(self.random.randint(0, 2) if depth else 0)
            ]
        if isinstance(type_, GraphQLEnumType):
            return self.random.choice(list(type_.values))
        if isinstance(type_, GraphQLInputObjectType):
            return {name: self.value(field.type, depth - 1) for name, field in self.inputs(type_, depth)}
        return self.random.choice(LITERALS[type_.name])

    def inputs(self, type_: GraphQLInputObjectType, depth: int) -> list[tuple[str, GraphQLInputField]]:
        if type_.is_one_of:
            return [self.random.choice(list(type_.fields.items()))]
        return [
            (name, field)
            for name, field in type_.fields.items()
            if is_required_input_field(field) or (depth > 0 and self.chance(0.4))
        ]

    def some(self, values: Any) -> list[Any]:
        return [value for value in values if self.chance(0.5)]

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability


def literal(type_: Any, value: Any) -> str:
    """Write a value as GraphQL does: names of enum values and of input fields stand without quotes."""
    named = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    if isinstance(named, GraphQLList):
        return f"[{', '.join(literal(named.of_type, item) for item in value)}]"
    if isinstance(named, GraphQLInputObjectType):
        fields = (f"{name}: {literal(named.fields[name].type, item)}" for name, item in value.items())
        return f"{{{', '.join(fields)}}}"
    return str(value) if isinstance(named, GraphQLEnumType) else json.dumps(value, ensure_ascii=False)
