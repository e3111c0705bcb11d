"""The database to measure on: found as it was left by the last run, or made and filled."""

import os
from pathlib import Path

import asyncpg

from benchmarks.bulk import fill
from benchmarks.rows import AGENT_ID, Sizes, tables
from models.storage.database import database, description, dialect
from models.storage.migration import migrate, pending
from models.storage.sql import Sql, fetch

ADMIN = "postgres://postgres@127.0.0.1:5432/postgres"
CACHE = Path(".proffer")
ENDING = "_bench"


async def database_url(name: str) -> str:
    """BENCH_DATABASE_URL, else a database on this machine's PostgreSQL, else an SQLite file."""
    if given := os.environ.get("BENCH_DATABASE_URL"):
        return given
    if await _postgres_answers():
        return f"{ADMIN.rsplit('/', 1)[0]}/{name}{ENDING}"
    return f"sqlite://{CACHE / name}{ENDING}.sqlite3"


async def _postgres_answers() -> bool:
    try:
        connection = await asyncpg.connect(ADMIN, timeout=2)
    except (OSError, asyncpg.PostgresError) as error:
        print(f"No PostgreSQL at 127.0.0.1:5432 ({error}): measuring on SQLite.")
        return False
    await connection.close()
    return True


async def ensure_rows(url: str, sizes: Sizes, fresh: bool) -> None:
    """Make sure that the database holds exactly this much; `fresh` makes it anew in any case."""
    if not fresh and await _exists(url) and not await pending(url) and await _count_rows(url) == sizes:
        print(f"Using the rows that are in {description(url)} already (--fresh makes them anew).")
        return
    print(f"Filling {description(url)}.", flush=True)
    await empty_database(url)
    await migrate(url)
    await fill(url, tables(sizes))


async def _count_rows(url: str) -> Sizes:
    count = "SELECT (SELECT COUNT(*) FROM offers) AS offers, (SELECT COUNT(*) FROM projects) AS projects,"
    count += " (SELECT COUNT(*) FROM users WHERE role = 'BUILDER') AS builders,"
    count += " (SELECT COUNT(*) FROM associations WHERE agent_id = ?) AS agent_projects"
    async with database(url):
        (row,) = await fetch(Sql(count, AGENT_ID))
        return Sizes(**dict(row))


async def _exists(url: str) -> bool:
    if dialect(url) == "sqlite":
        return _file(url).exists()
    connection = await asyncpg.connect(_admin_url(url))
    try:
        found = await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", _name(url))
        return found is not None
    finally:
        await connection.close()


async def empty_database(url: str) -> None:
    """An empty database in its place: only one whose name says that it is for benchmarks."""
    if not _name(url).endswith(ENDING):
        raise SystemExit(f"BENCH_DATABASE_URL must name a database that ends in {ENDING}: it is overwritten.")
    if dialect(url) == "sqlite":
        _remove(_file(url))
        return
    connection = await asyncpg.connect(_admin_url(url))
    try:
        await connection.execute(f'DROP DATABASE IF EXISTS "{_name(url)}" WITH (FORCE)')
        await connection.execute(f'CREATE DATABASE "{_name(url)}"')
    finally:
        await connection.close()


def _remove(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    for part in ("", "-wal", "-shm"):
        file.with_name(file.name + part).unlink(missing_ok=True)


def _name(url: str) -> str:
    return _file(url).stem if dialect(url) == "sqlite" else url.split("?")[0].rsplit("/", 1)[1]


def _file(url: str) -> Path:
    return Path(url.removeprefix("sqlite://"))


def _admin_url(url: str) -> str:
    """The same server's own database, from which others are made and dropped."""
    return f"{url.split('?')[0].rsplit('/', 1)[0]}/postgres"
