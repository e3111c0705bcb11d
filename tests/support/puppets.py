"""Rows that answer every field of a type with something: values, nulls, errors, and all of these later."""

import asyncio
from collections.abc import AsyncIterator, Callable, Generator
from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    is_abstract_type,
    is_object_type,
)
from strawberry.types.field import StrawberryField

LEAVES: dict[str, tuple[object, ...]] = {
    "Int": (0, 7, -3, True, 2.0, 2**40, "8", "no number"),
    "Boolean": (True, False, 1, "yes"),
}


class PuppetError(Exception):
    """The failure of a puppet's field."""


class Puppet:
    """A row of one object type; its values depend on its seed alone, so that two engines see the same."""

    def __init__(self, theatre: "Theatre", type_: GraphQLObjectType, seed: str) -> None:
        self.theatre = theatre
        self.type_ = type_
        self.seed = seed

    def __getattr__(self, name: str) -> Any:
        theatre, type_ = self.__dict__["theatre"], self.__dict__["type_"]
        field = theatre.attributes.get((type_.name, name))
        if field is None:
            raise AttributeError(name)
        return theatre.value(field.type, f"{self.__dict__['seed']}.{name}")


class Theatre:
    """A schema whose resolvers are replaced by puppets; attributes are read as they always are."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema
        self.attributes: dict[tuple[str, str], Any] = {}
        for type_ in schema.type_map.values():
            if is_object_type(type_) and not type_.name.startswith("__"):
                self.take_over(type_)
            elif is_abstract_type(type_):
                type_.resolve_type = self.resolve_type

    def root(self, kind: str, seed: str) -> Puppet:
        return Puppet(self, getattr(self.schema, f"{kind}_type"), seed)

    def take_over(self, type_: GraphQLObjectType) -> None:
        if type_.is_type_of is not None:
            type_.is_type_of = self.is_type_of(type_.name)
        for name, field in type_.fields.items():
            definition: StrawberryField = field.extensions["strawberry-definition"]
            self.attributes[type_.name, definition.python_name] = field
            if not definition.is_basic_field:
                field.extensions = {}
                field.resolve = self.resolver(name, field.type)

    def resolver(self, name: str, type_: Any) -> Callable[..., Any]:
        def resolve(source: Puppet, info: Any, **arguments: Any) -> Any:
            assert info.field_name == name
            key = f"{source.seed}.{name}({sorted(map(repr, arguments.items()))}){info.path.as_list()}"
            return self.value(type_, key)

        return resolve

    def is_type_of(self, name: str) -> Callable[[Any, Any], Any]:
        def check(value: Any, _: Any) -> Any:
            is_right = isinstance(value, Puppet) and value.type_.name == name
            return Later(is_right) if isinstance(value, Puppet) and rolls(value.seed, 0.1) else is_right

        return check

    def resolve_type(self, value: Any, info: Any, abstract_type: Any) -> Any:
        assert info.context == "context"
        if not isinstance(value, Puppet):
            return None
        name = "Nobody" if rolls(f"{value.seed}!", 0.03) else value.type_.name
        return Later(name) if rolls(f"{value.seed}?", 0.1) else name

    def value(self, type_: Any, seed: str) -> Any:
        """Return what a field of the type gives: mostly a value, at times null, an error, or either later."""
        random = Random(seed)
        fate = random.random()
        if fate < 0.03:
            raise PuppetError(f"The field failed: {seed[-40:]}")
        if fate < 0.05:
            return PuppetError("An error was returned.")
        if fate < 0.09:
            return Later(None, random.randint(0, 2), PuppetError("The field failed later."))
        if fate < 0.25:
            return Later(self.plain(type_, seed, random), random.randint(0, 2))
        return self.plain(type_, seed, random)

    def plain(self, type_: Any, seed: str, random: Random) -> Any:
        if isinstance(type_, GraphQLNonNull):
            return None if random.random() < 0.01 else self.present(type_.of_type, seed, random)
        return None if random.random() < 0.1 else self.present(type_, seed, random)

    def present(self, type_: Any, seed: str, random: Random) -> Any:
        if isinstance(type_, GraphQLList):
            return self.items(type_.of_type, seed, random)
        if isinstance(type_, GraphQLEnumType):
            return random.choice([*(value.value for value in type_.values.values()), "no value"])
        if is_abstract_type(type_):
            return Puppet(self, random.choice(self.schema.get_possible_types(type_)), seed)
        if is_object_type(type_):
            return Puppet(self, type_, seed) if random.random() < 0.98 else "no row"
        return random.choice(LEAVES.get(type_.name, ("text", 5, None)))

    def items(self, type_: Any, seed: str, random: Random) -> Any:
        values = [self.item(type_, f"{seed}[{index}]") for index in range(random.randint(0, 3))]
        fate = random.random()
        if fate < 0.03:
            return 7
        if fate < 0.12:
            return stream(values, fails=fate < 0.06)
        return random.choice((values, tuple(values), iter(values)))

    def item(self, type_: Any, seed: str) -> Any:
        try:
            return self.value(type_, seed)
        except PuppetError as error:
            return error


def rolls(seed: str, probability: float) -> bool:
    return Random(seed).random() < probability


class Later:
    """A value or a failure after some turns of the event loop; it may be left unawaited."""

    def __init__(self, value: Any, turns: int = 0, error: Exception | None = None) -> None:
        self.value = value
        self.turns = turns
        self.error = error

    def __await__(self) -> Generator[Any, None, Any]:
        return self.wait().__await__()

    async def wait(self) -> Any:
        for _ in range(self.turns):
            await asyncio.sleep(0)
        if self.error is not None:
            raise self.error
        return self.value


async def stream(values: list[Any], fails: bool) -> AsyncIterator[Any]:
    for value in values:
        yield value
    if fails:
        raise PuppetError("The list failed.")
