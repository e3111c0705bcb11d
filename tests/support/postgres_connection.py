"""A connection to PostgreSQL that stays open, because opening one takes longer than a query."""

import asyncio
from typing import Any

import asyncpg

# The client notices a closed connection only at its next query.
CUT = (asyncpg.PostgresConnectionError, asyncpg.AdminShutdownError, asyncpg.InterfaceError, OSError)


class PostgresConnection:
    """A connection opened at the first query, and reopened after a test has closed it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.loop = asyncio.Runner()
        self.connection: asyncpg.Connection | None = None

    def close(self) -> None:
        if self.connection is not None:
            self.loop.run(self.connection.close())
        self.loop.close()

    def execute(self, *statements: str) -> None:
        """Execute statements that may safely run twice."""
        self.loop.run(self._fetch_reconnecting(*statements))

    def fetch(self, query: str) -> list[Any]:
        return self.loop.run(self._fetch_reconnecting(query))

    async def _fetch_reconnecting(self, *statements: str) -> list[Any]:
        try:
            return await self._fetch(statements)
        except CUT:
            self.connection = None
            return await self._fetch(statements)

    async def _fetch(self, statements: tuple[str, ...]) -> list[Any]:
        if self.connection is None or self.connection.is_closed():
            self.connection = await asyncpg.connect(self.url)
        return [row for statement in statements for row in await self.connection.fetch(statement)]
