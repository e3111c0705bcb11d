"""The scheduler is known by its secret, and by nothing else."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from models.clock import now
from tests.support.actors import Cast
from tests.support.database_dump import assert_unchanged
from tests.support.server import SECRET, RunningServer

EXPIRE = "mutation { expireDueOffers { ... on ExpiryRun { count } } }"
HEADER = "x-internal-secret"


@pytest.fixture
def due(cast: Cast) -> Cast:
    """Create an offer whose expiry is due, so that a refused call shows."""
    cast.offer(validUntil=(now() - timedelta(minutes=1)).isoformat())
    return cast


@pytest.fixture(scope="module")
def without_secret(server: RunningServer) -> Iterator[RunningServer]:
    parts = {"database_url": server.settings.database_url, "broadcast_url": server.settings.broadcast_url}
    with RunningServer(**parts, internal_secret=None) as running:
        yield running


def test_the_right_secret_runs_what_is_scheduled(due: Cast) -> None:
    assert due.server.client(**{HEADER: SECRET}).get(EXPIRE)["count"] >= 1
    assert due.server.client(**{HEADER: SECRET}).get(EXPIRE) == {"count": 0}


@pytest.mark.parametrize("given", [None, "", SECRET[:-1], SECRET + "x", SECRET.upper(), "wrong", "é" * 40])
def test_another_secret_or_none_runs_nothing(due: Cast, given: str | None) -> None:
    client = due.server.client()
    if given is not None:
        client.http.headers[HEADER] = given
    with assert_unchanged(due.server):
        assert client.error_code(EXPIRE) == "UNAUTHENTICATED"


def test_the_secret_gives_access_to_nothing_else(due: Cast) -> None:
    scheduler = due.server.client(**{HEADER: SECRET})
    assert scheduler.error_code("{ users { nodes { id } } }") == "UNAUTHENTICATED"
    assert scheduler.error_code("{ me { id } }") == "UNAUTHENTICATED"


@pytest.mark.parametrize("given", [None, "", SECRET])
def test_a_server_without_a_secret_says_that_it_is_not_configured(
    due: Cast, without_secret: RunningServer, given: str | None
) -> None:
    client = without_secret.client(**({} if given is None else {HEADER: given}))
    with assert_unchanged(due.server):
        answer = client.ask(EXPIRE)
    (error,) = answer["errors"]
    assert error["extensions"] == {"code": "NOT_CONFIGURED"}
    assert error["message"].startswith("INTERNAL_SECRET must be set on this server")


def test_an_admin_needs_no_secret(due: Cast, without_secret: RunningServer) -> None:
    assert without_secret.client(due.admin.token).get(EXPIRE)["count"] >= 1
    with assert_unchanged(due.server):
        assert without_secret.client(due.builder.token).error_code(EXPIRE) == "FORBIDDEN"
