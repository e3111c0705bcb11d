"""Channels waiting for one ring each: ringing a waiting channel again adds nothing."""

import asyncio
from collections import OrderedDict


class Pending:
    """Keeps every channel once, oldest first, so it never outgrows the number of channels."""

    def __init__(self) -> None:
        self._channels: OrderedDict[str, None] = OrderedDict()
        self._some = asyncio.Event()

    def __len__(self) -> int:
        return len(self._channels)

    def add(self, *channels: str) -> None:
        self._channels.update(dict.fromkeys(channels))
        if self._channels:
            self._some.set()

    def clear(self) -> None:
        self._channels.clear()
        self._some.clear()

    async def next(self) -> str:
        await self._some.wait()
        channel, _ = self._channels.popitem(last=False)
        if not self._channels:
            self._some.clear()
        return channel

    async def take(self) -> list[str]:
        await self._some.wait()
        channels = list(self._channels)
        self.clear()
        return channels
