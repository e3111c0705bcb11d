"""A WebSocket client that speaks graphql-transport-ws."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.support.transport.toy_server import SECONDS, Server

PROTOCOL = Subprotocol("graphql-transport-ws")


class Client:
    """Sends and receives messages; `close_code` waits for the close."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    def send(self, **message: Any) -> None:
        self.connection.send(orjson.dumps(message).decode())

    def receive(self) -> Any:
        return orjson.loads(self.connection.recv(SECONDS))

    def subscribe(self, name: str, query: str, **parts: Any) -> None:
        self.send(type="subscribe", id=name, payload={"query": query, **parts})

    def still_answers(self) -> bool:
        self.subscribe("well", "{hello}")
        while True:
            message = self.receive()
            if message.get("id") == "well":
                return bool(message["payload"]["data"] == {"hello": "hello you"})

    def close_code(self) -> tuple[int, str]:
        try:
            while True:
                self.connection.recv(SECONDS)
        except ConnectionClosed as closed:
            return (closed.rcvd.code, closed.rcvd.reason) if closed.rcvd else (1006, "")


@contextmanager
def open_socket(server: Server, init: bool = True, **options: Any) -> Iterator[Client]:
    options = {"subprotocols": [PROTOCOL], "max_size": None, **options}
    with connect(server.socket, **options) as connection:
        client = Client(connection)
        if init:
            client.send(type="connection_init")
            assert client.receive()["type"] == "connection_ack"
        yield client
