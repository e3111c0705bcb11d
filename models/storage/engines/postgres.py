"""Tortoise's PostgreSQL engine, safe when a transaction cannot begin, and one round trip cheaper."""

from typing import Any

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import TransactionalDBClient, TransactionContext, TransactionContextPooled
from tortoise.connection import get_connections


class Connection(asyncpg.Connection):
    """A connection that skips the reset on release, a round trip: nothing here sets session state."""

    def get_reset_query(self) -> str:
        return ""


class SafeContext(TransactionContextPooled):
    """A transaction that returns the connection to the pool if it cannot begin."""

    async def __aenter__(self) -> TransactionalDBClient:
        try:
            return await super().__aenter__()
        except BaseException:
            await self._release()
            raise

    async def _release(self) -> None:
        connection: Any = self.client._connection
        if connection is not None:
            get_connections().reset(self.token)
            await self.client._parent._pool.release(connection)


# JIT costs more than it saves here.
DIRECT = {"server_settings": {"jit": "off"}}
# A pooler gives every transaction another session, and does not pass on parameters it does not know.
BEHIND_A_POOLER = {"statement_cache_size": 0}


class Client(AsyncpgDBClient):
    """A pool with a limit of ten seconds per statement.

    With `prepared_statements=off` nothing outlives a transaction in a session of the database.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Tortoise's own arguments
        is_direct = kwargs.pop("prepared_statements", "on") == "on"
        options = {"connection_class": Connection, "command_timeout": 10}
        super().__init__(*args, **{**options, **(DIRECT if is_direct else BEHIND_A_POOLER), **kwargs})

    def _in_transaction(self) -> TransactionContext:
        return SafeContext(TransactionWrapper(self), self._pool_init_lock)


client_class = Client
