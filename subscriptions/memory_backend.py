"""The live channel within one process."""

from typing import Any

from broadcaster import BroadcastBackend, Event

from subscriptions.pending import Pending


class MemoryBackend(BroadcastBackend):
    """Rings the listeners of one process; it loses nothing and is always connected."""

    is_connected = True

    def __init__(self, url: str) -> None:
        self._url = url

    async def connect(self) -> None:
        self._channels: set[str] = set()
        self._rings = Pending()

    async def disconnect(self) -> None:
        self._rings.clear()

    async def subscribe(self, group: str) -> None:
        self._channels.add(group)

    async def unsubscribe(self, group: str) -> None:
        self._channels.discard(group)

    async def publish(self, channel: str, message: Any) -> None:
        if channel in self._channels:
            self._rings.add(channel)

    async def next_published(self) -> Event:
        return Event(await self._rings.next(), "")

    async def ping(self) -> bool:
        return True
