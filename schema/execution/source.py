"""The Python source of fields that run often: one function that reads all fields of an object in a row.

A field that only reads an attribute is written out with the usual case of its type; all other cases, and all
other fields, go the way of `Field`.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from graphql import GraphQLNonNull, is_leaf_type, is_object_type
from graphql.execution import Executor
from graphql.pyutils import Undefined

from schema.execution.leaves import usual_case
from schema.execution.resolving import attribute_name
from schema.execution.values import IS_SPECIAL

if TYPE_CHECKING:
    from schema.execution.field import Field

Execute = Callable[[Any, Any, Any], Any]
HEAD = """
def execute(executor, source, place):
    waiting = []
    try:
        pass"""
FOOT = """
    except Exception:
        settle(executor, waiting)
        raise
    results = {{{results}}}
    return finish(results, waiting) if waiting else results
"""
READ = """
        try:
            value = source.{name}
            {usual}
            else:
                r{index} = complete_{index}(executor, value, place)
                if special[r{index}.__class__] and executor.is_awaitable(r{index}):
                    waiting.append(({key!r}, r{index}))
        except Exception as error:
            r{index} = fail_{index}(executor, error, place)"""
RUN = """
        r{index} = run_{index}(executor, source, place)
        if special[r{index}.__class__] and executor.is_awaitable(r{index}):
            waiting.append(({key!r}, r{index}))"""
LEAF = """if {condition}:
                r{index} = {expression}"""
NULL = """
            elif value is None:
                r{index} = None"""
SCALAR = """if not special[value.__class__]:
                r{index} = convert_{index}(value)
                if r{index} is None or r{index} is undefined:
                    refuse_{index}(value)"""
OBJECT = """if not special[value.__class__]:
                r{index} = object_{index}(executor, value, (place, {key!r}, {parent!r}))
                if r{index}.__class__ is not dict:
                    r{index} = await_{index}(executor, r{index}, place)
                    waiting.append(({key!r}, r{index}))"""


def write_function(fields: Sequence["Field"], settle: Any, finish: Any) -> Execute:
    """Return the function that runs these fields, as `Fields.interpret` does."""
    names: dict[str, Any] = {
        "special": IS_SPECIAL,
        "undefined": Undefined,
        "settle": settle,
        "finish": finish,
    }
    parts = [write_field(field, index, names) for index, field in enumerate(fields)]
    results = ", ".join(f"{field.key!r}: r{index}" for index, field in enumerate(fields))
    # Only names of the schema and response keys, which are names in GraphQL, get into the source.
    exec("".join([HEAD, *parts, FOOT.format(results=results)]), names)  # noqa: S102
    execute: Execute = names["execute"]
    return execute


def write_field(field: "Field", index: int, names: dict[str, Any]) -> str:
    attribute = attribute_name(field.definition)
    usual = None if attribute is None else write_usual_case(field, index, names)
    if usual is None:
        names[f"run_{index}"] = field.run
        return RUN.format(index=index, key=field.key)
    names[f"complete_{index}"] = field.complete_value
    names[f"fail_{index}"] = field.fail
    return READ.format(name=attribute, usual=usual, index=index, key=field.key)


def write_usual_case(field: "Field", index: int, names: dict[str, Any]) -> str | None:
    """Return the branches for the usual values of the field's type, or None if it has no usual case."""
    is_required = isinstance(field.return_type, GraphQLNonNull)
    named: Any = (
        field.return_type.of_type if isinstance(field.return_type, GraphQLNonNull) else field.return_type
    )
    null = "" if is_required else NULL.format(index=index)
    if is_leaf_type(named):
        return write_leaf(named, index, names) + null
    if is_object_type(named) and named.is_type_of is None:
        names[f"object_{index}"] = field.complete_named
        names[f"await_{index}"] = field.await_completed
        return OBJECT.format(index=index, key=field.key, parent=field.parent_name) + null
    return None


def write_leaf(named: Any, index: int, names: dict[str, Any]) -> str:
    case = usual_case(named)
    if case is not None:
        names[f"class_{index}"] = case.class_
        condition = f"value.__class__ is class_{index}{case.bounds}"
        return LEAF.format(condition=condition, index=index, expression=case.expression)
    names[f"convert_{index}"] = named.coerce_output_value
    names[f"refuse_{index}"] = partial(Executor.complete_leaf_value, named)
    return SCALAR.format(index=index)
