"""The schema as the transport runs it: an operation is admitted, run under a time limit, and described."""

from collections.abc import AsyncGenerator, Collection, Iterable
from contextlib import aclosing, nullcontext
from typing import Any

import strawberry
from graphql import GraphQLError, execute, subscribe
from strawberry.execution.is_awaitable import optimized_is_awaitable
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionContext, ExecutionResult
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType
from strawberry.utils.await_maybe import await_maybe

from models.refused import Refused
from schema.execution.deadline import SECONDS, time_limit
from schema.execution.documents import DocumentError, Documents, name_of
from schema.execution.executor import CompiledExecutor
from schema.execution.operation_log import Line, log_operation
from schema.execution.reference import ReferenceExecutor
from schema.transport.errors import MAX_ERRORS, describe
from schema.transport.gate import Admitted, Gate
from schema.transport.request import Request, with_new_loaders

ONE_ANSWER = (OperationType.QUERY, OperationType.MUTATION)
ANY = tuple(OperationType)


class Schema(strawberry.Schema):
    """A schema that reads and runs operations by itself; its types are Strawberry's."""

    def __init__(
        self,
        *args: Any,
        documents: Documents | None = None,
        sizes: dict[str, int] | None = None,
        introspection: bool = True,
        seconds: float = SECONDS,
        compiled: bool = True,
        **kwargs: Any,
    ) -> None:
        kwargs["execution_context_class"] = CompiledExecutor if compiled else ReferenceExecutor
        super().__init__(*args, **kwargs)
        self.gate = Gate(self._schema, documents or Documents(), sizes or {}, introspection)
        self.seconds = seconds
        self.options = {
            "executor_class": self.execution_context_class,
            "hide_suggestions": not introspection,
            "max_coercion_errors": 3,
        }

    async def execute(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any = None,
        root_value: Any = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> ExecutionResult:
        """Run a query or a mutation; raise if there is no operation, or one of a kind that is not allowed."""
        context = with_new_loaders(context_value)
        request = Request(
            query or "", variable_values or {}, operation_name, context, root_value, operation_extensions
        )
        with log_operation(context, operation_name) as line:
            admitted = self.admit(request, tuple(allowed_operation_types or ONE_ANSWER), line)
            if isinstance(admitted, ExecutionResult):
                line.result = admitted
                return admitted
            line.result = result = await self.run(admitted, request)
        return result

    async def stream(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any = None,
        root_value: Any = None,
        operation_name: str | None = None,
        operation_extensions: dict[str, Any] | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
    ) -> Any:
        """Return the results of an operation of any kind: one, or one for each event of a subscription."""
        context = with_new_loaders(context_value)
        request = Request(
            query or "", variable_values or {}, operation_name, context, root_value, operation_extensions
        )
        return self.results(request, tuple(allowed_operation_types or ANY))

    async def results(
        self, request: Request, allowed: Collection[OperationType]
    ) -> AsyncGenerator[ExecutionResult, None]:
        with log_operation(request.context, request.operation_name) as line:
            async with aclosing(self.unlogged_results(request, allowed, line)) as results:
                async for result in results:
                    line.result = result
                    yield result

    async def unlogged_results(
        self, request: Request, allowed: Collection[OperationType], line: Line
    ) -> AsyncGenerator[ExecutionResult, None]:
        try:
            admitted = self.admit(request, allowed, line)
        except (CannotGetOperationTypeError, InvalidOperationTypeError) as error:
            admitted = self.refuse([GraphQLError(reason(error), original_error=error)])
        if isinstance(admitted, ExecutionResult):
            yield admitted
        elif admitted.kind is OperationType.SUBSCRIPTION:
            async for event in self.events(admitted, request):
                yield event
        else:
            yield await self.run(admitted, request)

    def admit(
        self, request: Request, allowed: Collection[OperationType], line: Line
    ) -> Admitted | PreExecutionError:
        """Return the operation that may run, or the errors because of which none does."""
        try:
            admitted = self.gate.admit(
                request.query, request.operation_name, request.variables, allowed, request.context
            )
        except DocumentError as invalid:
            line.name = line.name or invalid.name
            return self.refuse(invalid.errors)
        except Refused as refused:
            return self.refuse([as_graphql_error(refused)])
        line.name = name_of(admitted.operation)
        return admitted

    async def run(self, admitted: Admitted, request: Request) -> ExecutionResult:
        """Run a query or mutation; what is raised outside its fields becomes an error, too."""
        is_query = admitted.kind is OperationType.QUERY
        options: dict[str, Any] = {
            **self.options,
            **request.arguments(),
            "is_awaitable": optimized_is_awaitable,
        }
        try:
            async with time_limit(self.seconds) if is_query else nullcontext():
                result: Any = await await_maybe(execute(self._schema, admitted.document.node, **options))
        except Exception as error:
            return self.refuse([as_graphql_error(error)])
        has_run = result.data is not None or any(error.path for error in result.errors)
        return self.describe(result, {"cost": admitted.cost} if has_run else None)

    async def events(self, admitted: Admitted, request: Request) -> AsyncGenerator[ExecutionResult, None]:
        """Run a subscription; yield its events as they come."""
        options: dict[str, Any] = {**self.options, **request.arguments()}
        try:
            source: Any = await await_maybe(subscribe(self._schema, admitted.document.node, **options))
            if not hasattr(source, "__aiter__"):
                yield self.refuse(source.errors)
                return
            async with aclosing(source):
                async for event in source:
                    yield self.describe(event)
                    request.clear_loaders()
        except Exception as error:
            yield self.describe(PreExecutionError(data=None, errors=[as_graphql_error(error)]))

    def refuse(self, errors: list[GraphQLError]) -> PreExecutionError:
        refusal = PreExecutionError(data=None, errors=list(errors))
        self.process_errors(refusal.errors or [])
        return refusal

    def describe(self, result: Any, extensions: dict[str, Any] | None = None) -> ExecutionResult:
        if result.errors:
            self.process_errors(result.errors)
        return ExecutionResult(data=result.data, errors=result.errors or None, extensions=extensions)

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        # In place, because the caller sends this list.
        errors[:] = [describe(error) for error in errors[:MAX_ERRORS]]


def reason(error: CannotGetOperationTypeError | InvalidOperationTypeError) -> str:
    if isinstance(error, CannotGetOperationTypeError):
        return error.as_http_error_reason()
    return f"This connection does not run a {error.operation_type.value}."


def as_graphql_error(error: Exception) -> GraphQLError:
    return error if isinstance(error, GraphQLError) else GraphQLError(str(error), original_error=error)
