"""The database of a running server, for work that bypasses the server, over a connection that stays open."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import TypeVar

from tortoise.context import TortoiseContext

from models.storage.database import database, use

T = TypeVar("T")


class ServerDatabase:
    """A thread with its own event loop, because a test with a browser already runs one."""

    context: TortoiseContext
    loop: asyncio.AbstractEventLoop
    stopped: asyncio.Event

    def __init__(self, url: str) -> None:
        self.url = url
        self.ready = threading.Event()
        self.thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def run(self, work: Callable[[], Awaitable[T]]) -> T:
        if not self.ready.is_set():
            self.thread.start()
            self.ready.wait()
        return asyncio.run_coroutine_threadsafe(self._run(work), self.loop).result()

    def close(self) -> None:
        if self.ready.is_set():
            self.loop.call_soon_threadsafe(self.stopped.set)
            self.thread.join()

    async def _serve(self) -> None:
        async with database(self.url) as self.context:
            self.loop, self.stopped = asyncio.get_running_loop(), asyncio.Event()
            self.ready.set()
            await self.stopped.wait()

    async def _run(self, work: Callable[[], Awaitable[T]]) -> T:
        use(self.context)
        return await work()
