"""Servers that are killed (-9) in the middle of their work, at any step that can be counted."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

from jobs.register import jobs_of
from jobs.scheduler import run_due
from models.storage.database import database
from settings import Settings
from subscriptions.live import Live, current
from tests.support.processes import PROCESSES, at_once

OURS = tuple(f"{Path(__file__).parents[2]}/{folder}/" for folder in ("models", "jobs", "subscriptions"))
SECONDS = 300


class Steps:
    """Counts each time that a function of ours is entered or goes on after a wait; kills at the last one."""

    def __init__(self, last: int | None) -> None:
        self.done = 0
        self.last = last

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(OURS):
            self.done += 1
            if self.done == self.last:
                os.kill(os.getpid(), signal.SIGKILL)


def work(settings: Settings, moment: datetime, kinds: list[str] | None, last: int | None = None) -> int:
    """Everything that is due, in this process; how many steps that took."""
    return asyncio.run(_work(settings, moment, kinds, Steps(last)))


async def _work(settings: Settings, moment: datetime, kinds: list[str] | None, steps: Steps) -> int:
    async with database(settings.database_url), Live("memory://") as live:
        current.set(live)
        sys.setprofile(steps)
        await run_due(jobs_of(settings), moment, kinds)
        sys.setprofile(None)
    return steps.done


def steps_of(settings: Settings, moment: datetime, kinds: list[str] | None = None) -> int:
    """Everything that is due, or what is of these kinds, by a server of its own that nobody kills."""
    return at_once(1, work, settings, moment, kinds)[0]


def killed(settings: Settings, moment: datetime, kinds: list[str], lasts: list[int]) -> int:
    """The same by several servers at once, each killed at its step; how many came that far."""
    target: Callable[..., Any] = work
    servers = [PROCESSES.Process(target=target, args=(settings, moment, kinds, last)) for last in lasts]
    for server in servers:
        server.start()
    for server in servers:
        server.join(SECONDS)
    codes = [server.exitcode for server in servers]
    assert set(codes) <= {0, -signal.SIGKILL}, codes
    return codes.count(-signal.SIGKILL)
