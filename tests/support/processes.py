"""Work in several processes at once, forked from one that has imported everything: they start at once."""

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


def at_once(count: int, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> list[T]:
    """What each of these processes gives back; `work` is a function of a module, called in each."""
    with ProcessPoolExecutor(count, PROCESSES) as pool:
        return [
            future.result(SECONDS) for future in [pool.submit(work, *args, **kwargs) for _ in range(count)]
        ]


class Ended(NamedTuple):
    """How a command ended, and what it said."""

    code: object
    out: str
    err: str


def command(database_url: str, *arguments: str) -> Ended:
    """`python -m jobs ...` in this process, which should be one of its own."""
    os.environ["DATABASE_URL"] = database_url
    sys.argv = ["jobs", *arguments]
    sys.modules.pop("jobs.__main__", None)
    code: object = 0
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        try:
            runpy.run_module("jobs", run_name="__main__", alter_sys=True)
        except SystemExit as ended:
            code = ended.code
    return Ended(code, out.getvalue(), err.getvalue())
