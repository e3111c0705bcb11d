"""One migrated PostgreSQL database for many tests, emptied after each: making one takes far longer."""

import asyncio
from collections.abc import Iterator
from uuid import uuid4

import asyncpg
import pytest

from tests.conftest import POSTGRES

HANG_UP = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""
EMPTY = """DO $$ DECLARE name TEXT; BEGIN
  SET LOCAL session_replication_role = replica;  -- without triggers and references
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'aerich' LOOP
    EXECUTE format('DELETE FROM %I', name);
  END LOOP;
  ALTER TABLE activity ENABLE TRIGGER USER;
END $$"""


@pytest.fixture(scope="session")
def emptied_postgres_url(postgres_template: str) -> Iterator[str]:
    name = f"proffer_emptied_{uuid4().hex[:8]}"
    asyncio.run(say(POSTGRES, f"CREATE DATABASE {name} TEMPLATE {postgres_template}"))
    yield POSTGRES.rsplit("/", 1)[0] + f"/{name}"
    asyncio.run(say(POSTGRES, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def postgres_url(emptied_postgres_url: str) -> Iterator[str]:
    """A migrated PostgreSQL database with nothing in it."""
    yield emptied_postgres_url
    asyncio.run(say(emptied_postgres_url, HANG_UP, EMPTY))


async def say(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()
