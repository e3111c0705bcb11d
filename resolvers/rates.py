"""Rate limits, counted in memory for one process, or in Redis for several."""

import math
import time
from typing import Any, Self

import structlog
from limits import RateLimitItem, parse
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError

from models.refused import Code, Denied
from resolvers.rate_memory import RateMemory

log = structlog.get_logger("proffer")
IN_REDIS = ("redis://", "rediss://")


class Rates:
    """The counters of attempts; when Redis is unavailable each process counts for itself."""

    def __init__(self, url: str) -> None:
        self.memory_limiter = MovingWindowRateLimiter(RateMemory())
        self.redis = _in_redis(url) if url.startswith(IN_REDIS) else None
        self.limiter = MovingWindowRateLimiter(self.redis) if self.redis else self.memory_limiter

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.redis:
            await self.redis.bridge.storage.aclose()  # type: ignore[attr-defined]

    async def count(self, item: RateLimitItem, *who: str) -> None:
        """Count an attempt by `who`; refuse one too many with RATE_LIMITED and the seconds to wait."""
        try:
            await _count(self.limiter, item, who)
        except StorageError as error:
            log.warning("redis is unreachable; rates are counted in memory", reason=repr(error))
            await _count(self.memory_limiter, item, who)


async def _count(limiter: MovingWindowRateLimiter, item: RateLimitItem, who: tuple[str, ...]) -> None:
    if await limiter.hit(item, *who):
        return
    window = await limiter.get_window_stats(item, *who)
    seconds = max(1, math.ceil(window.reset_time - time.time()))
    raise Denied(
        Code.RATE_LIMITED, f"Too many attempts; you must wait {seconds} seconds.", retryAfter=seconds
    )


def _in_redis(url: str) -> RedisStorage:
    options: dict[str, Any] = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}
    return RedisStorage(f"async+{url}", wrap_exceptions=True, implementation="redispy", **options)


def multiply_rate(rate: str, times: int) -> RateLimitItem:
    """Parse a rate, such as "10/minute", and multiply its amount."""
    item = parse(rate)
    return type(item)(item.amount * times, item.multiples)
