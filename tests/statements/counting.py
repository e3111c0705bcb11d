"""The statements that an operation sends."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from starlette.requests import HTTPConnection

from models.people.viewer import Viewer
from resolvers.rates import Rates
from schema.build import build_schema
from schema.context import Context
from settings import Settings
from tests.support.quote_rows import LINKS

SCHEMA = build_schema()
SETTINGS = Settings(sign_in_rate="10000/hour", secret_key=LINKS.secret_key)


class StatementLog(logging.Handler):
    """Every statement that Tortoise sends, from its own log."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.statements: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.statements.append(record.getMessage())


@contextmanager
def record_statements() -> Iterator[list[str]]:
    log, handler = logging.getLogger("tortoise.db_client"), StatementLog()
    before = log.level
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)
    log.propagate = False  # nobody else need write them down
    yield handler.statements
    log.propagate = True
    log.setLevel(before)
    log.removeHandler(handler)


async def statements_of(
    viewer: Viewer | None, query: str, variables: dict[str, Any] | None = None, is_refused: bool = False
) -> list[str]:
    """Return the statements of an operation that is answered, or refused if that is expected."""
    with record_statements() as statements:
        result = await SCHEMA.execute(query, variable_values=variables, context_value=context_of(viewer))
    assert result.errors is None, result.errors
    assert ("'Refusal'" in str(result.data)) is is_refused, result.data
    return statements


def context_of(viewer: Viewer | None) -> Context:
    scope = {
        "type": "http",
        "headers": [],
        "client": ("127.0.0.1", 1),
        "state": {"rates": Rates("memory://")},
    }
    return Context(SETTINGS, HTTPConnection(scope), viewer_or_none=viewer)
