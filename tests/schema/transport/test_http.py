"""GraphQL over HTTP: every request gets an answer with a code, and none is a server error."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal

import httpx
import orjson
import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from schema.transport.wire import decode_json, encode_json
from tests.support.transport.hostile import BODIES, JSON
from tests.support.transport.toy import View, schema
from tests.support.transport.toy_server import SECONDS, Server, capture_server_logs, run_server, wait_until

MODERN = "application/graphql-response+json"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with run_server(View(schema())) as running:
        yield running


@pytest.fixture(scope="module")
def impatient_server() -> Iterator[Server]:
    """For what it gives up only: on a busy machine it may give up anything."""
    with run_server(View(schema(seconds=0.3), body_seconds=0.5)) as running:
        yield running


@pytest.mark.parametrize("name", BODIES)
def test_a_hostile_body_gets_a_coded_answer(server: Server, name: str) -> None:
    content, status, headers = BODIES[name]
    with capture_server_logs() as ears:
        answer = server.client.post(server.url, content=content, headers=headers)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (status, "BAD_INPUT")
    assert (ears.tracebacks(), server.is_well()) == ([], True)


@pytest.mark.parametrize(
    "body",
    [
        {"query": "{hello}", "variables": None, "operationName": None, "extensions": None},
        {"query": "{hello}", "unknown": [1]},
        {"query": "query Q($n: String) {hello(name: $n)}", "variables": {"n": "[" * 100}},
        {"query": "query Q($n: String) {hello(name: $n)}", "variables": {"n": "\\u0000 🙂"}},
        {"query": "{hello}", "variables": {"n": 9_999_999_999_999_999_999}},
        {"query": "{hello}", "variables": {"n": "1" * 90_000}},
    ],
)
def test_a_body_that_only_looks_hostile_is_answered(server: Server, body: dict[str, object]) -> None:
    assert "errors" not in server.post(body).json()


def test_json_goes_out_as_text_with_decimals_written_out() -> None:
    assert encode_json({"price": Decimal("1.50"), "é": None}) == '{"price":"1.50","é":null}'.encode()
    with pytest.raises(TypeError, match="not JSON serializable: object"):
        encode_json(object())


def test_the_deepest_json_that_is_read_has_64_levels() -> None:
    assert decode_json("[" * 64 + "]" * 64) is not None


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"])
def test_another_http_method_is_refused_with_the_allowed_ones(server: Server, method: str) -> None:
    answer = server.client.request(method, server.url)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")


def test_a_query_may_be_sent_with_get(server: Server) -> None:
    parameters = {"query": "query Q($n: String!) {hello(name: $n)}", "variables": '{"n": "Ann"}'}
    assert server.client.get(server.url, params=parameters).json()["data"] == {"hello": "hello Ann"}


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({}, 400),
        ({"query": ""}, 400),
        ({"query": "{hello"}, 200),
        ({"query": "{hello\0}"}, 200),
        ({"query": "{hello}", "variables": "x"}, 400),
        ({"query": "{hello}", "variables": "[]"}, 400),
        ({"query": "{hello}", "extensions": "1"}, 400),
        ({"query": "{hello}", "operationName": "Nobody"}, 400),
        ({"query": 'mutation {rename(name: "x")}'}, 405),
        ({"query": "subscription {ticks}"}, 405),
    ],
)
def test_a_wrong_get_gets_a_coded_answer(server: Server, parameters: dict[str, str], status: int) -> None:
    answer = server.client.get(server.url, params=parameters)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (status, "BAD_INPUT")


def test_get_can_be_left_out() -> None:
    with run_server(View(schema(), get_queries=False)) as server:
        answer = server.client.get(server.url, params={"query": "{hello}"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_a_browser_without_a_query_is_shown_the_explorer_where_there_is_one() -> None:
    async def explorer(_: Request) -> Response:
        return HTMLResponse("<p>The explorer</p>")

    with run_server(View(schema(), explorer=explorer)) as server:
        page = server.client.get(server.url, headers={"accept": "text/html"})
        assert server.is_well()
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert page.text == "<p>The explorer</p>"
    assert page.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/html", "application/json"),
        (MODERN, MODERN),
        (f"{MODERN}, application/json;q=0.9", MODERN),
        (f"application/json, {MODERN};q=0.5", "application/json"),
        (f"{MODERN};q=0, */*;q=0.1", "application/json"),
        (f"application/json;q=x, {MODERN};q=0.1", MODERN),
    ],
)
def test_the_media_type_is_the_one_the_client_prefers(server: Server, accept: str, kind: str) -> None:
    answer = server.post({"query": "{hello}"}, accept=accept)
    assert answer.headers["content-type"] == f"{kind}; charset=utf-8"


@pytest.mark.parametrize("query", ["{", "{nobody}", "query($n: Int!) {double(number: $n)}"])
def test_a_request_error_is_400_without_data_where_the_client_knows_the_media_type(
    server: Server, query: str
) -> None:
    modern, legacy = (server.post({"query": query}, accept=kind) for kind in (MODERN, "application/json"))
    assert (modern.status_code, legacy.status_code) == (400, 200)
    assert set(modern.json()) == {"errors"}


def test_a_field_that_fails_leaves_the_answer_a_200(server: Server) -> None:
    answer = server.post({"query": "{hello refused}"}, accept=MODERN)
    assert (answer.status_code, answer.json()["data"]) == (200, {"hello": "hello you", "refused": None})


@pytest.mark.parametrize("body", [b"", b'{"query": "{hello}"}'])
def test_no_answer_may_be_stored_or_sniffed(server: Server, body: bytes) -> None:
    headers = server.client.post(server.url, content=body, headers=JSON).headers
    assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")


def test_a_query_that_takes_too_long_is_given_up(impatient_server: Server) -> None:
    answer = impatient_server.post({"query": "{slow}"}, accept=MODERN)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["message"]) == (503, "This query took too long.")
    assert error["extensions"] == {"code": "UNAVAILABLE"}


def test_a_mutation_is_never_given_up(impatient_server: Server) -> None:
    answer = impatient_server.post({"query": 'mutation {rename(name: "Tom", seconds: 0.6)}'})
    assert answer.json()["data"] == {"rename": "Tom"}


HEAD = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n{"


def test_a_body_that_never_comes_is_answered_with_408(impatient_server: Server) -> None:
    with socket.create_connection(("127.0.0.1", impatient_server.port), SECONDS) as slow:
        slow.sendall(HEAD)
        assert slow.recv(4096).startswith(b"HTTP/1.1 408 ")
    answer = impatient_server.post({"query": 'mutation {rename(name: "Tom")}'})
    assert answer.json()["data"] == {"rename": "Tom"}


def test_a_client_that_leaves_in_mid_body_is_no_error(server: Server) -> None:
    with capture_server_logs() as ears:
        with socket.create_connection(("127.0.0.1", server.port), SECONDS) as leaving:
            leaving.sendall(HEAD)
        assert wait_until(lambda: bool(ears.events))
    assert (ears.tracebacks(), [event["event"] for event in ears.events]) == ([], ["client_left"])
    assert server.is_well()


def test_many_requests_on_one_connection_after_a_refused_upload(server: Server) -> None:
    for _ in range(3):
        refused = server.client.post(server.url, content=b"x" * 300_000)
        assert (refused.status_code, server.is_well()) == (415, True)


def test_a_megabyte_in_chunks_is_refused_as_soon_as_it_is_too_large(server: Server) -> None:
    chunks = (b" " * 10_000 for _ in range(100))
    # The server may hang up while the client is still sending.
    with suppress(httpx.WriteError):
        assert server.client.post(server.url, content=chunks, headers=JSON).status_code == 413
    assert server.is_well()


def test_a_multibyte_answer_is_utf8(server: Server) -> None:
    body = orjson.dumps({"query": '{hello(name: "Zoë 🙂")}'})
    headers = {"content-type": "Application/JSON; Charset=UTF-8"}
    answer = server.client.post(server.url, content=body, headers=headers)
    assert answer.json()["data"] == {"hello": "hello Zoë 🙂"}
