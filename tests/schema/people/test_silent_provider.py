"""An identity provider that does not answer delays no other request."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.actors import PASSWORD, SIGN_IN, Users
from tests.support.identity_provider import AUDIENCE, ISSUER, Provider
from tests.support.server import RunningServer

MORE_THAN_THERE_ARE_THREADS = 45
ME = "{ me { id } }"


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """A socket that accepts connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=100) as listener:
        yield listener


@pytest.fixture
def trusting(server: RunningServer, silent: socket.socket) -> Iterator[RunningServer]:
    keys = f"http://127.0.0.1:{silent.getsockname()[1]}/keys"
    provider = {"jwks_url": keys, "jwt_issuer": ISSUER, "jwt_audience": AUDIENCE}
    with RunningServer(database_url=server.settings.database_url, **provider) as running:
        yield running


def test_a_user_signs_in_with_a_password_while_the_provider_is_silent(
    trusting: RunningServer, silent: socket.socket, users: Users
) -> None:
    with Provider() as provider:
        waiting = trusting.client(provider.token())
    with ThreadPoolExecutor(MORE_THAN_THERE_ARE_THREADS) as pool:
        answers = [pool.submit(waiting.error_code, ME) for _ in range(MORE_THAN_THERE_ARE_THREADS)]
        time.sleep(0.3)
        assert trusting.client().get(SIGN_IN, email=users.agent.email, password=PASSWORD)["token"]
        assert not any(answer.done() for answer in answers), "they still wait, and it did not"
        silent.close()
    assert {answer.result() for answer in answers} == {"UNAVAILABLE"}
