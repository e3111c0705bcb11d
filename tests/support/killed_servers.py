"""Servers that are killed (SIGKILL) in the middle of their work, at a given step."""

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
from tests.support.processes import PROCESSES, run_in_parallel

OURS = tuple(f"{Path(__file__).parents[2]}/{folder}/" for folder in ("models", "jobs", "subscriptions"))
SECONDS = 300


class StepCounter:
    """Count how often a function of ours is entered or resumed; kill the process at the last step."""

    def __init__(self, last: int | None) -> None:
        self.count = 0
        self.last_step = last

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(OURS):
            self.count += 1
            if self.count == self.last_step:
                os.kill(os.getpid(), signal.SIGKILL)


def run_due_jobs(
    settings: Settings, moment: datetime, kinds: list[str] | None, last: int | None = None
) -> int:
    """Run everything that is due, in this process; return the number of steps."""
    return asyncio.run(_run_due_jobs(settings, moment, kinds, StepCounter(last)))


async def _run_due_jobs(
    settings: Settings, moment: datetime, kinds: list[str] | None, steps: StepCounter
) -> int:
    async with database(settings.database_url), Live("memory://") as live:
        current.set(live)
        sys.setprofile(steps)
        await run_due(jobs_of(settings), moment, kinds)
        sys.setprofile(None)
    return steps.count


def count_steps(settings: Settings, moment: datetime, kinds: list[str] | None = None) -> int:
    """Run all due jobs, or those of these kinds, in a process that survives; return the number of steps."""
    return run_in_parallel(1, run_due_jobs, settings, moment, kinds)[0]


def kill_servers(settings: Settings, moment: datetime, kinds: list[str], last_steps: list[int]) -> int:
    """Run due jobs in concurrent processes, each killed at its last step; return how many were killed."""
    target: Callable[..., Any] = run_due_jobs
    servers = [PROCESSES.Process(target=target, args=(settings, moment, kinds, last)) for last in last_steps]
    for server in servers:
        server.start()
    for server in servers:
        server.join(SECONDS)
    codes = [server.exitcode for server in servers]
    assert set(codes) <= {0, -signal.SIGKILL}, codes
    return codes.count(-signal.SIGKILL)
