"""One line in the log for each operation, and no secret in any line."""

import time
from collections.abc import Iterator
from uuid import uuid4

import pytest

from logs import set_up_logs
from tests.support.actors import CREATE_USER, PASSWORD, SIGN_IN, Users
from tests.support.database_dump import dump
from tests.support.log_capture import CapturedLog, capture_log, quiet_logs
from tests.support.server import SECONDS, SECRET, Client

ME = "query WhoAmI { me { id name email } }"


@pytest.fixture
def log() -> Iterator[CapturedLog]:
    """The log from here on, as JSON."""
    set_up_logs("json")
    with capture_log() as lines:
        yield lines
    quiet_logs()


def read_operation_line(log: CapturedLog) -> tuple[str, str, str]:
    """Operation, viewer and outcome of the only operation."""
    (line,) = log.events("operation")
    assert set(line) == {"event", "level", "timestamp", "operation", "viewer", "ms", "outcome"}
    assert line["ms"] >= 0
    return line["operation"], line["viewer"], line["outcome"]


def test_an_operation_is_one_line_that_knows_its_viewer_by_id_only(users: Users, log: CapturedLog) -> None:
    users.builder.client.get(ME)
    assert read_operation_line(log) == ("WhoAmI", f"BUILDER:{users.builder.id}", "ok")
    for private in (users.builder.email, users.builder.token, "Bearer"):
        assert private not in log.getvalue()


@pytest.mark.parametrize(
    ("query", "operation", "outcome"),
    [
        (ME, "WhoAmI", "UNAUTHENTICATED"),
        ("{ me { id } }", "(unnamed)", "UNAUTHENTICATED"),
        ("query Broken { me { id }", "(unnamed)", "BAD_INPUT"),
        ("query Unknown { nothing }", "Unknown", "BAD_INPUT"),
        ("query Two { me { id } unreadCount }", "Two", "UNAUTHENTICATED,UNAUTHENTICATED"),
    ],
)
def test_the_line_of_a_stranger_says_how_it_ended(
    users: Users, log: CapturedLog, query: str, operation: str, outcome: str
) -> None:
    users.stranger.ask(query)
    assert read_operation_line(log) == (operation, "ANONYMOUS", outcome)


@pytest.mark.parametrize("body", [b"{", b"[1]", b"\xff"])
def test_a_request_that_cannot_be_read_is_one_line_too(users: Users, log: CapturedLog, body: bytes) -> None:
    users.stranger.http.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert read_operation_line(log) == ("(unreadable)", "ANONYMOUS", "BAD_INPUT")


def test_the_scheduler_is_named_as_such(users: Users, log: CapturedLog) -> None:
    scheduler = users.server.client(**{"x-internal-secret": SECRET})
    scheduler.ask("mutation Cron { expireDueOffers { ... on ExpiryRun { count } } }")
    assert read_operation_line(log) == ("Cron", "SCHEDULER", "ok")
    assert SECRET not in log.getvalue()


def test_an_operation_over_a_websocket_is_one_line_too(users: Users, log: CapturedLog) -> None:
    with users.agent.client.socket() as connection:
        connection.send('{"id": "1", "type": "subscribe", "payload": {"query": "query Who { me { id } }"}}')
        assert '"complete"' in [connection.recv(SECONDS), connection.recv(SECONDS)][1]
    assert read_operation_line(log) == ("Who", f"AGENT:{users.agent.id}", "ok")


def test_a_subscription_that_its_listener_leaves_ends_without_blame(users: Users, log: CapturedLog) -> None:
    with users.agent.client.subscribe("subscription Bell { notifications { unreadCount } }"):
        pass
    deadline = time.monotonic() + SECONDS
    while not log.events("operation") and time.monotonic() < deadline:
        time.sleep(0.01)
    assert read_operation_line(log) == ("Bell", f"AGENT:{users.agent.id}", "left")


@pytest.mark.parametrize("name", ["evil\r\nlevel=error", "x" * 90_000, "ses_" + "a" * 43, "+919876543210"])
def test_a_made_up_operation_name_cannot_spoil_the_log(users: Users, log: CapturedLog, name: str) -> None:
    answer = users.stranger.http.post("/graphql", json={"query": ME, "operationName": name})
    assert answer.status_code in (200, 400)
    assert read_operation_line(log)[1:] == ("ANONYMOUS", "BAD_INPUT")
    assert max(len(line) for line in log.lines()) < 1_000
    assert "a" * 43 not in log.getvalue()
    assert "9876543210" not in log.getvalue()


def secrets_of_an_evening(users: Users) -> list[str]:
    """Tokens and passwords that a few operations carried, good and bad, over HTTP and WebSocket."""
    password = f"canary {uuid4().hex}"
    email = f"n{uuid4().hex}@example.com"
    wanted = {"email": email, "name": "Canary +919876543210", "role": "AGENT", "password": password}
    users.admin.client.get(CREATE_USER, input=wanted)
    users.admin.client.get(CREATE_USER, input={**wanted, "timeZone": "Mars"})
    token = users.stranger.get(SIGN_IN, email=email, password=password)["token"]
    users.stranger.error_code(SIGN_IN, email=email, password=f"{password}!")
    users.stranger.ask(f'mutation {{ signIn(email: "{email}", password: "{password}") {{ nothing }} }}')
    bad = "ses_" + uuid4().hex + uuid4().hex
    users.server.client(bad).ask(ME)
    client: Client = users.server.client(token)
    with client.socket():
        client.get(ME)
    return [password, token, token[4:], bad]


def test_no_secret_is_in_the_log_and_none_in_the_database(users: Users, log: CapturedLog) -> None:
    secrets = secrets_of_an_evening(users)
    rows = "\n".join(line for lines in dump(users.server).values() for line in lines)
    assert len(log.events("operation")) >= 7
    for secret in secrets:
        assert secret not in log.getvalue()
        assert secret not in rows
    assert "9876543210" not in log.getvalue()
    assert PASSWORD not in rows
