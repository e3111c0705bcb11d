"""The listeners of one process: a listener has one bell, which any of its channels rings."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from broadcaster import Broadcast, Event

from subscriptions.ending import end
from subscriptions.memory_backend import MemoryBackend
from subscriptions.redis_backend import RedisBackend

Backend = MemoryBackend | RedisBackend


class OneRing(asyncio.Queue[Event | None]):
    """The queue of at most one ring: a second ring would add nothing."""

    async def put(self, item: Event | None) -> None:
        if self.empty():
            self.put_nowait(item)


class Bell:
    """Rings when something may have changed; the listener then reads its rows again."""

    def __init__(self, rings: OneRing, backend: Backend) -> None:
        self._rings = rings
        self._backend = backend

    @property
    def is_degraded(self) -> bool:
        """Tell whether rings of other processes are missed at present."""
        return not self._backend.is_connected

    async def wait(self, timeout: float) -> bool:  # noqa: ASYNC109 - a timeout is a result, not a failure
        """Return whether it has rung since the last wait, or rings within `timeout` seconds."""
        try:
            async with asyncio.timeout(timeout):
                await self._rings.get()
        except TimeoutError:
            return False
        return True


class Doorbell(Broadcast):
    """Broadcaster's `Broadcast`, made safe for many listeners that come and go concurrently."""

    def __init__(self, backend: Backend) -> None:
        super().__init__(backend=backend)
        self.backend = backend

    async def disconnect(self) -> None:
        await super().disconnect()
        await end(self._listener_task)

    @asynccontextmanager
    async def listen(self, *channels: str) -> AsyncIterator[Bell]:
        rings = OneRing()
        try:
            for channel in channels:
                self._subscribers.setdefault(channel, set()).add(rings)
            await asyncio.gather(*map(self.backend.subscribe, channels))
            yield Bell(rings, self.backend)
        finally:
            for channel in dict.fromkeys(channels):
                await self._leave(channel, rings)

    async def _leave(self, channel: str, rings: OneRing) -> None:
        """Leave the channel without waiting for anything, so that no cancellation can interrupt it."""
        self._subscribers[channel].remove(rings)
        if not self._subscribers[channel]:
            del self._subscribers[channel]
            await self.backend.unsubscribe(channel)
