"""Six hundred sockets closed in the middle of a mutation: no resource leaks, no work is half done."""

import asyncio
import json
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from random import Random
from typing import Any

import asyncpg
import pytest

from resolvers.offers import offer as offers
from tests.support.actors import CREATE_OFFER, Cast
from tests.support.processes import run_in_parallel
from tests.support.server import PROTOCOL, SECONDS

SOCKETS, TOGETHER = 600, 30
COUNT = "query($p: UUID!) { incentives(filter: {projectId: $p}, first: 1) { pagination { total } } }"
HANDSHAKE = (
    "GET /graphql HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    f"Sec-WebSocket-Protocol: {PROTOCOL}\r\n\r\n"
)


def frame(message: dict[str, Any]) -> bytes:
    """Build a text frame with a mask of zeros."""
    text = json.dumps(message).encode()
    length = bytes([0x80 | len(text)]) if len(text) < 126 else b"\xfe" + len(text).to_bytes(2, "big")
    return b"\x81" + length + bytes(4) + text


async def drop(address: str, token: str, wish: dict[str, Any], seconds: float) -> None:
    """Create an offer over a new socket, and close the socket before the answer."""
    host, port = address.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(HANDSHAKE.format(address=address).encode())
    assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101")
    writer.write(frame({"type": "connection_init", "payload": {"Authorization": f"Bearer {token}"}}))
    assert b"connection_ack" in await reader.readuntil(b"}")
    payload = {"query": CREATE_OFFER, "variables": {"input": wish}}
    writer.write(frame({"id": "1", "type": "subscribe", "payload": payload}))
    await writer.drain()
    await asyncio.sleep(seconds)
    writer.transport.abort()


def storm(address: str, token: str, wish: dict[str, Any]) -> None:
    """Drop all sockets, a few at a time; in a separate process, so that the server is not slowed down."""
    random = Random(5)

    async def drop_in_turn(turns: asyncio.Semaphore) -> None:
        async with turns:
            await drop(address, token, wish, random.random() / 20)

    async def drop_all() -> None:
        turns = asyncio.Semaphore(TOGETHER)
        await asyncio.gather(*(drop_in_turn(turns) for _ in range(SOCKETS)))

    asyncio.run(drop_all())


def test_six_hundred_dropped_sockets_leave_the_server_answering_and_nothing_held(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decision 11a."""
    reached = 0
    create = offers.create_offer

    async def counting(*arguments: Any) -> Any:
        nonlocal reached
        reached += 1
        return await create(*arguments)

    monkeypatch.setattr(offers, "create_offer", counting)
    run_in_parallel(1, storm, cast.server.address, cast.builder.token, cast.offer_input())
    total(cast)
    wait_until(lambda: total(cast) == reached)
    assert reached > SOCKETS / 2
    assert count_open_transactions(cast.server.settings.database_url) == 0
    before = reached
    with ThreadPoolExecutor(20) as askers:
        assert len({future.result() for future in [askers.submit(cast.offer) for _ in range(50)]}) == 50
    assert total(cast) == reached == before + 50


def total(cast: Cast) -> int:
    found: int = cast.builder.client.get(COUNT, p=cast.project)["pagination"]["total"]
    return found


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def count_open_transactions(url: str) -> int:
    """Return the number of open transactions."""
    return on_sqlite(url) if url.startswith("sqlite") else asyncio.run(on_postgres(url))


def on_sqlite(url: str) -> int:
    with closing(sqlite3.connect(url.removeprefix("sqlite://"), timeout=0, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # refused while somebody else writes
        other.execute("ROLLBACK")
    return 0


async def on_postgres(url: str) -> int:
    connection = await asyncpg.connect(url)
    try:
        found: int = await connection.fetchval(
            "SELECT COUNT(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND state LIKE 'idle in transaction%'"
        )
        return found
    finally:
        await connection.close()
