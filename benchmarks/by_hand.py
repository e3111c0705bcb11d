"""Two mutations by hand: bare routes that write the same rows, each in one transaction, without GraphQL."""

import hashlib
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, TypedDict
from uuid import UUID, uuid4

import asyncpg
import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.by_hand_sql import ANSWER, CREATE, READ
from models.storage.engines.postgres import Connection


class State(TypedDict):
    """The pool, as large as the product's and without a reset on release, as the product's."""

    pool: asyncpg.Pool


@asynccontextmanager
async def lifespan(_: Starlette) -> AsyncIterator[State]:
    url = os.environ["DATABASE_URL"]
    async with asyncpg.create_pool(url, max_size=10, connection_class=Connection) as pool:
        yield {"pool": pool}


async def create(request: Request) -> Response:
    wish = orjson.loads(await request.body())
    offer_id, now, title = uuid4(), datetime.now(UTC), wish["title"]
    sha256 = _hash("", {"actor": wish["author"], "event": "CREATED"}, offer_id, 1, {}, now)
    async with request.state.pool.acquire() as connection, connection.transaction():
        ids = UUID(wish["author"]), UUID(wish["project"])
        texts = title, "", f"{title}\n".casefold()
        await connection.execute(CREATE, offer_id, now, *texts, *ids, sha256, "EARLY_BIRD", wish["amount"])
    return _response_of({"id": str(offer_id), "title": title, "status": "ACTIVE"})


async def respond(request: Request) -> Response:
    token, now = orjson.loads(await request.body())["token"], datetime.now(UTC)
    async with request.state.pool.acquire() as connection, connection.transaction():
        row = await connection.fetchrow(READ, hashlib.sha256(token.encode()).hexdigest())
        if row is None or row["response_id"] or row["revoked_at"] or row["status"] != "ACTIVE":
            raise LookupError("this link cannot be answered")
        await connection.execute(ANSWER, *_answer_values(row, now))
    return _response_of({"state": "ANSWERED", "title": row["title"], "authorName": row["name"]})


def _answer_values(row: Any, now: datetime) -> tuple[object, ...]:
    """The values of the statement that answers, with a copy of what was seen and the next link of the log."""
    own = {name: row[name] for name in ("title", "description", "valid_from", "valid_until")}
    terms = {name: row[name] for name in ("customer_name", "currency", "lines", "notes", "total")}
    seen = orjson.dumps({"offer": own, "terms": terms}).decode()
    changes = {"share": [None, str(row["share_id"])], "status": ["ACTIVE", "ACCEPTED"]}
    seq, head = row["activity_seq"] + 1, row["activity_head"]
    sha256 = _hash(head, {"actor": "", "event": "ACCEPTED"}, row["id"], seq, changes, now)
    ids = row["author_id"], now, row["share_id"], row["id"]
    return (*ids, row["version"], seen, seq, sha256, orjson.dumps(changes).decode(), head)


def _hash(
    head: str, event: dict[str, str], offer_id: UUID, seq: int, changes: dict[str, Any], now: datetime
) -> str:
    content = event | {"at": now.isoformat(), "changes": changes, "offer": str(offer_id), "seq": seq}
    return hashlib.sha256(head.encode() + orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _response_of(answer: dict[str, str]) -> Response:
    return Response(orjson.dumps({"data": answer}), media_type="application/json")


app = Starlette(
    routes=[
        Route("/create", create, methods=["POST"]),
        Route("/respond", respond, methods=["POST"]),
        Route("/healthz", lambda _: Response()),
    ],
    lifespan=lifespan,
)
