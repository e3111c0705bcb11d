"""A socket closes when its session ends."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from tests.conftest import require_redis
from tests.support.actors import PASSWORD, SIGN_IN, Users
from tests.support.database_dump import PasswordlessUser, session_id
from tests.support.server import SECONDS, RunningServer

LISTEN = "subscription { notifications { unreadCount } }"
ME = "{ me { id } }"
ENDED = (4401, "Your session has ended; sign in again.")
SIGN_OUT = "mutation { signOut { ... on Done { message } } }"
REVOKE = "mutation($id: UUID!) { revokeSession(id: $id) { ... on Done { message } } }"
DISABLE = "mutation($id: UUID!) { disableUser(id: $id) { ... on User { id } } }"
CHANGE = """mutation($current: String!, $new: String!) {
  changePassword(currentPassword: $current, newPassword: $new) { ... on User { id } }
}"""


def wait_for_close(connection: ClientConnection, seconds: float = SECONDS) -> tuple[int, str]:
    """Return the code and reason with which the socket closes within these seconds."""
    deadline = time.monotonic() + seconds
    try:
        while True:
            connection.recv(max(0.0, deadline - time.monotonic()))
    except ConnectionClosed as ending:
        return (ending.rcvd.code, ending.rcvd.reason) if ending.rcvd else (1006, "")


def send_operation(connection: ClientConnection, query: str) -> dict[str, object]:
    payload = {"query": query}
    connection.send(json.dumps({"id": "asked", "type": "subscribe", "payload": payload}))
    answer: dict[str, object] = json.loads(connection.recv(SECONDS))
    return answer


def test_a_good_token_is_accepted(users: Users) -> None:
    with users.agent.client.socket() as connection:
        payload = {"data": {"me": {"id": users.agent.id}}, "extensions": {"cost": 1}}
        assert send_operation(connection, ME) == {"id": "asked", "type": "next", "payload": payload}


@pytest.mark.parametrize("authorization", ["Bearer ses_no_good", "ses_no_good", "", 7, {"a": 1}])
def test_a_bad_token_closes_the_socket(users: Users, authorization: object) -> None:
    socket = users.stranger.socket(authorization=authorization)
    with pytest.raises(ConnectionClosed) as ending, socket:
        pytest.fail("The connection must not be acknowledged.")
    assert ending.value.rcvd is not None
    assert ending.value.rcvd.code == 4403


def test_without_a_token_every_field_asks_to_sign_in(users: Users) -> None:
    with users.stranger.socket() as connection:
        (error,) = send_operation(connection, ME)["payload"]["errors"]  # type: ignore[index]
        assert (error["message"], error["extensions"]) == (
            "You must sign in first.",
            {"code": "UNAUTHENTICATED"},
        )
        assert json.loads(connection.recv(SECONDS)) == {"id": "asked", "type": "complete"}
        refused = send_operation(connection, LISTEN)
    assert refused["type"] == "error"
    assert refused["payload"][0]["extensions"] == {"code": "UNAUTHENTICATED"}  # type: ignore[index]


def sign_out(guest: PasswordlessUser, _: Users) -> None:
    guest.client.get(SIGN_OUT)


def revoke(guest: PasswordlessUser, _: Users) -> None:
    guest.open_session().get(REVOKE, id=str(session_id(guest.client)))


def disable(guest: PasswordlessUser, users: Users) -> None:
    users.admin.client.get(DISABLE, id=str(guest.id))


@pytest.mark.parametrize("end", [sign_out, revoke, disable])
def test_a_live_subscription_ends_with_its_session(
    users: Users, end: Callable[[PasswordlessUser, Users], None]
) -> None:
    guest = PasswordlessUser(users.server)
    with guest.client.subscribe(LISTEN) as heard, users.agent.client.subscribe(LISTEN) as another:
        end(guest, users)
        assert wait_for_close(heard.connection) == ENDED
        assert another.is_silent(0.2)


def test_a_live_subscription_ends_when_its_session_expires(users: Users) -> None:
    guest = PasswordlessUser(users.server, lifetime=timedelta(seconds=0.7))
    with guest.client.subscribe(LISTEN) as heard:
        assert wait_for_close(heard.connection) == ENDED
    assert guest.client.error_code(ME) == "UNAUTHENTICATED"


def test_a_new_password_closes_the_sockets_of_the_other_sessions_only(users: Users) -> None:
    person = users.new_user("AGENT")
    other = users.server.client(users.stranger.get(SIGN_IN, email=person.email, password=PASSWORD)["token"])
    with person.client.subscribe(LISTEN) as mine, other.subscribe(LISTEN) as others:
        person.client.get(CHANGE, current=PASSWORD, new="another long password")
        assert wait_for_close(others.connection) == ENDED
        assert mine.is_silent(0.3)
        assert send_operation(mine.connection, ME)["type"] == "next"


@pytest.fixture(scope="module")
def two_servers(server: RunningServer) -> Iterator[tuple[RunningServer, RunningServer]]:
    """Two servers on one database, which hear each other over Redis."""
    parts = {"database_url": server.settings.database_url, "broadcast_url": require_redis()}
    with RunningServer(**parts) as one, RunningServer(**parts) as other:
        yield one, other


def test_disabling_a_user_on_one_server_ends_their_sockets_on_another(
    users: Users, two_servers: tuple[RunningServer, RunningServer]
) -> None:
    here, there = two_servers
    guest = PasswordlessUser(there)
    with guest.client.subscribe(LISTEN) as heard:
        here.client(users.admin.token).get(DISABLE, id=str(guest.id))
        assert wait_for_close(heard.connection) == ENDED
