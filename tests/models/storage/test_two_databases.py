"""A server keeps to its own database, whatever else is opened in its process."""

import asyncio

from models.people.user import User
from models.storage.database import database
from tests.support.server import RunningServer

SIGN_IN = 'mutation { signIn(email: "nobody@example.com", password: "no password") { __typename } }'


async def open_and_close(url: str) -> None:
    async with database(url):
        assert await User.all().count() == 0


def test_a_server_never_queries_a_database_that_was_opened_later(sqlite_url: str, postgres_url: str) -> None:
    with RunningServer(database_url=sqlite_url) as server:
        asyncio.run(open_and_close(postgres_url))
        assert server.client().error_code(SIGN_IN) == "UNAUTHENTICATED"
