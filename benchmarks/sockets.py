"""Many WebSockets that wait for events, with as little work for each as a client can have."""

import asyncio
import base64
import os
from collections.abc import Sequence
from functools import partial
from time import perf_counter
from typing import cast

import orjson

from benchmarks.load import HOST, PATIENCE

TEXT, PING, PONG = 1, 9, 10
UPGRADE = (
    "GET /graphql HTTP/1.1\r\nhost: {host}:{port}\r\nupgrade: websocket\r\nconnection: upgrade\r\n"
    "sec-websocket-version: 13\r\nsec-websocket-protocol: graphql-transport-ws\r\n"
    "sec-websocket-key: {key}\r\n\r\n"
)


class Listener(asyncio.Protocol):
    """One subscriber: it says what it wants, and notes when each event arrives."""

    def __init__(self, port: int, token: str, subscription: str) -> None:
        self.port = port
        self.messages = [
            {"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}},
            {"type": "subscribe", "id": "1", "payload": {"query": subscription}},
        ]
        self.events: list[float] = []
        self.size = 0
        self.buffer = bytearray()
        self.is_open = False
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        key = base64.b64encode(os.urandom(16)).decode()
        self.transport.write(UPGRADE.format(host=HOST, port=self.port, key=key).encode())

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if not self.is_open and (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            self.is_open = True
            del self.buffer[: end + 4]
            self.transport.write(b"".join(frame(message) for message in self.messages))
        while self.is_open and (message := self.next_message()):
            self.receive(message)

    def next_message(self) -> bytes:
        """Return the next whole text frame of the server, or nothing."""
        if len(self.buffer) < 2:
            return b""
        length, start = self.buffer[1] & 127, 2
        if length == 126:
            length, start = int.from_bytes(self.buffer[2:4], "big"), 4
        if length == 127 or len(self.buffer) < start + length:
            return b""
        opcode, message = self.buffer[0] & 15, bytes(self.buffer[start : start + length])
        del self.buffer[: start + length]
        if opcode == PING:
            self.transport.write(masked(PONG, message))
        return message or b" "

    def receive(self, message: bytes) -> None:
        if b'"type":"next"' in message:
            self.events.append(perf_counter())
            self.size = len(message)
        elif b'"type":"error"' in message:
            self.ended.set_exception(RuntimeError(message[:300].decode()))

    def connection_lost(self, error: Exception | None) -> None:
        if not self.ended.done():
            self.ended.set_exception(error or ConnectionError("The server has closed a socket."))

    def leave(self) -> None:
        self.ended.cancel()
        self.transport.abort()


def frame(message: object) -> bytes:
    return masked(TEXT, orjson.dumps(message))


def masked(opcode: int, payload: bytes) -> bytes:
    """Return a masked frame, as clients must send it; a mask of zeros changes nothing."""
    size = (
        bytes([128 | len(payload)]) if len(payload) < 126 else bytes([254]) + len(payload).to_bytes(2, "big")
    )
    return bytes([128 | opcode]) + size + bytes(4) + payload


async def open_listeners(port: int, tokens: Sequence[str], subscription: str) -> list[Listener]:
    loop = asyncio.get_running_loop()
    listeners = [Listener(port, token, subscription) for token in tokens]
    for listener in listeners:
        await loop.create_connection(partial(same, listener), HOST, port)
    return listeners


def same(listener: Listener) -> Listener:
    return listener


async def wait_for_events(listeners: Sequence[Listener]) -> None:
    """Wait until each has received an event; raise what ended a listener."""
    async with asyncio.timeout(PATIENCE):
        while not all(listener.events for listener in listeners):
            for listener in listeners:
                if listener.ended.done():
                    listener.ended.result()
            await asyncio.sleep(0.002)
