"""Migrations of the database by aerich, in one process at a time."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import asyncpg
from aerich import Command
from aerich.migrate import Migrate
from tortoise.exceptions import DBConnectionError, OperationalError

from models.storage.database import APP, database, dialect, sqlite_file, tortoise_config
from models.storage.sql import Sql, fetch

FOLDER = Path(__file__).parents[1] / "migrations"
LOCK = 776_633_337
_CATALOGUE = {
    "sqlite": "sqlite_master WHERE type = 'table' AND name",
    "postgres": "information_schema.tables WHERE table_schema = current_schema() AND table_name",
}


class CannotStart(Exception):  # noqa: N818 - read by a person, as it stands
    """The reason why a server or command cannot use this database, in one sentence."""


async def refuse_when_behind(url: str) -> None:
    if missing := await pending(url):
        raise CannotStart(
            f"The database is {len(missing)} migration(s) behind; you must run `python -m jobs migrate`."
        )


async def migrate(url: str) -> Sequence[str]:
    """Apply missing migrations and return their names; concurrent processes wait."""
    async with _exclusive(url):
        missing = await pending(url)
        if missing:
            await _upgrade(url)
        return missing


async def pending(url: str) -> Sequence[str]:
    """Return the migrations that this database lacks."""
    with _reporting_unusable():
        applied_names = await _applied_names(url)
    return [name for name in _all_names() if name not in applied_names]


async def _applied_names(url: str) -> set[str]:
    async with database(url):
        if not await fetch(Sql(f"SELECT 1 FROM {_CATALOGUE[dialect(url)]} = 'aerich'")):
            return set()
        return {row["version"] for row in await fetch(Sql("SELECT version FROM aerich WHERE app = ?", APP))}


def _all_names() -> list[str]:
    Migrate.migrate_location = FOLDER / APP
    return Migrate.get_all_version_files()


async def _upgrade(url: str) -> None:
    async with database(url), Command(tortoise_config(url), app=APP, location=str(FOLDER)) as command:
        await command.upgrade(run_in_transaction=True)


@contextmanager
def _reporting_unusable() -> Iterator[None]:
    try:
        yield
    except (OSError, asyncpg.PostgresError, DBConnectionError, OperationalError) as error:
        raise CannotStart(f"DATABASE_URL names a database that cannot be used: {error}.") from error


@asynccontextmanager
async def _exclusive(url: str) -> AsyncIterator[None]:
    alone = _exclusive_on_sqlite if dialect(url) == "sqlite" else _exclusive_on_postgres
    async with alone(url):
        yield


@asynccontextmanager
async def _exclusive_on_sqlite(url: str) -> AsyncIterator[None]:
    path = sqlite_file(url)
    with _reporting_unusable():
        lock = open(f"{path}.migrating", "w")  # noqa: ASYNC230, SIM115 - a local lock file, closed below
    with lock:
        await asyncio.to_thread(fcntl.flock, lock, fcntl.LOCK_EX)
        _create_private_file(path)
        yield


def _create_private_file(path: str) -> None:
    """Create the database's file for its owner alone; SQLite gives the files beside it the same mode."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))


@asynccontextmanager
async def _exclusive_on_postgres(url: str) -> AsyncIterator[None]:
    with _reporting_unusable():
        connection = await asyncpg.connect(url.split("?")[0], statement_cache_size=0)
    try:
        # The lock of a transaction, because a pooler may give the next one another session.
        async with connection.transaction():
            await connection.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
            yield
    finally:
        await connection.close()
