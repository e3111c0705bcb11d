"""The counts of attempts in the memory of one process, without a thread for each key and hit."""

import time

from limits.aio.storage.memory import Entry, MemoryStorage

SECONDS_BETWEEN_SWEEPS = 10.0


class RateMemory(MemoryStorage):
    """The storage of `limits`, whose own expiry runs without pause and asks a thread about each key."""

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

    def _sweep(self, moment: float) -> None:
        """Forget the keys whose newest entry has expired, every few seconds."""
        if moment < self._next_sweep:
            return
        self._next_sweep = moment + SECONDS_BETWEEN_SWEEPS
        for key in [key for key, entries in self.events.items() if entries[0].expiry <= moment]:
            del self.events[key]
