"""What a test does on a server's database past the server, over a connection that stays open in between."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import TypeVar

from tortoise.context import TortoiseContext

from models.storage.database import database, use

T = TypeVar("T")


class ServerDatabase:
    """A thread with a loop of its own, from the first use on: a test with a browser has a loop already."""

    opened: TortoiseContext
    loop: asyncio.AbstractEventLoop
    over: asyncio.Event

    def __init__(self, url: str) -> None:
        self.url = url
        self.ready = threading.Event()
        self.thread = threading.Thread(target=lambda: asyncio.run(self._stay()), daemon=True)

    def do(self, work: Callable[[], Awaitable[T]]) -> T:
        if not self.ready.is_set():
            self.thread.start()
            self.ready.wait()
        return asyncio.run_coroutine_threadsafe(self._done(work), self.loop).result()

    def close(self) -> None:
        if self.ready.is_set():
            self.loop.call_soon_threadsafe(self.over.set)
            self.thread.join()

    async def _stay(self) -> None:
        async with database(self.url) as self.opened:
            self.loop, self.over = asyncio.get_running_loop(), asyncio.Event()
            self.ready.set()
            await self.over.wait()

    async def _done(self, work: Callable[[], Awaitable[T]]) -> T:
        use(self.opened)
        return await work()
