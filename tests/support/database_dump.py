"""Access to a server's database past the server: dumps of all rows, and users made without the API."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID, uuid4

import asyncpg

from models.clock import now
from models.people.session import Session
from models.people.user import User
from models.people.viewer import Role
from models.storage.database import dialect
from tests.support.postgres_connection import PostgresConnection
from tests.support.server import Client, RunningServer

# Every write makes a new version of a row, at another place or by another transaction.
IN_SHORT = "COUNT(*) || ' ' || COALESCE(SUM(hashtidextended(t.ctid, t.xmin::text::bigint)), 0)"
T = TypeVar("T")
HOUR = timedelta(hours=1)
PAST = datetime(2026, 1, 1, tzinfo=UTC)


def run_on_database(running: RunningServer, work: Callable[[], Awaitable[T]]) -> T:
    """Run the work on the server's database, bypassing the server."""
    return running.database.run(work)


class PasswordlessUser:
    """A user without a password, with an open session: costs no hashing."""

    def __init__(self, running: RunningServer, role: Role = Role.AGENT, lifetime: timedelta = HOUR) -> None:
        self.running = running
        self.id = uuid4()
        self.role = role
        self.token: str = run_on_database(running, lambda: self._create(lifetime))
        self.client: Client = running.client(self.token)

    async def _create(self, lifetime: timedelta) -> str:
        user = await User.create(
            id=self.id, name="PasswordlessUser", email=f"guest-{self.id.hex}@example.com", role=self.role
        )
        return await _session(user, lifetime)

    def open_session(self, lifetime: timedelta = HOUR) -> Client:
        async def create_session() -> str:
            return await _session(await User.get(id=self.id), lifetime)

        return self.running.client(run_on_database(self.running, create_session))


def dump(running: RunningServer) -> dict[str, list[str]]:
    """Return every row of every table, as text; over a bare connection, because tests dump often."""
    url = running.settings.database_url
    rows = asyncio.run(_rows_on_postgres(url)) if dialect(url) == "postgres" else _rows_on_sqlite(url)
    return {name: sorted(lines) for name, lines in rows.items()}


def _rows_on_sqlite(url: str) -> dict[str, list[str]]:
    with closing(sqlite3.connect(url.removeprefix("sqlite://"))) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {name: [str(row) for row in connection.execute(f'SELECT * FROM "{name}"')] for name in names}  # noqa: S608


async def _rows_on_postgres(url: str) -> dict[str, list[str]]:
    connection = await asyncpg.connect(url)
    try:
        names = [row["tablename"] for row in await connection.fetch(PUBLIC)]
        every = " UNION ALL ".join(
            f"SELECT '{name}' AS name, t::text AS line FROM \"{name}\" t"  # noqa: S608
            for name in names
        )
        records = await connection.fetch(every)
    finally:
        await connection.close()
    rows: dict[str, list[str]] = {name: [] for name in names}
    for name, line in records:
        rows[name].append(line)
    return rows


@contextmanager
def assert_unchanged(running: RunningServer, except_table: str = "") -> Iterator[None]:
    """Assert that the block changes no row; `except_table` names a table that may change."""
    watch = _postgres_changes if dialect(running.settings.database_url) == "postgres" else _sqlite_changes
    with watch(running) as list_changed_tables:
        yield
        assert [name for name in list_changed_tables() if name != except_table] == []


@contextmanager
def _postgres_changes(running: RunningServer) -> Iterator[Callable[[], list[str]]]:
    before = _versions_on_postgres(running.postgres)

    def list_changed_tables() -> list[str]:
        after = _versions_on_postgres(running.postgres)
        return [name for name in after if after[name] != before.get(name)]

    yield list_changed_tables


@contextmanager
def _sqlite_changes(running: RunningServer) -> Iterator[Callable[[], list[str]]]:
    """Keep a snapshot in one connection; compare the rows only if somebody has committed."""
    path = running.settings.database_url.removeprefix("sqlite://")
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as snapshot,
        closing(sqlite3.connect(path)) as current,
    ):
        commits = current.execute("PRAGMA data_version").fetchone()
        snapshot.execute("BEGIN")
        snapshot.execute("SELECT 1 FROM sqlite_master").fetchone()

        def list_changed_tables() -> list[str]:
            if current.execute("PRAGMA data_version").fetchone() == commits:
                return []
            before, after = _rows_as_text(snapshot), _rows_as_text(current)
            return [name for name in after if after[name] != before.get(name)]

        yield list_changed_tables


def _rows_as_text(connection: sqlite3.Connection) -> dict[str, str]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name: repr(connection.execute(f'SELECT * FROM "{name}"').fetchall()) for (name,) in names}  # noqa: S608


def _versions_on_postgres(connection: PostgresConnection) -> dict[str, str]:
    names = [row["tablename"] for row in connection.fetch(PUBLIC)]
    every = " UNION ALL ".join(
        f"SELECT '{name}', {IN_SHORT} FROM \"{name}\" t"  # noqa: S608
        for name in names
    )
    return {str(name): str(short) for name, short in connection.fetch(every)}


def session_id(client: Client) -> UUID:
    """Return the id of this client's session."""
    sessions = client.get("{ sessions { id isCurrent } }")
    (current,) = (UUID(session["id"]) for session in sessions if session["isCurrent"])
    return current


async def _session(user: User, lifetime: timedelta) -> str:
    _, token = await Session.open(user, lifetime, "backstage", now())
    return token


PUBLIC = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
