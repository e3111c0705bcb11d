"""Tortoise's PostgreSQL engine, made safe for failing half-way and one round trip cheaper."""

from typing import Any

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import TransactionalDBClient, TransactionContext, TransactionContextPooled
from tortoise.connection import get_connections


class Connection(asyncpg.Connection):
    """Skips the reset on release: nothing here sets session state, and it costs a round trip each time."""

    def get_reset_query(self) -> str:
        return ""


class SafeContext(TransactionContextPooled):
    """Gives the connection back when a transaction cannot even begin."""

    async def __aenter__(self) -> TransactionalDBClient:
        try:
            return await super().__aenter__()
        except BaseException:
            await self._give_back()
            raise

    async def _give_back(self) -> None:
        connection: Any = self.client._connection
        if connection is not None:
            get_connections().reset(self.token)
            await self.client._parent._pool.release(connection)


class Client(AsyncpgDBClient):
    """A pool whose statements end after ten seconds, and are not compiled: that costs more than they do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (those of Tortoise)
        options = {"connection_class": Connection, "command_timeout": 10, "server_settings": {"jit": "off"}}
        super().__init__(*args, **{**options, **kwargs})

    def _in_transaction(self) -> TransactionContext:
        return SafeContext(TransactionWrapper(self), self._pool_init_lock)


client_class = Client
