"""The extensions around every operation: new data loaders, and one line in the log."""

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
        context = self.execution_context.context
        if isinstance(context, Context):
            self.execution_context.context = context.with_new_loaders()
        yield

    async def on_stream_result(self, result: Any) -> AsyncIterator[None]:
        context = self.execution_context.context
        if isinstance(context, Context):
            context.loaders.clear()
        yield


class OperationLog(SchemaExtension):
    """The extension that logs operation, caller, duration and outcome; never variables, which may be secret.

    A document that cannot be parsed raises through `on_operation`.
    """

    async def on_operation(self) -> AsyncIterator[None]:
        start, outcome = perf_counter(), Code.BAD_INPUT.value
        try:
            yield
            outcome = _outcome(getattr(self.execution_context, "result", None))
        except (CancelledError, GeneratorExit):
            outcome = "left"  # the client has disconnected
            raise
        finally:
            self._write(outcome, perf_counter() - start)

    def _write(self, outcome: str, seconds: float) -> None:
        execution = self.execution_context
        caller = execution.context.caller if isinstance(execution.context, Context) else "ANONYMOUS"
        _line((execution.operation_name or "(unnamed)")[:LONGEST_NAME], caller, seconds, outcome)


@contextmanager
def log_unreadable() -> Iterator[None]:
    """Log a request without a readable document, too; its sender is not authenticated yet."""
    start = perf_counter()
    try:
        yield
    except Refused as refused:
        _line("(unreadable)", "ANONYMOUS", perf_counter() - start, refused.code.value)
        raise


def _line(operation: str, viewer: str, seconds: float, outcome: str) -> None:
    ms = round(seconds * 1000, 1)
    log.info("operation", operation=operation, viewer=viewer, ms=ms, outcome=outcome)


def _outcome(result: Any) -> str:
    errors = getattr(result, "errors", None) or []
    return ",".join(str((error.extensions or {}).get("code", "ERROR")) for error in errors) or "ok"
