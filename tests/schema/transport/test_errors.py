"""What an error shows to the client, and what only to the log."""

from collections.abc import Iterator

import asyncpg
import pytest
from graphql import GraphQLError
from tortoise.exceptions import DoesNotExist, IntegrityError, OperationalError

from schema.transport.errors import client_error, describe
from tests.support.transport.toy import SECRET, View, schema
from tests.support.transport.toy_server import Server, ServerLogs, capture_server_logs, run_server


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with run_server(View(schema())) as running:
        yield running


def error_of(server: Server, query: str) -> dict[str, object]:
    (error,) = server.post({"query": query}).json()["errors"]
    return {"message": error["message"], **error["extensions"]}


def test_a_refusal_keeps_its_sentence_its_code_and_all_it_says(server: Server) -> None:
    assert error_of(server, "{refused}") == {
        "message": "It is taken.",
        "code": "CONFLICT",
        "field": "name",
        "version": 3,
    }


@pytest.mark.parametrize(
    ("field", "message", "code"),
    [
        ("denied", "There is no such cat.", "NOT_FOUND"),
        ("cage", "Keepers only.", "FORBIDDEN"),
        ("away", "The server cannot answer right now; try again.", "UNAVAILABLE"),
    ],
)
def test_a_denial_says_why_and_logs_no_traceback(server: Server, field: str, message: str, code: str) -> None:
    with capture_server_logs() as ears:
        assert error_of(server, f"{{{field}}}") == {"message": message, "code": code}
    assert ears.tracebacks() == []


def test_a_bug_is_masked_and_logged_once_under_the_reference_the_client_sees(server: Server) -> None:
    with capture_server_logs() as ears:
        answer = server.post({"query": "{broken}"})
    (error,) = answer.json()["errors"]
    assert (error["message"], error["extensions"]["code"]) == ("Internal error", "INTERNAL")
    assert SECRET not in answer.text
    assert internal_errors(ears) == [(error["extensions"]["reference"], SECRET)]


def internal_errors(ears: ServerLogs) -> list[tuple[str, str]]:
    return [(e["reference"], str(e["exc_info"])) for e in ears.events if e["event"] == "internal_error"]


def test_an_invalid_document_gets_three_errors_at_most(server: Server) -> None:
    query = "{cat{" + " ".join(f"no{n}" for n in range(50)) + "}}"
    assert len(server.post({"query": query}).json()["errors"]) == 3


def test_suggestions_can_be_left_out(server: Server) -> None:
    plain = "Cannot query field 'helo' on type 'Query'."
    assert error_of(server, "{helo}")["message"] == f"{plain} Did you mean 'hello'?"
    with run_server(View(schema(introspection=False))) as quiet:
        assert error_of(quiet, "{helo}")["message"] == plain


@pytest.mark.parametrize(
    ("fault", "status", "code"), [("context", 500, "INTERNAL"), ("denied", 401, "UNAUTHENTICATED")]
)
def test_a_fault_before_the_query_is_answered_and_never_escapes(
    server: Server, fault: str, status: int, code: str
) -> None:
    with capture_server_logs() as ears:
        answer = server.post({"query": "{hello}"}, **{"x-fault": fault})
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (status, code)
    assert SECRET not in answer.text
    assert [secret for _, secret in internal_errors(ears)] == [SECRET] * (code == "INTERNAL")


@pytest.mark.parametrize("variables", [{"day": "never"}, {"day": 7}, {"day": None}, {}])
def test_a_variable_of_the_wrong_shape_is_the_askers_fault(
    server: Server, variables: dict[str, object]
) -> None:
    query = "query($day: Date!) {weekday(day: $day)}"
    with capture_server_logs() as ears:
        (error,) = server.post({"query": query, "variables": variables}).json()["errors"]
    assert (error["extensions"], ears.tracebacks()) == ({"code": "BAD_INPUT"}, [])


def test_a_literal_of_the_wrong_shape_is_the_askers_fault(server: Server) -> None:
    assert error_of(server, '{weekday(day: "never")}')["code"] == "BAD_INPUT"


def with_cause(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OperationalError("database is locked"), "UNAVAILABLE"),
        (OperationalError("no such table: cats"), "INTERNAL"),
        (with_cause(OperationalError("x"), asyncpg.UndefinedTableError("x")), "INTERNAL"),
        (IntegrityError("x"), "INTERNAL"),
        (DoesNotExist("x"), "INTERNAL"),
        (ConnectionRefusedError("x"), "UNAVAILABLE"),
        (TimeoutError("x"), "UNAVAILABLE"),
        (asyncpg.InterfaceError("x"), "UNAVAILABLE"),
        (asyncpg.AdminShutdownError("x"), "UNAVAILABLE"),
        (asyncpg.TooManyConnectionsError("x"), "UNAVAILABLE"),
        (asyncpg.DeadlockDetectedError("x"), "UNAVAILABLE"),
        (ValueError("x"), "INTERNAL"),
    ],
)
def test_trying_again_is_advised_only_where_it_may_help(error: Exception, code: str) -> None:
    with capture_server_logs() as ears:
        told = client_error(error)
    assert (told.extensions or {})["code"] == code
    assert [event["log_level"] for event in ears.events] == [{"UNAVAILABLE": "warning"}.get(code, "error")]


def test_an_error_described_twice_is_logged_once() -> None:
    with capture_server_logs() as ears:
        once = client_error(ValueError("x"))
        assert describe(once) is once
    assert len(ears.events) == 1


def test_a_resolver_that_raises_a_bare_error_is_a_bug() -> None:
    inner = GraphQLError("x")
    with capture_server_logs():
        told = describe(GraphQLError("x", path=["cat"], original_error=inner))
    assert (told.message, told.path) == ("Internal error", ["cat"])
