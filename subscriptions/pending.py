"""Channels that are waiting to ring, without duplicates."""

import asyncio
from collections import OrderedDict


class Pending:
    """Keeps each channel once, oldest first, so that it never grows beyond the number of channels."""

    def __init__(self) -> None:
        self._channels: OrderedDict[str, None] = OrderedDict()
        self._is_filled = asyncio.Event()

    def __len__(self) -> int:
        return len(self._channels)

    def add(self, *channels: str) -> None:
        self._channels.update(dict.fromkeys(channels))
        if self._channels:
            self._is_filled.set()

    def clear(self) -> None:
        self._channels.clear()
        self._is_filled.clear()

    async def next(self) -> str:
        await self._is_filled.wait()
        channel, _ = self._channels.popitem(last=False)
        if not self._channels:
            self._is_filled.clear()
        return channel

    async def take(self) -> list[str]:
        await self._is_filled.wait()
        channels = list(self._channels)
        self.clear()
        return channels
