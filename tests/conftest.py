"""Fixtures for all tests: migrated databases, and servers that listen on a real socket."""

import asyncio
import gc
import logging
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
import redis
from hypothesis import HealthCheck, settings
from tortoise.context import TortoiseContext

from models.people.passwords import set_memory
from models.people.user import User
from models.people.viewer import Role
from models.storage.database import database
from models.storage.migration import migrate
from subscriptions.live import Live, current
from tests.support.actors import CHEAP_MEMORY, PASSWORD, Cast, Users
from tests.support.log_capture import quiet_logs
from tests.support.postgres_connection import PostgresConnection
from tests.support.server import RunningServer

POSTGRES = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
HANG_UP = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""
EMPTY = """DO $$ DECLARE name TEXT; filled BOOLEAN; BEGIN
  SET LOCAL session_replication_role = replica;  -- without triggers and references
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'aerich' LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', name) INTO filled;
    IF filled THEN EXECUTE format('DELETE FROM %I', name); END IF;
  END LOOP;
  IF EXISTS (SELECT 1 FROM pg_trigger WHERE tgenabled = 'D') THEN
    ALTER TABLE activity ENABLE TRIGGER USER;
  END IF;
END $$"""
# Applies here and in every process that a test starts.
os.environ["PASSWORD_MEMORY"] = str(CHEAP_MEMORY)
set_memory(CHEAP_MEMORY)
# The same examples each time, however slow the machine: what fails here fails everywhere.
settings.register_profile(
    "suite", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")
# A worker opens up to ten connections to PostgreSQL, which by default accepts a hundred.
MOST_WORKERS = 8
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")


def pytest_xdist_auto_num_workers() -> int:
    """Start one more worker than there are processors, because one of them usually waits."""
    return min(MOST_WORKERS, 1 + (os.cpu_count() or 1))


def pytest_collection_finish() -> None:
    """Freeze what is imported by now, so that the garbage collector need not scan it repeatedly."""
    gc.freeze()
    quiet_logs()
    logging.getLogger("httpx").setLevel(logging.WARNING)  # the requests of the tests themselves


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    asyncio.run(migrate(f"sqlite://{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    """The name of a migrated PostgreSQL database to copy; skips, or fails where it is required."""
    name = f"proffer_template_{uuid4().hex[:8]}"
    try:
        asyncio.run(_execute(POSTGRES, f'CREATE DATABASE "{name}"'))
    except OSError as error:
        _skip_or_fail(f"PostgreSQL does not answer at TEST_DATABASE_URL: {error}")
    asyncio.run(migrate(_postgres_url(name)))
    yield name
    asyncio.run(_execute(POSTGRES, f'DROP DATABASE "{name}" WITH (FORCE)'))


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh, migrated SQLite database of this test's own."""
    return f"sqlite://{shutil.copy(sqlite_template, tmp_path / 'proffer.sqlite3')}"


@pytest.fixture(scope="session")
def emptied_postgres_url(postgres_template: str) -> Iterator[str]:
    """One database for many tests: creating one takes far longer than emptying it."""
    with _copy_database(postgres_template) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_cleaner(emptied_postgres_url: str) -> Iterator[PostgresConnection]:
    """The connection that empties the database: reusing one takes a tenth of the time of a new one."""
    with closing(PostgresConnection(emptied_postgres_url)) as connection:
        yield connection


@pytest.fixture
def postgres_url(emptied_postgres_url: str, postgres_cleaner: PostgresConnection) -> Iterator[str]:
    """An empty, migrated PostgreSQL database."""
    yield emptied_postgres_url
    postgres_cleaner.execute(HANG_UP, EMPTY)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Both databases, one after the other."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[TortoiseContext]:
    """An open, empty database with a live channel in memory: for tests of models, resolvers and jobs."""
    async with database(database_url) as opened, Live("memory://") as live:
        token = current.set(live)
        yield opened
        current.reset(token)


@pytest.fixture(scope="session")
def sqlite_server(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Users]:
    """The whole application behind a real socket, on SQLite alone."""
    file = shutil.copy(sqlite_template, tmp_path_factory.mktemp("server") / "proffer.sqlite3")
    with RunningServer(database_url=f"sqlite://{file}", broadcast_url="memory://") as running:
        yield _create_users(running)


@pytest.fixture(scope="session")
def postgres_server(postgres_template: str) -> Iterator[Users]:
    """The whole application behind a real socket, on PostgreSQL and Redis."""
    with (
        _copy_database(postgres_template) as url,
        RunningServer(database_url=url, broadcast_url=require_redis()) as running,
    ):
        yield _create_users(running)


@pytest.fixture(scope="session", params=["sqlite and memory", "postgres and redis"])
def users(request: pytest.FixtureRequest) -> Users:
    """A signed-in client for each role, on each pair of stores; all tests share them."""
    actors: Users = request.getfixturevalue(f"{request.param.split()[0]}_server")
    return actors


@pytest.fixture(scope="session")
def server(users: Users) -> RunningServer:
    """The application that the users and visitors of a test call."""
    return users.server


@pytest.fixture
def cast(users: Users) -> Cast:
    """The users, and new projects for this test only."""
    return Cast(users)


def _create_users(running: RunningServer) -> Users:
    asyncio.run(_first_admin(running.settings.database_url))
    return Users(running)


async def _first_admin(url: str) -> None:
    async with database(url):
        email = "super_admin@example.com"
        role = Role.SUPER_ADMIN
        first = await User.prepare(None, email=email, name="Super admin", role=role, password=PASSWORD)
        await first.add()


@contextmanager
def _copy_database(template: str) -> Iterator[str]:
    name = f"proffer_test_{uuid4().hex[:8]}"
    # Tests need not survive a power failure, so commits do not wait for the disk.
    hasty = f'ALTER DATABASE "{name}" SET synchronous_commit = off'
    # As in the application's own connections: compiling a statement costs more than it saves.
    plain = f'ALTER DATABASE "{name}" SET jit = off'
    asyncio.run(_execute(POSTGRES, f'CREATE DATABASE "{name}" TEMPLATE "{template}"', hasty, plain))
    yield _postgres_url(name)
    asyncio.run(_execute(POSTGRES, f'DROP DATABASE "{name}" WITH (FORCE)'))


async def _execute(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def _postgres_url(name: str) -> str:
    return POSTGRES.rsplit("/", 1)[0] + f"/{name}"


def require_redis() -> str:
    """The address of a Redis that answers; skips, or fails where it is required."""
    with redis.Redis.from_url(REDIS, socket_connect_timeout=1) as connection:
        try:
            connection.ping()
        except redis.exceptions.ConnectionError as error:
            _skip_or_fail(f"Redis does not answer at TEST_REDIS_URL: {error}")
    return REDIS


def _skip_or_fail(what: str) -> None:
    (pytest.fail if os.environ.get("REQUIRE_SERVICES") == "1" else pytest.skip)(what)
