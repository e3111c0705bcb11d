"""The limit: the agent's page made by the database alone, its bytes handed on untouched by a bare route."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypedDict

import aiosqlite
import asyncpg
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.limit_sql import POSTGRES, SQLITE
from benchmarks.rows import AGENT_ID
from models.storage.database import dialect
from models.storage.engines.postgres import Connection


class State(TypedDict):
    """How the page is read."""

    page: Callable[[], Awaitable[str]]


@asynccontextmanager
async def on_postgres(url: str) -> AsyncIterator[State]:
    """A pool as large as the product's, without the reset on release, as the product's."""
    async with asyncpg.create_pool(url, max_size=10, connection_class=Connection) as pool:

        async def page() -> str:
            found: str = await pool.fetchval(POSTGRES, AGENT_ID)
            return found

        yield {"page": page}


@asynccontextmanager
async def on_sqlite(url: str) -> AsyncIterator[State]:
    async with aiosqlite.connect(url.removeprefix("sqlite://")) as connection:

        async def page() -> str:
            async with connection.execute(SQLITE, (str(AGENT_ID),)) as found:
                (text,) = await found.fetchone() or ("",)
            return str(text)

        yield {"page": page}


@asynccontextmanager
async def lifespan(_: Starlette) -> AsyncIterator[State]:
    url = os.environ["DATABASE_URL"]
    async with (on_sqlite if dialect(url) == "sqlite" else on_postgres)(url) as state:
        yield state


async def answer(request: Request) -> Response:
    return Response(await request.state.page(), media_type="application/json")


app = Starlette(routes=[Route("/page", answer), Route("/healthz", lambda _: Response())], lifespan=lifespan)
