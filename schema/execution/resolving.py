"""How a field's value is found: by an attribute, a plain function, or what Strawberry puts around one."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from strawberry.types.field import StrawberryField

from schema.execution.arguments import compile_arguments
from schema.execution.place import Place
from schema.execution.resolution import Resolution

if TYPE_CHECKING:
    from schema.execution.field import Field

Resolve = Callable[[Any, Any, Place], Any]


def attribute_name(definition: Any) -> str | None:
    """Return the attribute of its source that a field only reads; None for all other fields."""
    field = strawberry_field(definition)
    if field is None or not field.is_basic_field or field.default_resolver is not getattr:
        return None
    return field.python_name


def compile_resolver(field: "Field", executor: Any) -> Resolve:
    attribute = attribute_name(field.definition)
    if attribute is not None:
        return lambda _, source, __: getattr(source, attribute)
    plain = plain_function(field.definition, executor)
    return compile_call(field, executor) if plain is None else compile_plain(field, plain, executor)


def plain_function(definition: Any, executor: Any) -> StrawberryField | None:
    """Return the field if its resolver takes no arguments and nothing is put around it."""
    field = strawberry_field(definition)
    if field is None or field.base_resolver is None or field.is_subscription:
        return None
    has_more = field.extensions or field.arguments or executor.schema._strawberry_schema.exception_handlers
    return None if has_more else field


def compile_plain(field: "Field", plain: StrawberryField, executor: Any) -> Resolve:
    """Return the call of a resolver that reads its parent, and perhaps `info`."""
    resolver: Any = plain.base_resolver
    call = resolver.wrapped_func
    parent = resolver.parent_parameter or resolver.root_parameter
    info_name = resolver.info_parameter and resolver.info_parameter.name
    info_class = executor.schema._strawberry_schema.config.info_class

    def resolve(executor: Any, source: Any, place: Place) -> Any:
        arguments = {} if parent is None else {parent.name: source}
        if info_name:
            arguments[info_name] = info_class(Resolution(executor, field, place), plain)
        return call(source, **arguments) if resolver.self_parameter else call(**arguments)

    return resolve


def compile_call(field: "Field", executor: Any) -> Resolve:
    """Return the call of the resolver as graphql-core calls it, with the field's arguments."""
    call = field.definition.resolve or executor.field_resolver
    arguments = compile_arguments(field)

    def resolve(executor: Any, source: Any, place: Place) -> Any:
        return call(source, Resolution(executor, field, place), **arguments(executor))

    return resolve


def strawberry_field(definition: Any) -> StrawberryField | None:
    field = definition.extensions.get("strawberry-definition")
    return field if isinstance(field, StrawberryField) else None
