"""Tortoise's SQLite engine, made safe for several processes and for failing half-way."""

import sqlite3
from typing import Any

from tortoise.backends.base.client import TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections
from tortoise.exceptions import OperationalError


class SafeContext(SqliteTransactionContext):
    """Gives the lock back when a transaction cannot even begin, and only a lock that it has."""

    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await self.connection.begin()
        except BaseException:
            await self._give_back()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        return self.connection  # type: ignore[no-any-return]

    async def _give_back(self) -> None:
        """A BEGIN whose caller was cancelled may still have been run: roll it back first."""
        try:
            if self.connection._connection:
                await self.connection._connection.rollback()
        finally:
            self._trxlock.release()


class ImmediateTransaction(SqliteTransactionWrapper):
    """Takes the write lock at the start: a deferred one that reads first fails at once when others write."""

    async def begin(self) -> None:
        try:
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise OperationalError(error) from error

    async def execute_script(self, query: str) -> None:
        """One statement at a time: sqlite3's own script call commits the open transaction first."""
        for statement in statements(query):
            await self.execute_query(statement)


class Client(SqliteClient):
    """One connection and one lock a process; WAL and a five second wait for the writers of others."""

    def __init__(self, file_path: str, **kwargs: Any) -> None:  # noqa: ANN401 (those of Tortoise)
        super().__init__(file_path, **kwargs)
        self.pragmas = {"busy_timeout": 5000, "synchronous": "NORMAL", **self.pragmas}

    def _in_transaction(self) -> TransactionContext:
        return SafeContext(ImmediateTransaction(self), self._lock)


def statements(script: str) -> list[str]:
    """The script cut where SQLite itself says a statement is complete (a trigger holds semicolons)."""
    parts, current = [], ""
    for line in script.splitlines():
        current += line + "\n"
        if sqlite3.complete_statement(current):
            parts.append(current)
            current = ""
    return [*parts, current] if current.strip() else parts


client_class = Client
