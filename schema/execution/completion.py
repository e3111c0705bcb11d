"""The completion of values by type: from what a resolver returns to what a response holds."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from graphql import (
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    is_abstract_type,
    is_leaf_type,
)
from graphql.execution.executor import invalid_return_type_error
from graphql.pyutils import AwaitableOrValue

from schema.execution.leaves import compile_leaf
from schema.execution.lists import compile_list
from schema.execution.place import Place
from schema.execution.resolution import Resolution
from schema.execution.values import IS_SPECIAL, is_nothing

if TYPE_CHECKING:
    from schema.execution.field import Field

Complete = Callable[[Any, Any, Place], AwaitableOrValue[Any]]


def compile_completion(field: "Field", type_: GraphQLOutputType) -> Complete:
    """Return the function that completes values of the type for the field."""
    if isinstance(type_, GraphQLNonNull):
        return refuse_null(field, compile_completion(field, type_.of_type))
    if isinstance(type_, GraphQLList):
        item_type = type_.of_type
        return allow_null(compile_list(field, item_type, compile_completion(field, item_type)))
    return allow_null(field.complete_named)


def compile_named(field: "Field", type_: Any) -> Complete:
    """Return the function that completes values of the type without lists and nulls around it."""
    if is_leaf_type(type_):
        return compile_leaf(type_)
    return compile_abstract(field, type_) if is_abstract_type(type_) else compile_object(field, type_)


def allow_null(complete: Complete) -> Complete:
    def complete_or_null(executor: Any, value: Any, place: Place) -> Any:
        if IS_SPECIAL[value.__class__] and is_nothing(value):
            return None
        return complete(executor, value, place)

    return complete_or_null


def refuse_null(field: "Field", complete: Complete) -> Complete:
    sentence = f"Cannot return null for non-nullable field {field.parent_name}.{field.field_name}."

    def complete_never_null(executor: Any, value: Any, place: Place) -> Any:
        completed = complete(executor, value, place)
        if completed is None:
            raise TypeError(sentence)
        return completed

    return complete_never_null


def compile_object(field: "Field", object_type: Any) -> Complete:
    """Return the completion of an object; what is selected on it is compiled at its first value."""
    fields: Any = None
    is_type_of = object_type.is_type_of

    def complete(executor: Any, value: Any, place: Place) -> Any:
        nonlocal fields
        if fields is None:
            fields = field.compile_fields(executor, object_type, field.details)
        if is_type_of is not None:
            is_right = is_type_of(value, Resolution(executor, field, place))
            if is_right.__class__ is not bool and executor.is_awaitable(is_right):
                return complete_later(executor, value, place, is_right)
            refuse_wrong_type(is_right, value)
        return fields.execute(executor, value, place)

    async def complete_later(executor: Any, value: Any, place: Place, is_right: Any) -> Any:
        refuse_wrong_type(await is_right, value)
        completed = fields.execute(executor, value, place)
        return await completed if executor.is_awaitable(completed) else completed

    def refuse_wrong_type(is_right: Any, value: Any) -> None:
        if not is_right:
            raise invalid_return_type_error(object_type, value, field.details)

    return complete


def compile_abstract(field: "Field", abstract_type: Any) -> Complete:
    """Return the completion of an interface or union by the object type of each value."""
    objects: dict[str, Complete] = {}

    def complete(executor: Any, value: Any, place: Place) -> Any:
        info = Resolution(executor, field, place)
        name = (abstract_type.resolve_type or executor.type_resolver)(value, info, abstract_type)
        if name.__class__ is not str and executor.is_awaitable(name):
            return complete_later(executor, value, place, name)
        return complete_named(executor, value, place, name)

    def complete_named(executor: Any, value: Any, place: Place, name: Any) -> Any:
        known = objects.get(name) if isinstance(name, str) else None
        return (known or compile_possible(executor, value, place, name))(executor, value, place)

    def compile_possible(executor: Any, value: Any, place: Place, name: Any) -> Complete:
        info: Any = Resolution(executor, field, place)
        object_type: GraphQLObjectType = executor.ensure_valid_runtime_type(
            name, abstract_type, field.details, info, value
        )
        objects[name] = compile_object(field, object_type)
        return objects[name]

    async def complete_later(executor: Any, value: Any, place: Place, name: Any) -> Any:
        completed = complete_named(executor, value, place, await name)
        return await completed if executor.is_awaitable(completed) else completed

    return complete
