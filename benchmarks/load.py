"""Load: connections that stay open and ask again as soon as they are answered."""

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from time import perf_counter
from typing import cast

import uvloop

HOST, PATIENCE = "127.0.0.1", 100.0
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Round:
    """What one stretch of load saw: how long it took, and each answer's latency in seconds."""

    seconds: float
    latencies: list[float]

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds


class Caller(asyncio.Protocol):
    """One connection: one request at a time, until `until` or the last one, then it ends `finished`."""

    def __init__(
        self, requests: Iterator[bytes], until: float, finished: asyncio.Future[list[float]]
    ) -> None:
        self.requests, self.until, self.finished = requests, until, finished
        self.latencies: list[float] = []
        self.received = bytearray()
        self.whole = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self._ask()

    def data_received(self, data: bytes) -> None:
        self.received += data
        if not self.whole and (end := self.received.find(b"\r\n\r\n")) >= 0:
            self.whole = end + 4 + _length(self.received[: end + 2])
        if self.whole and len(self.received) >= self.whole:
            self._note_answer()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.finished.done():
            self.finished.set_exception(error or ConnectionError("the server closed a connection"))

    def _ask(self) -> None:
        self.asked = perf_counter()
        if request := next(self.requests, None):
            self.transport.write(request)
        else:
            self.finished.set_result(self.latencies)
            self.transport.close()

    def _note_answer(self) -> None:
        now = perf_counter()
        self.latencies.append(now - self.asked)
        if not self.received.startswith(b"HTTP/1.1 200") or b'"errors"' in self.received:
            self.finished.set_exception(RuntimeError(f"a bad answer: {self.received[:500].decode()}"))
            self.transport.close()
        elif now >= self.until:
            self.finished.set_result(self.latencies)
            self.transport.close()
        else:
            self.received.clear()
            self.whole = 0
            self._ask()


def load(port: int, request: bytes, connections: int, seconds: float) -> Round:
    """Blocks for the time given; runs in a process of its own, so that it takes nobody's turn."""
    return uvloop.run(_load(port, repeat(request), connections, seconds))


def load_once(port: int, requests: Sequence[bytes], connections: int) -> Round:
    """Blocks until each request has been answered once."""
    return uvloop.run(_load(port, iter(requests), connections, PATIENCE))


async def _load(port: int, requests: Iterator[bytes], connections: int, seconds: float) -> Round:
    loop = asyncio.get_running_loop()
    started = perf_counter()
    finished = [loop.create_future() for _ in range(connections)]
    for future in finished:
        await loop.create_connection(_caller(requests, started + seconds, future), HOST, port)
    async with asyncio.timeout(seconds + PATIENCE):
        found = await asyncio.gather(*finished)
    return Round(perf_counter() - started, [latency for of_one in found for latency in of_one])


def _caller(
    requests: Iterator[bytes], until: float, finished: asyncio.Future[list[float]]
) -> Callable[[], asyncio.BaseProtocol]:
    return lambda: Caller(requests, until, finished)


def _length(head: bytes | bytearray) -> int:
    found = LENGTH.search(head)
    if found is None:
        raise RuntimeError("an answer without content-length")
    return int(found[1])
