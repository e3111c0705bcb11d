"""Work in concurrent processes, forked from one that has imported everything, so that they start fast."""

import io
import os
import runpy
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from multiprocessing import get_context
from typing import NamedTuple, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
SECONDS = 300
PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["pytest", "jobs.__main__", "jobs.scheduler", "tests.support.processes"])


def run_in_parallel(count: int, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> list[T]:
    """Call `work`, a function of a module, in this many processes; return the results."""
    with ProcessPoolExecutor(count, PROCESSES) as pool:
        return [
            future.result(SECONDS) for future in [pool.submit(work, *args, **kwargs) for _ in range(count)]
        ]


class CommandResult(NamedTuple):
    """The exit code of a command, and its output."""

    code: object
    out: str
    err: str


def run_command(database_url: str, *arguments: str) -> CommandResult:
    """Run `python -m jobs ...` in this process, which should be a separate one."""
    os.environ["DATABASE_URL"] = database_url
    sys.argv = ["jobs", *arguments]
    sys.modules.pop("jobs.__main__", None)
    code: object = 0
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        try:
            runpy.run_module("jobs", run_name="__main__", alter_sys=True)
        except SystemExit as ended:
            code = ended.code
    return CommandResult(code, out.getvalue(), err.getvalue())
