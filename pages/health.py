"""The health checks: whether the process is alive, and whether it can serve requests."""

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from models.storage.sql import Sql, fetch
from subscriptions.live import current

log = structlog.get_logger("proffer")


def routes() -> list[BaseRoute]:
    return [Route("/healthz", healthz), Route("/readyz", readyz)]


async def healthz(_: Request) -> Response:
    return JSONResponse({"process": "ok"})


async def readyz(_: Request) -> Response:
    """Answer 503 if the database or the live channel does not respond."""
    state = {"database": await _database_answers(), "broadcast": await current.get().ping()}
    words = {name: "ok" if answers else "out of reach" for name, answers in state.items()}
    return JSONResponse(words, status_code=200 if all(state.values()) else 503)


async def _database_answers() -> bool:
    try:
        return bool(await fetch(Sql("SELECT 1 AS one")))
    except Exception as error:
        log.warning("database is unreachable", reason=repr(error))
        return False
