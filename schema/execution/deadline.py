"""How long a query may take: what only reads can be given up, what writes never is."""

import asyncio
from collections.abc import AsyncIterator

from strawberry.extensions import SchemaExtension
from strawberry.types.graphql import OperationType

from models.refused import Code, Refused

SECONDS = 10.0


class Deadline(SchemaExtension):
    """Gives a query up when its time is over; mutations and subscriptions take the time they take."""

    def __init__(self, seconds: float = SECONDS) -> None:
        super().__init__()
        self.seconds = seconds

    async def on_execute(self) -> AsyncIterator[None]:
        if self.execution_context.operation_type is not OperationType.QUERY:
            yield
            return
        try:
            async with asyncio.timeout(self.seconds) as deadline:
                yield
        except TimeoutError as error:
            if not deadline.expired():
                raise
            raise Refused(Code.UNAVAILABLE, "This query took too long.") from error
