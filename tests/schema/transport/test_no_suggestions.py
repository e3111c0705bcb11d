"""With introspection off, no mistake tells the name that would have been right."""

from typing import Any

import pytest

from schema.build import new_schema
from schema.transport.schema import Schema

FILTER = "query($f: OfferFilterInput) { offers(filter: $f) { nodes { id } } }"
OFFER = "mutation($i: OfferInput!) { createOffer(input: $i) { __typename } }"
MISTAKES: dict[str, tuple[str, dict[str, Any]]] = {
    "a field at the top": ("{ offerz { nodes { id } } }", {}),
    "a field of an object": ("{ me { nam } }", {}),
    "a field of an interface": ("{ offers { nodes { titl } } }", {}),
    "a field of one kind, on the interface": ("{ offers { nodes { terms { lines { name } } } } }", {}),
    "a field of a union": ('{ sharedOffer(token: "x") { titel } }', {}),
    "an argument": ("{ offers(firts: 1) { nodes { id } } }", {}),
    "an argument of a directive": ("{ me { id @skip(iff: true) } }", {}),
    "a directive": ("{ me { id @skipp(if: true) } }", {}),
    "a type of an inline fragment": ("{ offers { nodes { ... on QuoteOfer { id } } } }", {}),
    "a type of a named fragment": ("{ me { ...F } } fragment F on Usr { id }", {}),
    "a fragment": ("{ me { ...Name } } fragment Nam on User { id }", {}),
    "a type of a variable": ("query($f: OfferFilterInpt) { offers(filter: $f) { nodes { id } } }", {}),
    "a variable": ("query($first: Int) { offers(first: $frist) { nodes { id } } }", {}),
    "an enum value": ("{ offers(filter: {status: [ACTIV]}) { nodes { id } } }", {}),
    "an enum value as text": ('{ offers(filter: {status: ["ACTIVE"]}) { nodes { id } } }', {}),
    "an enum value in a variable": (FILTER, {"f": {"status": ["ACTIV"]}}),
    "an input field": ("{ offers(filter: {stats: [ACTIVE]}) { nodes { id } } }", {}),
    "an input field in a variable": (FILTER, {"f": {"stats": ["ACTIVE"]}}),
    "an inner input field in a variable": (OFFER, {"i": {"title": "T", "terms": {"qoute": {}}}}),
    "an inner input field": ('mutation { createOffer(input: {titel: "T"}) { __typename } }', {}),
    "a kind of terms": (
        'mutation { createOffer(input: {title: "T", terms: {qoute: {}}}) { __typename } }',
        {},
    ),
    "a subscription": ("subscription { notification { unreadCount } }", {}),
    "a mutation": ("mutation { createOfer { __typename } }", {}),
}


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def closed_schema() -> Schema:
    return new_schema(introspection=False)


@pytest.fixture(scope="module")
def open_schema() -> Schema:
    return new_schema(introspection=True)


async def messages(schema: Schema, name: str) -> list[str]:
    """Return what the schema says to a mistake, as over HTTP and as over a WebSocket."""
    query, variables = MISTAKES[name]
    results = [result async for result in await schema.stream(query, variables)]
    if not query.startswith("subscription"):
        results.append(await schema.execute(query, variables))
    return [error.message for result in results for error in result.errors or []]


@pytest.mark.anyio
@pytest.mark.parametrize("name", MISTAKES)
async def test_a_mistake_suggests_nothing(anyio_backend: str, closed_schema: Schema, name: str) -> None:
    said = await messages(closed_schema, name)
    assert said
    assert not [sentence for sentence in said if "did you mean" in sentence.lower()]


@pytest.mark.anyio
async def test_with_introspection_most_mistakes_suggest_the_right_name(
    anyio_backend: str, open_schema: Schema
) -> None:
    said = {name: await messages(open_schema, name) for name in MISTAKES}
    helped = [name for name, sentences in said.items() if any("Did you mean" in text for text in sentences)]
    assert len(helped) >= 12


@pytest.mark.anyio
async def test_the_schema_itself_is_not_told(anyio_backend: str, closed_schema: Schema) -> None:
    result = await closed_schema.execute("{ __schema { types { name } } }")
    assert result.data is None
    assert "introspection" in str(result.errors).lower()
