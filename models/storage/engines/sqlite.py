"""Tortoise's SQLite engine, safe for several processes and when a transaction cannot begin."""

import sqlite3

from tortoise.backends.base.client import TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections
from tortoise.exceptions import OperationalError


class SafeContext(SqliteTransactionContext):
    """A transaction that releases the lock if it cannot begin, and only a lock that it holds."""

    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await self.connection.begin()
        except BaseException:
            await self._release()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        return self.connection  # type: ignore[no-any-return]

    async def _release(self) -> None:
        """Roll back, because a BEGIN whose caller was cancelled may have run, then release the lock."""
        try:
            if self.connection._connection:
                await self.connection._connection.rollback()
        finally:
            self._trxlock.release()


class ImmediateTransaction(SqliteTransactionWrapper):
    """A transaction that takes the write lock at its start.

    A deferred one that reads first fails immediately when another process writes.
    """

    async def begin(self) -> None:
        try:
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise OperationalError(error) from error

    async def execute_script(self, query: str) -> None:
        """Execute the statements one by one, because sqlite3's executescript commits the open transaction."""
        for statement in statements(query):
            await self.execute_query(statement)


class Client(SqliteClient):
    """One connection and one lock per process, which waits up to five seconds for other writers."""

    def __init__(self, file_path: str, **kwargs: object) -> None:
        super().__init__(file_path, **kwargs)
        self.pragmas = {"busy_timeout": 5000, "synchronous": "NORMAL", **self.pragmas}

    def _in_transaction(self) -> TransactionContext:
        return SafeContext(ImmediateTransaction(self), self._lock)


def statements(script: str) -> list[str]:
    """Split the script where SQLite considers a statement complete, as a trigger contains semicolons."""
    parts, current = [], ""
    for line in script.splitlines():
        current += line + "\n"
        if sqlite3.complete_statement(current):
            parts.append(current)
            current = ""
    return [*parts, current] if current.strip() else parts


client_class = Client
