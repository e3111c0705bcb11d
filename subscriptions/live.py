"""The live channel: announce a change, or listen for one. Rows are the truth; this is a doorbell."""

from contextlib import AbstractAsyncContextManager
from contextvars import ContextVar
from types import TracebackType
from typing import Self

from subscriptions.doorbell import Backend, Bell, Doorbell
from subscriptions.memory_backend import MemoryBackend
from subscriptions.redis_backend import RedisBackend
from subscriptions.rounds import Ask, Load, Result, Rounds


def backend_for(url: str) -> Backend:
    if url.startswith("memory://"):
        return MemoryBackend(url)
    if url.startswith(("redis://", "rediss://")):
        return RedisBackend(url)
    raise ValueError("The live channel's address must begin with memory://, redis:// or rediss://.")


class Live:
    """The end of the live channel in one process."""

    def __init__(self, url: str) -> None:
        self._doorbell = Doorbell(backend_for(url))
        self.rounds = Rounds()

    async def __aenter__(self) -> Self:
        await self._doorbell.connect()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.rounds.stop()
        await self._doorbell.disconnect()

    async def announce(self, *channels: str) -> None:
        """Ring every listener, here and in other processes. It neither waits nor fails."""
        for channel in channels:
            await self._doorbell.publish(channel, "")

    def listen(self, *channels: str) -> AbstractAsyncContextManager[Bell]:
        return self._doorbell.listen(*channels)

    async def ping(self) -> bool:
        return await self._doorbell.backend.ping()


current: ContextVar[Live] = ContextVar("live")


async def announce(*channels: str) -> None:
    await current.get().announce(*channels)


def listen(*channels: str) -> AbstractAsyncContextManager[Bell]:
    return current.get().listen(*channels)


async def read_together(load: Load[Ask, Result], ask: Ask) -> Result:
    """Return the result of `load` for this ask, read together with concurrent asks of other followers."""
    return await current.get().rounds.read(load, ask)
