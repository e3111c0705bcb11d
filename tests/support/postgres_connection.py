"""A connection to PostgreSQL that stays open between questions: to open one takes longer than to ask."""

import asyncio
from typing import Any

import asyncpg

# That a connection was cut is heard at the next question.
CUT = (asyncpg.PostgresConnectionError, asyncpg.AdminShutdownError, asyncpg.InterfaceError, OSError)


class PostgresConnection:
    """Opened at the first question, and anew after a test has cut it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.loop = asyncio.Runner()
        self.connection: asyncpg.Connection | None = None

    def close(self) -> None:
        if self.connection is not None:
            self.loop.run(self.connection.close())
        self.loop.close()

    def say(self, *statements: str) -> None:
        """What does no harm when it is said twice."""
        self.loop.run(self._surely(*statements))

    def fetch(self, query: str) -> list[Any]:
        return self.loop.run(self._surely(query))

    async def _surely(self, *statements: str) -> list[Any]:
        try:
            return await self._fetch(statements)
        except CUT:
            self.connection = None
            return await self._fetch(statements)

    async def _fetch(self, statements: tuple[str, ...]) -> list[Any]:
        if self.connection is None or self.connection.is_closed():
            self.connection = await asyncpg.connect(self.url)
        return [row for statement in statements for row in await self.connection.fetch(statement)]
