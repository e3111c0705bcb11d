"""The live channel inside one process: what is announced here is heard here."""

from typing import Any

from broadcaster import BroadcastBackend, Event

from subscriptions.pending import Pending


class MemoryBackend(BroadcastBackend):
    """Enough for one process; it can lose nothing and is never out of reach."""

    connected = True

    def __init__(self, url: str) -> None:
        self._url = url

    async def connect(self) -> None:
        self._wanted: set[str] = set()
        self._rung = Pending()

    async def disconnect(self) -> None:
        self._rung.clear()

    async def subscribe(self, group: str) -> None:
        self._wanted.add(group)

    async def unsubscribe(self, group: str) -> None:
        self._wanted.discard(group)

    async def publish(self, channel: str, message: Any) -> None:
        if channel in self._wanted:
            self._rung.add(channel)

    async def next_published(self) -> Event:
        return Event(await self._rung.next(), "")

    async def ping(self) -> bool:
        return True
