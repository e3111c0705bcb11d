"""The time limit of queries, which only read; mutations are never interrupted."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from strawberry.extensions import SchemaExtension
from strawberry.types.graphql import OperationType

from models.refused import Code, Refused

SECONDS = 10.0


@asynccontextmanager
async def time_limit(seconds: float) -> AsyncIterator[None]:
    """Refuse what has not ended after `seconds`."""
    try:
        async with asyncio.timeout(seconds) as limit:
            yield
    except TimeoutError as error:
        if not limit.expired():
            raise
        raise Refused(Code.UNAVAILABLE, "This query took too long.") from error


class Deadline(SchemaExtension):
    """The extension that aborts a query after `seconds`; mutations and subscriptions have no limit."""

    def __init__(self, seconds: float = SECONDS) -> None:
        super().__init__()
        self.seconds = seconds

    async def on_execute(self) -> AsyncIterator[None]:
        if self.execution_context.operation_type is not OperationType.QUERY:
            yield
            return
        async with time_limit(self.seconds):
            yield
