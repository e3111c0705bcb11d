"""Rate limits, counted in memory for one process, or in Redis for several."""

import time
from asyncio import CancelledError
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Self

import structlog
from limits import RateLimitItem, parse
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError

from models.refused import Refused, too_many_attempts
from resolvers.rate_memory import RateMemory

log = structlog.get_logger("proffer")
IN_REDIS = ("redis://", "rediss://")
Storage = RateMemory | RedisStorage


class Rates:
    """The counters of attempts; when Redis is unavailable each process counts for itself."""

    def __init__(self, url: str) -> None:
        self.memory = RateMemory()
        self.memory_limiter = MovingWindowRateLimiter(self.memory)
        self.redis = _in_redis(url) if url.startswith(IN_REDIS) else None
        self.limiter = MovingWindowRateLimiter(self.redis) if self.redis else self.memory_limiter

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.redis:
            await self.redis.bridge.storage.aclose()  # type: ignore[attr-defined]

    async def count(self, item: RateLimitItem, *who: str) -> None:
        """Count an attempt by `who`; refuse too many with RATE_LIMITED and the seconds to wait."""
        try:
            await _count(self.limiter, item, who)
        except StorageError as error:
            _warn(error)
            await _count(self.memory_limiter, item, who)

    @asynccontextmanager
    async def count_failure(self, item: RateLimitItem, *who: str) -> AsyncIterator[None]:
        """Count the block for `who` if it is refused or cancelled; refuse to begin after too many failures.

        The block is counted before it begins, so that concurrent blocks cannot exceed the limit.
        """
        storage, is_failure = await self._take(item, who), False
        try:
            yield
        except (Refused, CancelledError):
            is_failure = True
            raise
        finally:
            if not is_failure:
                await _give_back(storage, item, who)

    async def _take(self, item: RateLimitItem, who: tuple[str, ...]) -> Storage:
        try:
            return await _take(self.redis or self.memory, item, who)
        except StorageError as error:
            _warn(error)
            return await _take(self.memory, item, who)


async def _count(limiter: MovingWindowRateLimiter, item: RateLimitItem, who: tuple[str, ...]) -> None:
    if not await limiter.hit(item, *who):
        window = await limiter.get_window_stats(item, *who)
        raise too_many_attempts(window.reset_time - time.time())


async def _take(storage: Storage, item: RateLimitItem, who: tuple[str, ...]) -> Storage:
    key = item.key_for(*who)
    if await storage.incr(key, item.get_expiry()) <= item.amount:
        return storage
    await _give_back(storage, item, who)
    raise too_many_attempts(await storage.get_expiry(key) - time.time())


async def _give_back(storage: Storage, item: RateLimitItem, who: tuple[str, ...]) -> None:
    """Subtract an attempt from the count. If that fails, it stays counted, which errs on the safe side."""
    try:
        await storage.incr(item.key_for(*who), item.get_expiry(), -1)
    except StorageError as error:
        _warn(error)


def _warn(error: StorageError) -> None:
    log.warning("redis is unreachable; rates are counted in memory", reason=repr(error))


def _in_redis(url: str) -> RedisStorage:
    options: dict[str, Any] = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}
    return RedisStorage(f"async+{url}", wrap_exceptions=True, implementation="redispy", **options)


def multiply_rate(rate: str, times: int) -> RateLimitItem:
    """Parse a rate, such as "10/minute", and multiply its amount."""
    item = parse(rate)
    return type(item)(item.amount * times, item.multiples)
