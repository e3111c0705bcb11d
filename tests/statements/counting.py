"""The statements that an operation sends."""

from typing import Any

from starlette.requests import HTTPConnection

from models.people.viewer import Viewer
from resolvers.budget import Budget
from resolvers.rates import Rates
from schema.build import build_schema
from schema.context import Context
from settings import Settings
from tests.support.quote_rows import LINKS
from tests.support.statement_log import record_statements

SCHEMA = build_schema()
SETTINGS = Settings(sign_in_rate="10000/hour", secret_key=LINKS.secret_key)


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
        "state": {"rates": Rates("memory://"), "budget": Budget("10000000 per minute")},
    }
    return Context(SETTINGS, HTTPConnection(scope), viewer_or_none=viewer)
