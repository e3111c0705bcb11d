"""Random operations over the whole schema give equal data and errors on both engines, byte for byte."""

import os
from functools import cache
from random import Random
from typing import Any

import orjson
import pytest
from graphql import ExecutionResult, execute, parse, validate
from graphql.pyutils import is_awaitable as is_awaitable_value
from strawberry.execution.is_awaitable import optimized_is_awaitable

from schema.build import new_schema
from schema.execution.executor import CompiledExecutor
from schema.execution.reference import ReferenceExecutor
from tests.support.operations import Author
from tests.support.puppets import Theatre

OPERATIONS = int(os.environ.get("OPERATIONS", "1000"))
SHARES = 8


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@cache
def theatre() -> Theatre:
    """A separate schema, because its resolvers are replaced."""
    return Theatre(new_schema(introspection=True, execution="compiled")._schema)


async def run(executor_class: Any, document: Any, kind: str, seed: str, variables: dict[str, Any]) -> bytes:
    is_awaitable: Any = optimized_is_awaitable
    execution: Any = execute(
        theatre().schema,
        document,
        root_value=theatre().root(kind, seed),
        context_value="context",
        variable_values=variables,
        executor_class=executor_class,
        is_awaitable=is_awaitable,
        operation_extensions={},
    )
    result: ExecutionResult = await execution if is_awaitable_value(execution) else execution
    errors = [error.formatted for error in result.errors or []]
    return orjson.dumps({"data": result.data, "errors": errors}, default=repr)


# When a field fails, graphql-core cancels those beside it, and some of them have not begun.
@pytest.mark.filterwarnings("ignore:.*was never awaited", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.anyio
@pytest.mark.parametrize("share", range(SHARES))
async def test_both_engines_answer_random_operations_alike(anyio_backend: str, share: int) -> None:
    valid = failed = 0
    for number in range(share, OPERATIONS, SHARES):
        random = Random(f"operation {number}")
        kind = random.choice(("query", "query", "mutation"))
        query, variables = Author(theatre().schema, random).write(kind)
        document = parse(query)
        if validate(theatre().schema, document):
            continue
        valid += 1
        expected = await run(ReferenceExecutor, document, kind, str(number), variables)
        for _ in range(2):
            assert await run(CompiledExecutor, document, kind, str(number), variables) == expected, query
        failed += b'"errors":[]' not in expected
    assert valid > OPERATIONS / SHARES * 0.9, "Too few of the random operations are valid."
    assert valid * 0.2 < failed < valid * 0.95, "Too few or too many of the operations have errors."
