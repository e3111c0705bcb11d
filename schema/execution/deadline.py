"""The time limit of queries, which only read; mutations are never interrupted."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from models.refused import Code, Refused

SECONDS = 10.0
LATE = "This query took too long."


@asynccontextmanager
async def time_limit(seconds: float) -> AsyncIterator[None]:
    """Refuse what has not ended after `seconds`."""
    try:
        async with asyncio.timeout(seconds) as limit:
            yield
    except TimeoutError as error:
        if not limit.expired():
            raise
        raise Refused(Code.UNAVAILABLE, LATE) from error
