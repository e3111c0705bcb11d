"""A client's end of a WebSocket that speaks graphql-transport-ws."""

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
    """Says and hears messages; `code` waits for the close and tells its code."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    def say(self, **message: Any) -> None:
        self.connection.send(orjson.dumps(message).decode())

    def hear(self) -> Any:
        return orjson.loads(self.connection.recv(SECONDS))

    def subscribe(self, name: str, query: str, **parts: Any) -> None:
        self.say(type="subscribe", id=name, payload={"query": query, **parts})

    def still_answers(self) -> bool:
        self.subscribe("well", "{hello}")
        while True:
            heard = self.hear()
            if heard.get("id") == "well":
                return bool(heard["payload"] == {"data": {"hello": "hello you"}})

    def code(self) -> tuple[int, str]:
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
            client.say(type="connection_init")
            assert client.hear()["type"] == "connection_ack"
        yield client
