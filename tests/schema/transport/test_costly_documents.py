"""Documents that are refused cost little, the second time nothing, and are charged for."""

import sys
from typing import Any

import pytest

from schema.build import new_schema
from schema.transport.schema import Schema
from tests.support.actors import Users
from tests.support.server import RunningServer
from tests.support.transport.costly_documents import COSTLY

# Calls of Python functions, because seconds differ from machine to machine: about 30 ms.
MOST_CALLS = 250_000
SCHEMA = new_schema()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def count_calls(schema: Schema, query: str) -> tuple[int, list[str]]:
    """Return how many functions are called for a document, and its errors."""
    calls = 0

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        result = await schema.execute(query)
    finally:
        sys.setprofile(before)
    return calls, [error.message for error in result.errors or []]


@pytest.mark.anyio
@pytest.mark.parametrize("name", COSTLY)
async def test_a_costly_document_is_refused_with_little_work(anyio_backend: str, name: str) -> None:
    calls, errors = await count_calls(SCHEMA, COSTLY[name])
    assert calls < MOST_CALLS
    assert len(errors) <= 10
    again, same_errors = await count_calls(SCHEMA, COSTLY[name])
    if COSTLY[name] not in SCHEMA.gate.documents.valid:
        assert (same_errors, again < 1_000) == (errors, True)


def test_refused_documents_are_charged_for(users: Users) -> None:
    settings = users.server.settings
    places = {"database_url": settings.database_url, "broadcast_url": settings.broadcast_url}
    with RunningServer(object_rate="100 per hour", **places) as server:
        client = server.client()
        codes = [client.ask(f"{{ nothing{n} }}")["errors"][0]["extensions"]["code"] for n in range(8)]
        assert codes == ["BAD_INPUT"] * 5 + ["RATE_LIMITED"] * 3
        assert client.http.get("/healthz").status_code == 200
