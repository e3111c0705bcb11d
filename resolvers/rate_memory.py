"""The counts of attempts in the memory of one process, without a thread for each key and attempt."""

import time

from limits.aio.storage.memory import Entry, MemoryStorage

SECONDS_BETWEEN_SWEEPS = 10.0


class RateMemory(MemoryStorage):
    """The storage of `limits`, with an expiry that needs no timer or thread."""

    def __init__(self) -> None:
        super().__init__()
        self._next_sweep = 0.0

    async def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Enter `amount` attempts, newest first, unless that exceeds the limit within `expiry` seconds."""
        moment = time.time()
        self._sweep(moment)
        entries = self.events.get(key, [])
        if amount > limit:
            return False
        if len(entries) > limit - amount and entries[limit - amount].atime >= moment - expiry:
            return False
        entries[:0] = [Entry(expiry) for _ in range(amount)]
        del entries[limit:]
        self.events[key] = entries
        return True

    async def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Add `amount` to the count, which starts again `expiry` seconds after its first attempt."""
        moment = time.time()
        self._sweep(moment)
        await self.get(key)
        self.storage[key] += amount
        if self.storage[key] == amount:
            self.expirations[key] = moment + expiry
        return self.storage[key]

    def _sweep(self, moment: float) -> None:
        """Forget what has expired, every few seconds."""
        if moment < self._next_sweep:
            return
        self._next_sweep = moment + SECONDS_BETWEEN_SWEEPS
        for key in [key for key, entries in self.events.items() if entries[0].expiry <= moment]:
            del self.events[key]
        for key in [key for key, end in self.expirations.items() if end <= moment]:
            del self.expirations[key], self.storage[key]
