"""The health checks: whether a process is alive, and whether it can serve requests."""

import asyncio
from uuid import uuid4

import asyncpg
import pytest

from tests.conftest import POSTGRES
from tests.support.server import RunningServer


@pytest.mark.parametrize(
    ("path", "words"),
    [("/healthz", {"process": "ok"}), ("/readyz", {"database": "ok", "broadcast": "ok"})],
)
def test_a_server_with_all_its_parts_lives_and_is_ready(
    server: RunningServer, path: str, words: dict[str, str]
) -> None:
    answer = server.client().http.get(path)
    assert (answer.status_code, answer.json()) == (200, words)


def test_without_its_live_channel_a_server_lives_and_is_not_ready(sqlite_url: str) -> None:
    with RunningServer(database_url=sqlite_url, broadcast_url="redis://127.0.0.1:1") as running:
        client = running.client()
        ready = client.http.get("/readyz")
        assert (ready.status_code, ready.json()) == (503, {"database": "ok", "broadcast": "out of reach"})
        assert client.http.get("/healthz").status_code == 200


def test_without_its_database_a_server_lives_and_is_not_ready(postgres_template: str) -> None:
    name = f"proffer_gone_{uuid4().hex[:8]}"
    asyncio.run(on_postgres(f'CREATE DATABASE "{name}" TEMPLATE "{postgres_template}"'))
    with RunningServer(database_url=POSTGRES.rsplit("/", 1)[0] + f"/{name}") as running:
        client = running.client()
        assert client.http.get("/readyz").status_code == 200
        asyncio.run(on_postgres(f'DROP DATABASE "{name}" WITH (FORCE)'))
        gone = client.http.get("/readyz")
        assert (gone.status_code, gone.json()) == (503, {"database": "out of reach", "broadcast": "ok"})
        assert client.http.get("/healthz").status_code == 200


async def on_postgres(statement: str) -> None:
    connection = await asyncpg.connect(POSTGRES)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
