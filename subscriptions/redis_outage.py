"""Times without Redis: told once each, and waited out with growing pauses."""

import asyncio
import logging
from time import monotonic

SHORTEST_PAUSE, LONGEST_PAUSE = 0.1, 2.0

log = logging.getLogger(__name__)


class Outage:
    """The pauses between attempts, and whether this outage has been told."""

    def __init__(self) -> None:
        self._pause = SHORTEST_PAUSE
        self._over_since: float | None = None

    def over(self) -> None:
        self._over_since = monotonic()
        log.info("The live channel is connected to Redis.")

    async def sit_out(self, reason: Exception) -> None:
        if self._is_new():
            self._pause = SHORTEST_PAUSE
        if self._pause == SHORTEST_PAUSE:
            log.warning("Redis is unreachable; listeners poll: %s: %s", type(reason).__name__, reason)
        await asyncio.sleep(self._pause)
        self._pause = min(self._pause * 2, LONGEST_PAUSE)

    def _is_new(self) -> bool:
        """A connection that broke at once did not end the outage before."""
        over_since, self._over_since = self._over_since, None
        return over_since is not None and monotonic() - over_since > LONGEST_PAUSE
