"""A short outage of the database does not end the subscriptions."""

import asyncio
from collections.abc import Iterator

import pytest
from websockets.exceptions import ConnectionClosed

from models.people.user import auth_channel
from models.storage.sql import Sql, execute
from subscriptions.live import Live
from tests.conftest import require_redis
from tests.support.database_dump import PasswordlessUser, run_on_database
from tests.support.server import SECONDS, RunningServer

LISTEN = "subscription { notifications { unreadCount } }"


@pytest.fixture
def running(database_url: str) -> Iterator[RunningServer]:
    """A server whose database no other test needs."""
    with RunningServer(database_url=database_url, broadcast_url=require_redis()) as running:
        yield running


def test_a_socket_still_ends_after_its_database_was_away(running: RunningServer) -> None:
    guest = PasswordlessUser(running)
    with guest.client.subscribe(LISTEN) as heard:
        run_on_database(running, lambda: execute(Sql("ALTER TABLE sessions RENAME TO away")))
        asyncio.run(ring(guest))
        assert heard.is_silent(0.3)
        run_on_database(running, lambda: execute(Sql("DELETE FROM away")))
        run_on_database(running, lambda: execute(Sql("ALTER TABLE away RENAME TO sessions")))
        with pytest.raises(ConnectionClosed) as ending:
            heard.connection.recv(SECONDS)
    assert ending.value.rcvd is not None
    assert (ending.value.rcvd.code, ending.value.rcvd.reason) == (
        4401,
        "Your session has ended; sign in again.",
    )


async def ring(guest: PasswordlessUser) -> None:
    async with Live(require_redis()) as live:
        await live.announce(auth_channel(guest.id))
