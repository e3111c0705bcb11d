"""Outages of Redis: logged once, with longer and longer pauses between attempts."""

import asyncio
import logging
from time import monotonic

MIN_PAUSE, MAX_PAUSE = 0.1, 2.0

log = logging.getLogger(__name__)


class Outage:
    """Counts the pauses between attempts to connect, which grow up to MAX_PAUSE seconds."""

    def __init__(self) -> None:
        self._pause = MIN_PAUSE
        self._up_since: float | None = None

    def end(self) -> None:
        self._up_since = monotonic()
        log.info("The live channel is connected to Redis.")

    async def wait(self, reason: Exception) -> None:
        if self._is_new():
            self._pause = MIN_PAUSE
        if self._pause == MIN_PAUSE:
            log.warning("Redis is unreachable; listeners poll: %s: %s", type(reason).__name__, reason)
        await asyncio.sleep(self._pause)
        self._pause = min(self._pause * 2, MAX_PAUSE)

    def _is_new(self) -> bool:
        """Tell whether an outage is new: a connection that broke immediately did not end the one before."""
        up_since, self._up_since = self._up_since, None
        return up_since is not None and monotonic() - up_since > MAX_PAUSE
