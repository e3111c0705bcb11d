"""Documents beyond a limit are refused immediately, over HTTP and WebSocket; introspection passes."""

from collections.abc import Iterator

import pytest
from graphql import DocumentNode, GraphQLError, get_introspection_query, parse

from models.refused import Refused
from schema.execution.documents import DocumentError, Documents
from schema.transport.limits import Limits, check_document, check_text
from tests.support.transport.hostile_documents import (
    DOCUMENTS,
    aliased_document,
    deep_document,
    doubling_document,
)
from tests.support.transport.toy import View, schema
from tests.support.transport.toy_server import Server, capture_server_logs, run_server
from tests.support.transport.wire import open_socket

EVERYTHING = get_introspection_query(True, True, True, True, True, True, True)


def find_nothing(document: DocumentNode) -> list[GraphQLError]:
    return []


def refuse_to_validate(document: DocumentNode) -> list[GraphQLError]:
    raise AssertionError("This document must not be validated again.")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with run_server(View(schema())) as running:
        yield running


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_is_refused_over_http(server: Server, name: str) -> None:
    document, limit = DOCUMENTS[name]
    with capture_server_logs() as ears:
        answer = server.post({"query": document}, accept="application/graphql-response+json")
    errors = answer.json()["errors"]
    assert (answer.status_code, {error["extensions"]["code"] for error in errors}) == (400, {"BAD_INPUT"})
    assert errors[0]["extensions"].get("limit") == limit
    assert len(errors) <= 10
    assert (ears.tracebacks(), server.is_well()) == ([], True)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_is_refused_over_websocket(server: Server, name: str) -> None:
    document, limit = DOCUMENTS[name]
    with capture_server_logs() as ears, open_socket(server) as socket:
        socket.subscribe("1", document)
        answer = socket.receive()
        errors = answer["payload"] if answer["type"] == "error" else answer["payload"]["errors"]
        assert {error["extensions"]["code"] for error in errors} == {"BAD_INPUT"}
        assert errors[0]["extensions"].get("limit") == limit
        assert socket.still_answers()
    assert ears.tracebacks() == []


@pytest.mark.parametrize(
    "document",
    [
        "{}",
        aliased_document(10),
        deep_document(12),
        doubling_document(3),
        "{ hello " + "@skip(if: false) @include(if: true) " + "}",
        "{" + "hello " * 10 + "}",
        "{hello(name: " + '"' + "{[(" * 50 + '")}',
        '{hello(name: """' + "{[(" * 50 + '""")}',
        "{hello} #" + "{[(" * 50,
        '{hello(name: "\\\\u0000")}',
        "{cat{" + "friends{name} " * 149 + "}}",
    ],
)
def test_a_document_within_the_limits_is_answered(server: Server, document: str) -> None:
    assert "errors" not in server.post({"query": document}).json()


def test_the_full_introspection_query_is_within_the_limits(server: Server) -> None:
    assert "__schema" in server.post({"query": EVERYTHING}).json()["data"]


def test_a_refusal_says_which_limit_how_much_was_found_and_how_much_is_allowed() -> None:
    with pytest.raises(Refused) as refused:
        check_document(parse(aliased_document(16)), Limits(roots=20))
    assert str(refused.value) == "This document has 16 aliases; it cannot have more than 15."
    assert refused.value.extra == {"limit": "aliases", "allowed": 15}


def test_every_limit_can_be_set() -> None:
    check_text("{" * 3, Limits(nesting=3))
    with pytest.raises(Refused, match="3 nested brackets; it cannot have more than 2"):
        check_text("{" * 3, Limits(nesting=2))


def test_a_chain_of_fragments_as_long_as_a_document_is_weighed_without_recursion() -> None:
    chain = "".join(f"fragment F{n} on Q {{...F{n + 1}}}" for n in range(2_000))
    check_document(parse("{...F0}" + chain + "fragment F2000 on Q {a}"), Limits())


@pytest.mark.anyio
async def test_a_valid_document_is_cached_and_the_errors_of_others_are(anyio_backend: str) -> None:
    documents = Documents()
    asked = schema(documents)
    for query in ("{hello}", "{nobody}", "{", aliased_document(16), "{hello}"):
        await asked.execute(query)
    assert list(documents.valid) == ["{hello}"]
    assert len(documents.invalid) == 3


@pytest.mark.anyio
@pytest.mark.parametrize("query", ["{nobody}", "{", aliased_document(16), "{cat{lives}} {hello}", "{a{b c}}"])
async def test_a_document_that_was_refused_is_refused_alike_without_reading_it_again(
    anyio_backend: str, query: str
) -> None:
    documents = Documents()
    asked = schema(documents)
    first = [error.formatted for error in (await asked.execute(query)).errors or []]
    kept = list(documents.invalid.values())
    again = [error.formatted for error in (await asked.execute(query)).errors or []]
    assert first
    assert again == first
    assert next(iter(documents.invalid.values())) is kept[0]
    assert all(error.nodes is None and error.__traceback__ is None for error in kept[0][0])


@pytest.mark.anyio
async def test_a_cached_document_is_not_parsed_again(anyio_backend: str) -> None:
    documents = Documents()
    asked = schema(documents)
    await asked.execute("{hello}")
    (kept,) = documents.valid.values()
    await asked.execute("{hello}")
    assert list(documents.valid.values()) == [kept]
    assert documents.read("{hello}", refuse_to_validate) is kept


def test_a_document_too_large_to_keep_is_read_each_time() -> None:
    documents = Documents(Limits(fields=1_000, roots=1_000))
    documents.read("{" + "a " * 500 + "}", find_nothing)
    assert documents.valid == {}


def test_the_store_of_documents_stays_bounded() -> None:
    documents = Documents(most=3)
    for n in range(10):
        documents.read(f"{{a{n}}}", find_nothing)
        with pytest.raises(DocumentError):
            documents.read(f"{{a{n}", find_nothing)
    assert list(documents.valid) == ["{a7}", "{a8}", "{a9}"]
    assert len(documents.invalid) == 3
