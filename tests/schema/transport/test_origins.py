"""Pages of which other origins may call, and which may not."""

import json
from collections.abc import Iterator

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.support.actors import Users
from tests.support.server import PROTOCOL, SECONDS, RunningServer

OURS, THEIRS = "https://app.example.com", "https://evil.example"
ME = {"query": "{ me { id } }"}
PREFLIGHT = {
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization, content-type",
}


@pytest.fixture(scope="module")
def allowing_server(server: RunningServer) -> Iterator[RunningServer]:
    with RunningServer(database_url=server.settings.database_url, allowed_origins=(OURS,)) as running:
        yield running


def greet(running: RunningServer, origin: str) -> dict[str, str]:
    """What a page of this origin hears over a WebSocket."""
    address = f"ws://{running.address}/graphql"
    with connect(address, origin=Origin(origin), subprotocols=[PROTOCOL]) as connection:  # type: ignore[list-item]
        connection.send(json.dumps({"type": "connection_init"}))
        said: dict[str, str] = json.loads(connection.recv(SECONDS))
        return said


def test_a_page_of_an_allowed_origin_may_call_with_a_token(
    allowing_server: RunningServer, users: Users
) -> None:
    asked = allowing_server.client(origin=OURS).http.options("/graphql", headers=PREFLIGHT)
    assert (asked.status_code, asked.headers["access-control-allow-origin"]) == (200, OURS)
    allowed = asked.headers["access-control-allow-headers"].lower()
    assert "authorization" in allowed
    assert "content-type" in allowed
    answer = allowing_server.client(users.agent.token, origin=OURS).http.post("/graphql", json=ME)
    assert answer.json() == {"data": {"me": {"id": users.agent.id}}, "extensions": {"cost": 1}}
    assert answer.headers["access-control-allow-origin"] == OURS


@pytest.mark.parametrize("origin", [THEIRS, "null", "https://app.example.com.evil.example", OURS + ":8443"])
def test_a_page_of_another_origin_may_not_call(
    allowing_server: RunningServer, users: Users, origin: str
) -> None:
    asked = allowing_server.client(origin=origin).http.options("/graphql", headers=PREFLIGHT)
    assert asked.status_code == 400
    assert "access-control-allow-origin" not in asked.headers
    answer = allowing_server.client(users.agent.token, origin=origin).http.post("/graphql", json=ME)
    assert "access-control-allow-origin" not in answer.headers


def test_a_page_of_an_allowed_origin_may_listen(allowing_server: RunningServer) -> None:
    assert greet(allowing_server, OURS) == {"type": "connection_ack"}


@pytest.mark.parametrize("origin", [THEIRS, "null", "https://app.example.com.evil.example", OURS + ":8443"])
def test_a_page_of_another_origin_may_not_listen(allowing_server: RunningServer, origin: str) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        greet(allowing_server, origin)


def test_without_allowed_origins_only_the_servers_own_pages_may_call(server: RunningServer) -> None:
    assert greet(server, f"http://{server.address}") == {"type": "connection_ack"}
    with pytest.raises(InvalidStatus, match="403"):
        greet(server, OURS)
    answer = server.client(origin=OURS).http.options("/graphql", headers=PREFLIGHT)
    assert "access-control-allow-origin" not in answer.headers
