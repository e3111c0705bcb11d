"""The application behind a real socket, and clients that speak to it as a stranger's would."""

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

# Whoever holds a socket is watched on a channel of their own.
RIGHTS = "auth:"
SECRET = "a-long-and-random-word-0123456789-abcdef"
PROTOCOL = "graphql-transport-ws"
# How long anything is waited for that comes by itself, on however slow a machine; shorter than the half
# minute after which a subscription looks without being rung for.
SECONDS = 20.0
# Nothing here speaks TLS: without this each client would load the certificates of the system, for 60 ms.
PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class RunningServer:
    """A server in a thread of its own, for as long as the block lasts."""

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
        self.kept = PostgresConnection(self.settings.database_url)
        self.behind = ServerDatabase(self.settings.database_url)
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
        self.kept.close()
        self.behind.close()
        self.server.should_exit = True
        self.thread.join(15)
        self.listener.close()

    def client(self, token: str | None = None, **headers: str) -> "Client":
        self.clients.append(Client(self.address, token, headers, self.ears))
        return self.clients[-1]

    def ears(self) -> set[int]:
        """Whatever waits in the server for news of rows."""
        subscribers = self.server.lifespan.state["live"]._doorbell._subscribers
        return {
            id(one)
            for channel, listening in list(subscribers.items())
            for one in list(listening)
            if not channel.startswith(RIGHTS)
        }


class Client:
    """Somebody who asks over HTTP and listens over a WebSocket."""

    def __init__(
        self,
        address: str,
        token: str | None,
        headers: dict[str, str],
        ears: Callable[[], set[int]] | None = None,
    ) -> None:
        self.address = address
        self.ears = ears
        self.token = token
        bearer = {"authorization": f"Bearer {token}"} if token else {}
        self.http = httpx.Client(
            base_url=f"http://{address}", headers=headers | bearer, timeout=20, verify=PLAIN
        )
        self.lines = HttpConnections(address)

    def close(self) -> None:
        self.http.close()
        self.lines.close()

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """The whole answer: data and errors."""
        body = json.dumps({"query": query, "variables": variables})
        answer: dict[str, Any] = json.loads(self.lines.post("/graphql", body, dict(self.http.headers)))
        return answer

    def get(self, query: str, **variables: Any) -> Any:
        """The value of the only root field, which must come without errors."""
        answer = self.ask(query, **variables)
        assert "errors" not in answer, answer["errors"]
        (value,) = answer["data"].values()
        return value

    def refused(self, query: str, **variables: Any) -> str:
        """The code of the one error, with nothing under it."""
        answer = self.ask(query, **variables)
        assert len(answer.get("errors", [])) == 1, answer
        assert not any((answer.get("data") or {}).values()), answer
        code: str = answer["errors"][0]["extensions"]["code"]
        return code

    @contextmanager
    def socket(self, **payload: Any) -> Iterator[ClientConnection]:
        """An acknowledged graphql-transport-ws connection."""
        init = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        # Unread messages must not keep a socket from closing, so the queue has no bound.
        with connect(
            f"ws://{self.address}/graphql",
            subprotocols=[PROTOCOL],  # type: ignore[list-item]
            max_queue=None,
        ) as connection:
            connection.send(json.dumps({"type": "connection_init", "payload": init | payload}))
            assert json.loads(connection.recv(SECONDS)) == {"type": "connection_ack"}
            yield connection

    @contextmanager
    def listening(self, query: str, **variables: Any) -> Iterator["Heard"]:
        """What a subscription says, as long as the block lasts."""
        with self.socket() as connection:
            subscribe = {"id": "1", "type": "subscribe", "payload": {"query": query, "variables": variables}}
            before = self.ears() if self.ears else None
            connection.send(json.dumps(subscribe))
            yield Heard(connection, self._begun(connection, before))

    def _begun(self, connection: ClientConnection, before: set[int] | None) -> list[dict[str, Any]]:
        """The first message, if one comes before the subscription has begun to listen.

        When a server in another process begins, nobody here knows.
        """
        deadline = time.monotonic() + SECONDS
        while self.ears and before is not None and not self.ears() - before:
            assert time.monotonic() < deadline, "the subscription has not begun"
            with suppress(TimeoutError):
                return [json.loads(connection.recv(0.005))]
        return []


class Heard:
    """The messages of one subscription."""

    def __init__(self, connection: ClientConnection, early: list[dict[str, Any]]) -> None:
        self.connection = connection
        self.early = early

    def message(self, seconds: float = SECONDS) -> dict[str, Any]:
        if self.early:
            return self.early.pop(0)
        message: dict[str, Any] = json.loads(self.connection.recv(seconds))
        return message

    def next(self, seconds: float = SECONDS) -> Any:
        """The root value of the next event."""
        message = self.message(seconds)
        assert message["type"] == "next", message
        assert "errors" not in message["payload"], message
        (value,) = message["payload"]["data"].values()
        return value

    def nothing(self, seconds: float = 0.4) -> bool:
        try:
            self.message(seconds)
        except TimeoutError:
            return True
        return False
