"""Ending tasks for certain."""

import asyncio
from typing import Any

OFTEN = 0.05  # seconds


async def end(*tasks: asyncio.Task[Any]) -> None:
    """Cancels until each has ended: Python 3.11's `asyncio.wait_for` now and then swallows a cancellation."""
    while running := [task for task in tasks if not task.done()]:
        for task in running:
            task.cancel()
        await asyncio.wait(running, timeout=OFTEN)
    await asyncio.gather(*tasks, return_exceptions=True)  # so that no failure counts as never looked at
