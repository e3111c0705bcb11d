"""Ending tasks reliably."""

import asyncio
from typing import Any

RETRY_AFTER = 0.05  # seconds


async def end(*tasks: asyncio.Task[Any]) -> None:
    """Cancel each task until it ends: Python 3.11's `asyncio.wait_for` sometimes swallows a cancellation."""
    while running := [task for task in tasks if not task.done()]:
        for task in running:
            task.cancel()
        await asyncio.wait(running, timeout=RETRY_AFTER)
    await asyncio.gather(*tasks, return_exceptions=True)  # so that no failure is reported as never retrieved
