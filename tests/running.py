"""The application behind a real socket, and clients that speak to it as a stranger's would."""

import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

import httpx
import uvicorn
from websockets.sync.client import ClientConnection, connect

from app import create_app
from settings import Settings
from tests.kept import Kept
from tests.lines import Lines

SECRET = "a-long-and-random-word-0123456789-abcdef"
PROTOCOL = "graphql-transport-ws"
# Nothing here speaks TLS: without this each client would load the certificates of the system, for 60 ms.
PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Running:
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
        self.aside = Kept(self.settings.database_url)
        self.listener = socket.socket()
        self.listener.bind(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.listener.getsockname()[1]}"
        config = uvicorn.Config(
            create_app(self.settings),
            log_config=None,
            access_log=False,
            ws_max_size=65_536,
            timeout_graceful_shutdown=2,
        )
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, args=([self.listener],), daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        deadline = time.monotonic() + 10
        while not self.server.started:
            if not self.thread.is_alive() or time.monotonic() > deadline:
                raise RuntimeError("the server did not start")
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        for client in self.clients:
            client.close()
        self.aside.close()
        self.server.should_exit = True
        self.thread.join(15)
        self.listener.close()

    def client(self, token: str | None = None, **headers: str) -> "Client":
        self.clients.append(Client(self.address, token, headers))
        return self.clients[-1]


class Client:
    """Somebody who asks over HTTP and listens over a WebSocket."""

    def __init__(self, address: str, token: str | None, headers: dict[str, str]) -> None:
        self.address = address
        self.token = token
        bearer = {"authorization": f"Bearer {token}"} if token else {}
        self.http = httpx.Client(
            base_url=f"http://{address}", headers=headers | bearer, timeout=20, verify=PLAIN
        )
        self.lines = Lines(address)

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
            assert json.loads(connection.recv(5)) == {"type": "connection_ack"}
            yield connection

    @contextmanager
    def listening(self, query: str, **variables: Any) -> Iterator["Heard"]:
        """What a subscription says, as long as the block lasts."""
        with self.socket() as connection:
            subscribe = {"id": "1", "type": "subscribe", "payload": {"query": query, "variables": variables}}
            connection.send(json.dumps(subscribe))
            # A ping is answered after the subscribe was read: then the subscription has begun.
            connection.send(json.dumps({"type": "ping"}))
            early = []
            while (message := json.loads(connection.recv(5))) != {"type": "pong"}:
                early.append(message)
            time.sleep(0.05)
            yield Heard(connection, early)


class Heard:
    """The messages of one subscription."""

    def __init__(self, connection: ClientConnection, early: list[dict[str, Any]]) -> None:
        self.connection = connection
        self.early = early

    def message(self, seconds: float = 5) -> dict[str, Any]:
        if self.early:
            return self.early.pop(0)
        message: dict[str, Any] = json.loads(self.connection.recv(seconds))
        return message

    def next(self, seconds: float = 5) -> Any:
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
