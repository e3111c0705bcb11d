"""A small schema behind the real view and a real server, and ears for whatever the server logs."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import strawberry
import uvicorn
from starlette.applications import Starlette
from starlette.requests import HTTPConnection
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from strawberry.permission import BasePermission
from strawberry.types import Info
from structlog.testing import capture_logs
from tortoise.exceptions import OperationalError

from models.refused import Code, Denied, Refused
from schema.caching import Documents, Reading
from schema.deadline import Deadline
from schema.errors import Schema
from schema.view import GraphQLView
from schema.websocket import end_session

SECRET = "postgres://proffer:hunter2@db"


class IsKeeper(BasePermission):
    message = "Keepers only."
    error_extensions = {"code": "FORBIDDEN"}

    def has_permission(self, source: Any, info: Info, **kwargs: Any) -> bool:
        return False


@strawberry.interface
class Animal:
    name: str

    @strawberry.field
    def friends(self, first: int = 2) -> list["Animal"]:
        return [Cat(name=f"{self.name}{n}") for n in range(first)]


@strawberry.type
class Cat(Animal):
    lives: int = 9


@strawberry.type
class Query:
    @strawberry.field
    def hello(self, name: str = "you") -> str:
        return f"hello {name}"

    @strawberry.field
    def double(self, number: int) -> int:
        return number * 2

    @strawberry.field
    def cat(self) -> Animal:
        return Cat(name="Tom")

    @strawberry.field
    def broken(self) -> str | None:
        raise ValueError(SECRET)

    @strawberry.field
    def away(self) -> str | None:
        raise OperationalError(SECRET)

    @strawberry.field
    def refused(self) -> str | None:
        raise Refused(Code.CONFLICT, "It is taken.", "name", version=3)

    @strawberry.field
    def denied(self) -> str | None:
        raise Denied(Code.NOT_FOUND, "There is no such cat.")

    @strawberry.field(permission_classes=[IsKeeper])  # type: ignore[untyped-decorator]
    def cage(self) -> str | None:
        return "open"

    @strawberry.field
    async def slow(self) -> str:
        await asyncio.sleep(30)
        return "late"


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def rename(self, name: str, seconds: float = 0) -> str:
        await asyncio.sleep(seconds)
        return name


@dataclass
class Watch:
    """How many subscriptions are running."""

    running: int = 0
    sockets: list[WebSocket] = field(default_factory=list)


watch = Watch()


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def ticks(self, info: Info, count: int = 1_000_000, seconds: float = 0.01) -> AsyncIterator[int]:
        watch.running += 1
        try:
            for tick in range(count):
                yield tick
                await asyncio.sleep(seconds)
        finally:
            watch.running -= 1

    @strawberry.subscription
    async def failing(self) -> AsyncIterator[int]:
        yield 1
        raise ValueError(SECRET)

    @strawberry.subscription
    async def ended(self, info: Info) -> AsyncIterator[int]:
        yield 1
        await asyncio.gather(*(end_session(info.context["request"], "Signed out.") for _ in range(3)))
        yield 2


class View(GraphQLView):
    async def get_context(self, request: HTTPConnection, response: Any) -> dict[str, Any]:
        if request.headers.get("x-fault") == "context":
            raise ValueError(SECRET)
        if request.headers.get("x-fault") == "denied":
            raise Denied(Code.UNAUTHENTICATED, "Sign in first.")
        return {"request": request, "response": response}

    async def on_ws_connect(self, context: dict[str, Any]) -> dict[str, object]:
        if context["connection_params"].get("fault"):
            raise KeyError(SECRET)
        return {"welcome": True}


def schema(documents: Documents | None = None, seconds: float = 10.0, suggestions: bool = True) -> Schema:
    store = documents or Documents()
    return Schema(
        Query,
        Mutation,
        Subscription,
        types=[Cat],
        extensions=[lambda: Reading(store), lambda: Deadline(seconds)],
        suggestions=suggestions,
    )


@dataclass
class Ears:
    """What the server said in its logs."""

    events: list[Any]
    records: list[logging.LogRecord]

    def tracebacks(self) -> list[str]:
        said = [str(event) for event in self.events if event.get("exc_info")]
        return said + [record.getMessage() for record in self.records if record.exc_info]


class Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        # The tests' own end of a socket logs too.
        if record.name != "websockets.client":
            self.records.append(record)


@contextmanager
def listening() -> Iterator[Ears]:
    listener = Listener()
    names = ("uvicorn.error", "strawberry", "asyncio", "")
    for name in names:
        logging.getLogger(name).addHandler(listener)
    with capture_logs() as events:
        yield Ears(events, listener.records)
    for name in names:
        logging.getLogger(name).removeHandler(listener)


@dataclass
class Server:
    """Where a running server is."""

    port: int

    def __post_init__(self) -> None:
        self.url = f"http://127.0.0.1:{self.port}/graphql"
        self.socket = f"ws://127.0.0.1:{self.port}/graphql"
        self.client = httpx.Client(timeout=20)

    def post(self, json: Any, **headers: str) -> httpx.Response:
        return self.client.post(self.url, json=json, headers=headers)

    def is_well(self) -> bool:
        answer: object = self.post({"query": "{hello}"}).json()
        return answer == {"data": {"hello": "hello you"}}


@contextmanager
def serving(view: GraphQLView, largest_frame: int = 65_536) -> Iterator[Server]:
    app = Starlette(routes=[Route("/graphql", view), WebSocketRoute("/graphql", view)])
    config = uvicorn.Config(
        app, "127.0.0.1", 0, log_config=None, lifespan="off", ws_max_size=largest_frame, access_log=False
    )
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while not running.started:
        thread.join(0.01)
    server = Server(running.servers[0].sockets[0].getsockname()[1])
    yield server
    server.client.close()
    running.should_exit = True
    thread.join(20)
