"""The compiled fields of one object type: they make the object of a response from a value."""

from typing import TYPE_CHECKING, Any

from graphql import GraphQLObjectType
from graphql.execution.collect_fields import FieldDetailsList, collect_subfields
from graphql.pyutils import AwaitableOrValue, async_reduce, gather_with_cancel

from schema.execution.field import Field
from schema.execution.place import Place
from schema.execution.source import Execute, write_function
from schema.execution.values import IS_SPECIAL

if TYPE_CHECKING:
    from schema.execution.executor import CompiledExecutor


# A document that is new runs as it is; only fields that run often are worth their own function.
OFTEN = 60


class Fields:
    """The fields that an operation selects on one object type, by response key."""

    def __init__(
        self, executor: Any, parent_type: GraphQLObjectType, details: dict[str, FieldDetailsList]
    ) -> None:
        self.fields = [
            Field(executor, parent_type, key, nodes, compile_fields) for key, nodes in details.items()
        ]
        self.runs = [(field.key, field.run) for field in self.fields]
        self.remaining = OFTEN
        self.execute: Execute = self.interpret

    def interpret(
        self, executor: "CompiledExecutor", source: Any, place: Place | None
    ) -> AwaitableOrValue[dict[str, Any]]:
        """Run the fields, concurrently as far as they are awaitable; write a function if run often."""
        self.remaining -= 1
        if self.remaining == 0:
            self.execute = write_function(self.fields, settle, await_values)
        results: dict[str, Any] = {}
        waiting: list[tuple[str, Any]] = []
        try:
            for key, run in self.runs:
                value = results[key] = run(executor, source, place)
                if IS_SPECIAL[value.__class__] and executor.is_awaitable(value):
                    waiting.append((key, value))
        except Exception:
            settle(executor, waiting)
            raise
        return await_values(results, waiting) if waiting else results

    def execute_serially(
        self, executor: "CompiledExecutor", source: Any, place: Place | None
    ) -> AwaitableOrValue[dict[str, Any]]:
        """Run the fields one after the other, as the specification demands of mutations."""

        def run_next(results: dict[str, Any], item: tuple[str, Any]) -> AwaitableOrValue[dict[str, Any]]:
            key, run = item
            value = run(executor, source, place)
            if executor.is_awaitable(value):
                return await_value(results, key, value)
            results[key] = value
            return results

        return async_reduce(run_next, self.runs, {})


def compile_fields(executor: Any, object_type: GraphQLObjectType, details: FieldDetailsList) -> Fields:
    """Compile what the given nodes of one field select on an object type."""
    fields = collect_subfields(
        executor.schema,
        executor.fragments,
        executor.variable_values,
        executor.operation,
        object_type,
        details,
    )
    return Fields(executor, object_type, fields.grouped_field_set)


async def await_values(results: dict[str, Any], waiting: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(waiting) == 1:
        return await await_value(results, *waiting[0])
    values = await gather_with_cancel(*(awaitable for _, awaitable in waiting))
    results.update(zip([key for key, _ in waiting], values, strict=True))
    return results


async def await_value(results: dict[str, Any], key: str, awaitable: Any) -> dict[str, Any]:
    results[key] = await awaitable
    return results


def settle(executor: Any, waiting: list[tuple[str, Any]]) -> None:
    """Let fields that wait come to their end when one beside them fails, so that none is left unawaited."""
    if waiting:
        executor.settle_in_background([awaitable for _, awaitable in waiting])
