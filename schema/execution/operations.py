"""What stands around every operation: new data loaders, and one line in the log."""

from asyncio import CancelledError
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

import structlog
from strawberry.extensions import SchemaExtension

from models.refused import Code, Refused
from schema.context import Context

# The client chooses the name and its length.
LONGEST_NAME = 100
log = structlog.get_logger("proffer")


class FreshLoaders(SchemaExtension):
    """The extension that gives each operation of a socket its own copy of the context, with empty loaders."""

    async def on_operation(self) -> AsyncIterator[None]:
        self.execution_context.context = with_new_loaders(self.execution_context.context)
        yield

    async def on_stream_result(self, result: Any) -> AsyncIterator[None]:
        context = self.execution_context.context
        if isinstance(context, Context):
            context.loaders.clear()
        yield


class OperationLog(SchemaExtension):
    """The extension that logs each operation; its name and its result are known only at its end."""

    async def on_operation(self) -> AsyncIterator[None]:
        execution = self.execution_context
        with log_operation(execution.context) as line:
            try:
                yield
                line.result = getattr(execution, "result", None)
            finally:
                line.name = execution.operation_name


class Line:
    """The line in the log about one operation: its name, and its result if it came to one."""

    def __init__(self, name: str | None = None) -> None:
        self.name = name
        self.result: Any = Refused(Code.BAD_INPUT, "The document cannot be read.")


@contextmanager
def log_operation(context: Any, name: str | None = None) -> Iterator[Line]:
    """Log operation, caller, duration and outcome; never variables, which may be secret."""
    start, line, outcome = perf_counter(), Line(name), None
    try:
        yield line
    except (CancelledError, GeneratorExit):
        outcome = "left"  # the client has disconnected
        raise
    finally:
        caller = context.caller if isinstance(context, Context) else "ANONYMOUS"
        seconds = perf_counter() - start
        _line((line.name or "(unnamed)")[:LONGEST_NAME], caller, seconds, outcome or _outcome(line.result))


@contextmanager
def log_unreadable() -> Iterator[None]:
    """Log a request without a readable document, too; its sender is not authenticated yet."""
    start = perf_counter()
    try:
        yield
    except Refused as refused:
        _line("(unreadable)", "ANONYMOUS", perf_counter() - start, refused.code.value)
        raise


def with_new_loaders(context: Any) -> Any:
    return context.with_new_loaders() if isinstance(context, Context) else context


def _line(operation: str, viewer: str, seconds: float, outcome: str) -> None:
    ms = round(seconds * 1000, 1)
    log.info("operation", operation=operation, viewer=viewer, ms=ms, outcome=outcome)


def _outcome(result: Any) -> str:
    if isinstance(result, Refused):
        return result.code.value
    errors = getattr(result, "errors", None) or []
    return ",".join(str((error.extensions or {}).get("code", "ERROR")) for error in errors) or "ok"
