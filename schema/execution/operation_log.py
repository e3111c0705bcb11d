"""The line that the log gets for every operation."""

from asyncio import CancelledError
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

import structlog

from models.refused import Code, Refused

# The client chooses the name and its length.
LONGEST_NAME = 100
log = structlog.get_logger("proffer")


class Line:
    """The line about one operation: its name, and its result if it came to one."""

    def __init__(self, name: str | None) -> None:
        self.name = name
        self.result: Any = Refused(Code.BAD_INPUT, "The document cannot be read.")


@contextmanager
def log_operation(context: Any, name: str | None) -> Iterator[Line]:
    """Log operation, caller, duration and outcome; never variables, which may be secret."""
    start, line, outcome = perf_counter(), Line(name), None
    try:
        yield line
    except (CancelledError, GeneratorExit):
        outcome = "left"  # the client has disconnected
        raise
    finally:
        seconds = perf_counter() - start
        caller = getattr(context, "caller", "ANONYMOUS")
        _write((line.name or "(unnamed)")[:LONGEST_NAME], caller, seconds, outcome or _outcome(line.result))


@contextmanager
def log_unreadable() -> Iterator[None]:
    """Log a request without a readable document, too; its sender is not authenticated yet."""
    start = perf_counter()
    try:
        yield
    except Refused as refused:
        _write("(unreadable)", "ANONYMOUS", perf_counter() - start, refused.code.value)
        raise


def _write(operation: str, viewer: str, seconds: float, outcome: str) -> None:
    ms = round(seconds * 1000, 1)
    log.info("operation", operation=operation, viewer=viewer, ms=ms, outcome=outcome)


def _outcome(result: Any) -> str:
    if isinstance(result, Refused):
        return result.code.value
    errors = getattr(result, "errors", None) or []
    return ",".join(str((error.extensions or {}).get("code", "ERROR")) for error in errors) or "ok"
