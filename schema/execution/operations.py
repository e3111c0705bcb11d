"""What happens around every operation: fresh loaders, and one line in the log."""

from asyncio import CancelledError
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

import structlog
from strawberry.extensions import SchemaExtension

from models.refused import Code, Refused
from schema.context import Context

# The name comes from the client, as long as it likes.
LONGEST_NAME = 100
log = structlog.get_logger("proffer")


class FreshLoaders(SchemaExtension):
    """A socket has one context for life: each operation gets a copy, whose loaders remember nothing."""

    async def on_operation(self) -> AsyncIterator[None]:
        context = self.execution_context.context
        if isinstance(context, Context):
            self.execution_context.context = context.fresh()
        yield

    async def on_stream_result(self, result: Any) -> AsyncIterator[None]:
        context = self.execution_context.context
        if isinstance(context, Context):
            context.loaders.clear()
        yield


class OneLine(SchemaExtension):
    """Operation, who, how long, and how it ended; never variables, which may hold a secret.

    A document that cannot even be read raises through here.
    """

    async def on_operation(self) -> AsyncIterator[None]:
        started, outcome = perf_counter(), Code.BAD_INPUT.value
        try:
            yield
            outcome = _outcome(getattr(self.execution_context, "result", None))
        except (CancelledError, GeneratorExit):
            outcome = "left"  # whoever asked or listened has gone
            raise
        finally:
            self._write(outcome, perf_counter() - started)

    def _write(self, outcome: str, seconds: float) -> None:
        asked = self.execution_context
        caller = asked.context.caller if isinstance(asked.context, Context) else "ANONYMOUS"
        _line((asked.operation_name or "(unnamed)")[:LONGEST_NAME], caller, seconds, outcome)


@contextmanager
def reading() -> Iterator[None]:
    """A request that holds no document to run is one line too; nobody has asked yet who sends it."""
    started = perf_counter()
    try:
        yield
    except Refused as refused:
        _line("(unreadable)", "ANONYMOUS", perf_counter() - started, refused.code.value)
        raise


def _line(operation: str, viewer: str, seconds: float, outcome: str) -> None:
    ms = round(seconds * 1000, 1)
    log.info("operation", operation=operation, viewer=viewer, ms=ms, outcome=outcome)


def _outcome(result: Any) -> str:
    errors = getattr(result, "errors", None) or []
    return ",".join(str((error.extensions or {}).get("code", "ERROR")) for error in errors) or "ok"
