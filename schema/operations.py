"""What happens around every operation: fresh loaders, and one line in the log."""

from collections.abc import AsyncIterator
from time import perf_counter
from typing import Any

import structlog
from strawberry.extensions import SchemaExtension

from schema.context import Context

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
            context.forget()
        yield


class OneLine(SchemaExtension):
    """Operation, who, how long, and how it ended; never variables, which may hold a secret."""

    async def on_operation(self) -> AsyncIterator[None]:
        started = perf_counter()
        yield
        asked = self.execution_context
        codes = [(error.extensions or {}).get("code", "ERROR") for error in getattr(asked.result, "errors", None) or []]
        log.info(
            "operation",
            operation=asked.operation_name or "(unnamed)",
            viewer=asked.context.caller if isinstance(asked.context, Context) else "ANONYMOUS",
            ms=round((perf_counter() - started) * 1000, 1),
            outcome=",".join(map(str, codes)) or "ok",
        )
