"""The application behind a real socket, and clients that call it over the network."""

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Self

import httpx
import uvicorn
from websockets.sync.client import ClientConnection, connect

from app import create_app
from settings import Settings
from tests.support.http_connections import HttpConnections
from tests.support.postgres_connection import PostgresConnection
from tests.support.server_database import ServerDatabase

# The server watches the rights of each connected session on a channel of this prefix.
RIGHTS = "auth:"
SECRET = "a-long-and-random-word-0123456789-abcdef"
PROTOCOL = "graphql-transport-ws"
# How long anything is waited for that comes by itself, on however slow a machine; shorter than the half
# minute after which a subscription looks without being rung for.
SECONDS = 20.0
# Nothing here speaks TLS: without this each client would load the certificates of the system, for 60 ms.
PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class RunningServer:
    """A server that runs in its own thread while the block lasts."""

    def __init__(self, **settings: Any) -> None:
        defaults: dict[str, Any] = {
            "internal_secret": SECRET,
            "secret_key": "a-key-for-links-0123456789-abcdefghijkl",
            "public_rate": "100000/minute",
            "scheduler": False,
            "log_level": "warning",
            "sign_in_rate": "10000/hour",
            "_env_file": None,
        }
        self.settings = Settings(**(defaults | settings))
        self.clients: list[Client] = []
        self.postgres = PostgresConnection(self.settings.database_url)
        self.database = ServerDatabase(self.settings.database_url)
        self.listener = socket.socket()
        self.listener.bind(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.listener.getsockname()[1]}"
        config = uvicorn.Config(
            create_app(self.settings),
            log_config=None,
            access_log=False,
            ws_max_size=65_536,
            timeout_keep_alive=600,  # so that no idle connection closes while a test posts
            timeout_graceful_shutdown=2,
        )
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, args=([self.listener],), daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        deadline = time.monotonic() + SECONDS
        while not self.server.started:
            if not self.thread.is_alive() or time.monotonic() > deadline:
                raise RuntimeError("the server did not start")
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        for client in self.clients:
            client.close()
        self.postgres.close()
        self.database.close()
        self.server.should_exit = True
        self.thread.join(15)
        self.listener.close()

    def client(self, token: str | None = None, **headers: str) -> "Client":
        self.clients.append(Client(self.address, token, headers, self.subscriptions))
        return self.clients[-1]

    def subscriptions(self) -> set[int]:
        """Return the ids of the subscriptions that wait in the server for news of rows."""
        subscribers = self.server.lifespan.state["live"]._doorbell._subscribers
        return {
            id(subscriber)
            for channel, listeners in list(subscribers.items())
            for subscriber in list(listeners)
            if not channel.startswith(RIGHTS)
        }


class Client:
    """A client that sends operations over HTTP and subscribes over a WebSocket."""

    def __init__(
        self,
        address: str,
        token: str | None,
        headers: dict[str, str],
        subscriptions: Callable[[], set[int]] | None = None,
    ) -> None:
        self.address = address
        self.subscriptions = subscriptions
        self.token = token
        self.headers = headers
        bearer = {"authorization": f"Bearer {token}"} if token else {}
        self.http = httpx.Client(
            base_url=f"http://{address}", headers=headers | bearer, timeout=20, verify=PLAIN
        )
        self.connections = HttpConnections(address)

    def close(self) -> None:
        self.http.close()
        self.connections.close()

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """Return the whole answer: data and errors."""
        body = json.dumps({"query": query, "variables": variables})
        answer: dict[str, Any] = json.loads(self.connections.post("/graphql", body, dict(self.http.headers)))
        return answer

    def get(self, query: str, **variables: Any) -> Any:
        """Return the value of the only root field, which must come without errors."""
        answer = self.ask(query, **variables)
        assert "errors" not in answer, answer["errors"]
        (value,) = answer["data"].values()
        return value

    def error_code(self, query: str, **variables: Any) -> str:
        """Return the code of the only error, which must come without data."""
        answer = self.ask(query, **variables)
        assert len(answer.get("errors", [])) == 1, answer
        assert not any((answer.get("data") or {}).values()), answer
        code: str = answer["errors"][0]["extensions"]["code"]
        return code

    @contextmanager
    def socket(self, **payload: Any) -> Iterator[ClientConnection]:
        """Open a graphql-transport-ws connection that the server has acknowledged."""
        init = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        # Unread messages must not keep a socket from closing, so the queue has no bound.
        with connect(
            f"ws://{self.address}/graphql",
            subprotocols=[PROTOCOL],  # type: ignore[list-item]
            additional_headers=self.headers,
            max_queue=None,
        ) as connection:
            connection.send(json.dumps({"type": "connection_init", "payload": init | payload}))
            assert json.loads(connection.recv(SECONDS)) == {"type": "connection_ack"}
            yield connection

    @contextmanager
    def subscribe(self, query: str, **variables: Any) -> Iterator["EventStream"]:
        """Subscribe while the block lasts."""
        with self.socket() as connection:
            subscribe = {"id": "1", "type": "subscribe", "payload": {"query": query, "variables": variables}}
            before = self.subscriptions() if self.subscriptions else None
            connection.send(json.dumps(subscribe))
            yield EventStream(connection, self._wait_for_subscription(connection, before))

    def _wait_for_subscription(
        self, connection: ClientConnection, before: set[int] | None
    ) -> list[dict[str, Any]]:
        """Return the first message, if one arrives before the subscription has begun to listen.

        The test cannot see when a server in another process begins to listen.
        """
        deadline = time.monotonic() + SECONDS
        while self.subscriptions and before is not None and not self.subscriptions() - before:
            assert time.monotonic() < deadline, "the subscription has not begun"
            with suppress(TimeoutError):
                return [json.loads(connection.recv(0.005))]
        return []


class EventStream:
    """The messages of one subscription, in the order of arrival."""

    def __init__(self, connection: ClientConnection, first_messages: list[dict[str, Any]]) -> None:
        self.connection = connection
        self.first_messages = first_messages

    def message(self, seconds: float = SECONDS) -> dict[str, Any]:
        if self.first_messages:
            return self.first_messages.pop(0)
        message: dict[str, Any] = json.loads(self.connection.recv(seconds))
        return message

    def next(self, seconds: float = SECONDS) -> Any:
        """Return the root value of the next event."""
        message = self.message(seconds)
        assert message["type"] == "next", message
        assert "errors" not in message["payload"], message
        (value,) = message["payload"]["data"].values()
        return value

    def is_silent(self, seconds: float = 0.4) -> bool:
        try:
            self.message(seconds)
        except TimeoutError:
            return True
        return False
