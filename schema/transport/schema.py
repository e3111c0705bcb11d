"""The schema as the transport runs it: known documents on a short path, and errors as clients see them."""

from collections.abc import Iterable
from contextlib import nullcontext
from typing import Any

import strawberry
from graphql import DocumentNode, GraphQLError, OperationDefinitionNode, execute
from strawberry.execution.is_awaitable import optimized_is_awaitable
from strawberry.types import ExecutionContext, ExecutionResult
from strawberry.types.graphql import OperationType
from strawberry.utils.await_maybe import await_maybe

from schema.execution.caching import Documents, name_of, named_operation
from schema.execution.deadline import SECONDS, time_limit
from schema.execution.executor import CompiledExecutor
from schema.execution.operations import log_operation, with_new_loaders
from schema.execution.reference import ReferenceExecutor
from schema.transport.errors import MAX_ERRORS, describe


class Schema(strawberry.Schema):
    """A schema that runs known documents without the extensions, which read and check the others."""

    def __init__(
        self,
        *args: Any,
        documents: Documents | None = None,
        suggestions: bool = True,
        seconds: float = SECONDS,
        compiled: bool = True,
        **kwargs: Any,
    ) -> None:
        kwargs["execution_context_class"] = CompiledExecutor if compiled else ReferenceExecutor
        super().__init__(*args, **kwargs)
        self.documents = documents or Documents()
        self.suggestions = suggestions
        self.seconds = seconds

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
        document = self.documents.known(query or "")
        operation = None if document is None else named_operation(document, operation_name)
        if document is None or operation is None or not is_allowed(operation, allowed_operation_types):
            return await super().execute(
                query,
                variable_values,
                context_value,
                root_value,
                operation_name,
                allowed_operation_types,
                operation_extensions,
            )
        with log_operation(context_value, name_of(operation)) as line:
            line.result = result = await self.run(
                document,
                operation,
                root_value=root_value,
                variable_values=variable_values,
                operation_name=operation_name,
                context_value=with_new_loaders(context_value),
                operation_extensions=operation_extensions,
            )
        return result

    async def run(
        self, document: DocumentNode, operation: OperationDefinitionNode, **request: Any
    ) -> ExecutionResult:
        """Run an operation of a valid document; what is raised outside its fields becomes an error, too."""
        is_query = operation.operation.value == "query"
        options: dict[str, Any] = {
            "executor_class": self.execution_context_class,
            "is_awaitable": optimized_is_awaitable,
        }
        try:
            async with time_limit(self.seconds) if is_query else nullcontext():
                result: Any = await await_maybe(execute(self._schema, document, **options, **request))
        except Exception as error:
            return self.describe_all(None, [as_graphql_error(error)])
        return self.describe_all(result.data, result.errors)

    def describe_all(self, data: dict[str, Any] | None, errors: list[GraphQLError] | None) -> ExecutionResult:
        if errors:
            self.process_errors(errors)
        return ExecutionResult(data=data, errors=errors or None)

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        # In place, because the caller sends this list.
        errors[:] = [describe(error, self.suggestions) for error in errors[:MAX_ERRORS]]


def is_allowed(operation: OperationDefinitionNode, kinds: Iterable[OperationType] | None) -> bool:
    allowed = ("query", "mutation") if kinds is None else [kind.value for kind in kinds]
    return operation.operation.value in allowed


def as_graphql_error(error: Exception) -> GraphQLError:
    return error if isinstance(error, GraphQLError) else GraphQLError(str(error), original_error=error)
