"""The reads of a process's followers: asks that come within a few milliseconds are read together."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Any, TypeVar

from subscriptions.ending import end

GATHER_SECONDS = 0.005
# The number of followers that share one statement.
LARGEST_ROUND = 500

Ask = TypeVar("Ask", bound=Hashable)
Result = TypeVar("Result")
# Returns one result for each ask, in order; an exception among them is raised only to its follower.
Load = Callable[[Sequence[Ask]], Awaitable[Sequence[Result | Exception]]]


class Rounds:
    """The rounds of one process. Equal asks of several followers are read once."""

    def __init__(self) -> None:
        self._waiting: dict[Load[Any, Any], list[tuple[Any, asyncio.Future[Any]]]] = {}
        self._running: set[asyncio.Task[None]] = set()

    async def read(self, load: Load[Ask, Result], ask: Ask) -> Result:
        """Return the result of `load` for this ask, in one round with the concurrent asks."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        waiting = self._waiting.setdefault(load, [])
        waiting.append((ask, future))
        if len(waiting) == 1:
            task = asyncio.create_task(self._run(load))
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        return await future

    async def stop(self) -> None:
        await end(*self._running)

    async def _run(self, load: Load[Any, Any]) -> None:
        await asyncio.sleep(GATHER_SECONDS)
        futures: dict[Any, list[asyncio.Future[Any]]] = {}
        for ask, future in self._waiting.pop(load):
            futures.setdefault(ask, []).append(future)
        asks = list(futures)
        for start in range(0, len(asks), LARGEST_ROUND):
            part = asks[start : start + LARGEST_ROUND]
            for ask, result in zip(part, await _results(load, part), strict=True):
                for future in futures[ask]:
                    _give(future, result)


async def _results(load: Load[Any, Any], asks: Sequence[Any]) -> Sequence[Any]:
    try:
        return await load(asks)
    except Exception as error:
        return [error] * len(asks)


def _give(future: asyncio.Future[Any], result: Any) -> None:
    # A follower that has gone has cancelled its future.
    if future.done():
        return
    if isinstance(result, Exception):
        future.set_exception(result)
    else:
        future.set_result(result)
