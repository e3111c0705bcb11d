"""Events that are alike for all subscribers: each runs once for the same operation and variables."""

import asyncio
from collections.abc import Callable
from typing import Any
from weakref import finalize

from graphql import ExecutionResult, FieldNode, GraphQLSchema, OperationDefinitionNode, OperationType
from graphql.pyutils import AwaitableOrValue
from strawberry.types.field import StrawberryField

# Metadata of a subscription whose events, once a subscriber may have them, do not depend on who reads them.
SHARED = "shared"
Key = tuple[int, int, str]
# Each with the operation, so that its address stays its own while the result is kept.
RESULTS: dict[Key, tuple[OperationDefinitionNode, Any]] = {}


def is_shared(schema: GraphQLSchema, operation: OperationDefinitionNode) -> bool:
    """Tell whether the operation subscribes to one field whose events are shared."""
    selections = operation.selection_set.selections
    if operation.operation is not OperationType.SUBSCRIPTION or len(selections) != 1:
        return False
    node, root = selections[0], schema.subscription_type
    field = root and isinstance(node, FieldNode) and root.fields.get(node.name.value)
    definition = field and field.extensions.get("strawberry-definition")
    return isinstance(definition, StrawberryField) and bool(definition.metadata.get(SHARED))


def run_once(executor: Any, run: Callable[[], AwaitableOrValue[ExecutionResult]]) -> Any:
    """Return the result of this event, which the first of its subscribers makes; it ends with the event."""
    event = executor.root_value
    key = (id(event), id(executor.operation), repr(executor.variable_values.coerced))
    if key not in RESULTS:
        result: Any = run()
        shared = asyncio.ensure_future(result) if executor.is_awaitable(result) else result
        RESULTS[key] = (executor.operation, shared)
        finalize(event, RESULTS.pop, key, None).atexit = False
    _, result = RESULTS[key]
    # A subscriber that leaves must not end what others wait for.
    return asyncio.shield(result) if isinstance(result, asyncio.Future) else result
