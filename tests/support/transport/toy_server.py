"""A real server on a free port, and a capture of its logs."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute
from structlog.testing import capture_logs

from schema.transport.view import GraphQLView

# How long anything is waited for that comes by itself, on however slow a machine.
SECONDS = 20.0


def wait_until(condition: Callable[[], bool]) -> bool:
    """Wait until the condition holds; return whether it does."""
    deadline = time.monotonic() + SECONDS
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    return condition()


@dataclass
class ServerLogs:
    """The events and records that the server logged."""

    events: list[Any]
    records: list[logging.LogRecord]

    def tracebacks(self) -> list[str]:
        events = [str(event) for event in self.events if event.get("exc_info")]
        return events + [record.getMessage() for record in self.records if record.exc_info]


class Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        # The tests' own end of a socket logs too.
        if record.name != "websockets.client":
            self.records.append(record)


@contextmanager
def capture_server_logs() -> Iterator[ServerLogs]:
    listener = Listener()
    names = ("uvicorn.error", "strawberry", "asyncio", "")
    for name in names:
        logging.getLogger(name).addHandler(listener)
    with capture_logs() as events:
        yield ServerLogs(events, listener.records)
    for name in names:
        logging.getLogger(name).removeHandler(listener)


@dataclass
class Server:
    """The address of a running server."""

    port: int

    def __post_init__(self) -> None:
        self.url = f"http://127.0.0.1:{self.port}/graphql"
        self.socket = f"ws://127.0.0.1:{self.port}/graphql"
        self.client = httpx.Client(timeout=SECONDS)

    def post(self, json: Any, **headers: str) -> httpx.Response:
        return self.client.post(self.url, json=json, headers=headers)

    def is_well(self) -> bool:
        answer: dict[str, Any] = self.post({"query": "{hello}"}).json()
        return bool(answer["data"] == {"hello": "hello you"})


@contextmanager
def run_server(view: GraphQLView, largest_frame: int = 65_536) -> Iterator[Server]:
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
    thread.join(SECONDS)
