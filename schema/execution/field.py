"""A compiled field: it is resolved and completed without looking at the document again."""

from collections.abc import Callable
from typing import Any

from graphql import GraphQLObjectType, get_named_type
from graphql.execution.collect_fields import FieldDetailsList
from graphql.pyutils import AwaitableOrValue

from schema.execution.completion import compile_completion, compile_named
from schema.execution.place import Place, path_of
from schema.execution.resolving import compile_resolver
from schema.execution.values import IS_SPECIAL

Run = Callable[[Any, Any, Place | None], AwaitableOrValue[Any]]


class Field:
    """What is known of a field when its operation is compiled; `run` makes its value for one source."""

    def __init__(
        self,
        executor: Any,
        parent_type: GraphQLObjectType,
        key: str,
        details: FieldDetailsList,
        compile_fields: Callable[..., Any],
    ) -> None:
        self.key = key
        self.details = details
        self.nodes = [detail.node for detail in details]
        self.field_name = self.nodes[0].name.value
        self.parent_type = parent_type
        self.parent_name = parent_type.name
        self.definition = executor.schema.get_field(parent_type, self.field_name)
        self.return_type = self.definition.type
        self.compile_fields = compile_fields
        self.complete_named = compile_named(self, get_named_type(self.return_type))
        self.complete = compile_completion(self, self.return_type)
        self.resolve = compile_resolver(self, executor)

    @property
    def run(self) -> Run:
        is_typename = self.field_name == "__typename"
        return (lambda _, __, ___: self.parent_name) if is_typename else self.resolve_and_complete

    def resolve_and_complete(self, executor: Any, source: Any, place: Place | None) -> Any:
        try:
            value = self.resolve(executor, source, (place, self.key, self.parent_name))
        except Exception as error:
            return self.fail(executor, error, place)
        return self.complete_value(executor, value, place)

    def complete_value(self, executor: Any, value: Any, place: Place | None) -> Any:
        own_place = (place, self.key, self.parent_name)
        if IS_SPECIAL[value.__class__] and executor.is_awaitable(value):
            return self.complete_awaitable(executor, value, place)
        try:
            completed = self.complete(executor, value, own_place)
        except Exception as error:
            return self.fail(executor, error, place)
        if IS_SPECIAL[completed.__class__] and executor.is_awaitable(completed):
            return self.await_completed(executor, completed, place)
        return completed

    async def complete_awaitable(self, executor: Any, awaitable: Any, place: Place | None) -> Any:
        try:
            completed = self.complete(executor, await awaitable, (place, self.key, self.parent_name))
            return await completed if executor.is_awaitable(completed) else completed
        except Exception as error:
            return self.fail(executor, error, place)

    async def await_completed(self, executor: Any, completed: Any, place: Place | None) -> Any:
        try:
            return await completed
        except Exception as error:
            return self.fail(executor, error, place)

    def fail(self, executor: Any, error: Exception, place: Place | None) -> None:
        """Record the error and make the field null, or raise the error if the field cannot be null."""
        path: Any = path_of((place, self.key, self.parent_name))
        executor.handle_field_error(error, self.return_type, self.details, path)
