"""The executor that runs each operation by its plan, which is compiled once."""

from typing import Any

from graphql import ExecutionResult, GraphQLError
from graphql.pyutils import AwaitableOrValue

from schema.execution.fields import Fields
from schema.execution.plans import plan_of
from schema.execution.reference import ReferenceExecutor


class CompiledExecutor(ReferenceExecutor):
    """An executor whose results equal those of its base class; operations without a plan go to that class."""

    def execute_operation(self, serially: bool | None = None) -> Any:
        has_options = self.abort_signal or self.hooks or has_middleware(self)
        fields = None if has_options else plan_of(self)
        return super().execute_operation(serially) if fields is None else self.run(fields, serially)

    def run(self, fields: Fields, serially: bool | None) -> AwaitableOrValue[ExecutionResult]:
        execute = fields.execute_serially if self.is_serial(serially) else fields.execute
        try:
            data: Any = execute(self, self.root_value, None)
        except GraphQLError as error:
            return self.fail(error)
        return self.respond(data) if self.is_awaitable(data) else self.build_result(data)

    def is_serial(self, serially: bool | None) -> bool:
        return self.operation.operation.value == "mutation" if serially is None else serially

    async def respond(self, data: Any) -> ExecutionResult:
        try:
            return self.build_result(await data)
        except GraphQLError as error:
            return self.fail(error)

    def fail(self, error: GraphQLError) -> ExecutionResult:
        self.collected_errors.add(error, None)
        return self.build_result(None)

    def build_result(self, data: dict[str, Any] | None) -> ExecutionResult:
        return ExecutionResult(data, self.collected_errors.errors or None)


def has_middleware(executor: ReferenceExecutor) -> bool:
    manager = executor.middleware_manager
    return manager is not None and bool(manager.middlewares)
