"""Tokens of an identity provider: which are accepted, and which users they create."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from websockets.exceptions import ConnectionClosed

from models.people.user import User
from tests.support.actors import CREATE_PROJECT, CREATE_USER, PASSWORD, Users
from tests.support.database_dump import assert_unchanged, run_on_database
from tests.support.identity_provider import ISSUER, Provider, new_key
from tests.support.server import SECONDS, RunningServer

ME = "{ me { id name email role } }"
SIGN_OUT = "mutation { signOut { ... on Refusal { code message } } }"
DISABLE = "mutation($id: UUID!) { disableUser(id: $id) { ... on User { id } } }"
ASSOCIATE_BY_ADDRESS = """mutation($project: UUID!, $email: String!) {
  associateAgent(projectId: $project, agentEmail: $email) {
    ... on Association { agent { id } } ... on Refusal { field }
  }
}"""
LISTEN = "subscription { notifications { unreadCount } }"
OTHER_KEY = new_key()
Forge = Callable[[Provider], str]


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with Provider() as running:
        yield running


@pytest.fixture(scope="module")
def trusting(server: RunningServer, provider: Provider) -> Iterator[RunningServer]:
    """A server that accepts the provider's tokens, on the same database."""
    parts = {"database_url": server.settings.database_url, "broadcast_url": server.settings.broadcast_url}
    with RunningServer(**parts, **provider.settings) as running:
        yield running


def users_of(trusting: RunningServer, subject: str) -> int:
    return run_on_database(trusting, lambda: User.filter(subject=f"{ISSUER}|{subject}").count())


def test_a_good_token_works_over_http_and_websocket(trusting: RunningServer, provider: Provider) -> None:
    subject = uuid4().hex
    email = f"{subject}@example.com"
    token = provider.token(sub=subject, name="Asha", email=email.title(), email_verified=True, role="BUILDER")
    client = trusting.client(token)
    me = client.get(ME)
    assert me == {"id": me["id"], "name": "Asha", "email": email, "role": "BUILDER"}
    with client.subscribe(LISTEN) as heard:
        assert heard.is_silent(0.2)
    assert users_of(trusting, subject) == 1


def test_twenty_concurrent_first_requests_create_one_user(
    trusting: RunningServer, provider: Provider
) -> None:
    subject = uuid4().hex
    clients = [trusting.client(provider.token(sub=subject)) for _ in range(20)]
    with ThreadPoolExecutor(20) as pool:
        found = list(pool.map(lambda client: client.get(ME)["id"], clients))
    assert len(set(found)) == 1
    assert users_of(trusting, subject) == 1


def test_a_change_of_role_at_the_provider_is_followed(trusting: RunningServer, provider: Provider) -> None:
    subject = uuid4().hex
    agent = trusting.client(provider.token(sub=subject)).get(ME)
    admin = trusting.client(provider.token(sub=subject, role="ADMIN")).get(ME)
    assert (agent["role"], admin["role"], agent["id"]) == ("AGENT", "ADMIN", admin["id"])


def test_an_address_that_somebody_here_has_is_left_to_them(
    trusting: RunningServer, provider: Provider, users: Users
) -> None:
    me = trusting.client(provider.token(email=users.admin.email, email_verified=True)).get(ME)
    assert me["email"] is None
    assert me["id"] != users.admin.id


@pytest.mark.parametrize("mark", [None, False, "false", "yes", 1, "absent"])
def test_an_address_that_the_provider_has_not_verified_is_not_taken(
    trusting: RunningServer, provider: Provider, users: Users, mark: object
) -> None:
    """No user is associated by an unverified address, and its owner can still use it."""
    email = f"{uuid4().hex}@example.com"
    claims = {"email": email} if mark == "absent" else {"email": email, "email_verified": mark}
    claimant = trusting.client(provider.token(**claims)).get(ME)
    project = users.builder.client.get(CREATE_PROJECT, input={"name": "Riverside"})["id"]
    refusal = users.builder.client.get(ASSOCIATE_BY_ADDRESS, project=project, email=email)
    assert (claimant["email"], refusal["field"]) == (None, "agentEmail")
    owner = {"email": email, "name": "Owner", "role": "AGENT", "password": PASSWORD}
    assert users.admin.client.get(CREATE_USER, input=owner)["id"] != claimant["id"]


def test_a_verified_address_is_one_to_be_associated_by(
    trusting: RunningServer, provider: Provider, users: Users
) -> None:
    email = f"{uuid4().hex}@example.com"
    me = trusting.client(provider.token(email=email, email_verified="true")).get(ME)
    project = users.builder.client.get(CREATE_PROJECT, input={"name": "Riverside"})["id"]
    made = users.builder.client.get(ASSOCIATE_BY_ADDRESS, project=project, email=email)
    assert (me["email"], made["agent"]) == (email, {"id": me["id"]})


def test_sessions_of_this_server_go_on_working_beside_the_provider(
    trusting: RunningServer, users: Users
) -> None:
    assert trusting.client(users.agent.token).get(ME)["id"] == users.agent.id


def test_a_user_of_the_provider_signs_out_there(trusting: RunningServer, provider: Provider) -> None:
    answer = trusting.client(provider.token()).get(SIGN_OUT)
    assert answer["code"] == "STEP_NOT_ALLOWED"


def test_a_disabled_user_of_the_provider_is_refused(
    trusting: RunningServer, provider: Provider, users: Users
) -> None:
    client = trusting.client(provider.token(sub=uuid4().hex))
    with client.subscribe(LISTEN) as heard:
        trusting.client(users.admin.token).get(DISABLE, id=client.get(ME)["id"])
        with pytest.raises(ConnectionClosed) as ending:
            heard.connection.recv(SECONDS)
    assert ending.value.rcvd is not None
    assert ending.value.rcvd.code == 4401
    assert client.error_code(ME) == "UNAUTHENTICATED"


def test_a_socket_ends_when_its_token_expires(trusting: RunningServer, provider: Provider) -> None:
    client = trusting.client(provider.token(exp=int(time.time()) + 4))
    with client.subscribe(LISTEN) as heard, pytest.raises(ConnectionClosed) as ending:
        heard.connection.recv(SECONDS)
    assert ending.value.rcvd is not None
    assert ending.value.rcvd.code == 4401
    assert client.error_code(ME) == "UNAUTHENTICATED"


FORGED: dict[str, Forge] = {
    "expired": lambda provider: provider.token(exp=time.time() - 1),
    "not yet valid": lambda provider: provider.token(nbf=time.time() + 600),
    "without an end": lambda provider: provider.token(without="exp"),
    "of another issuer": lambda provider: provider.token(iss="https://evil.example"),
    "without an issuer": lambda provider: provider.token(without="iss"),
    "for another audience": lambda provider: provider.token(aud="another product"),
    "without an audience": lambda provider: provider.token(without="aud"),
    "without a subject": lambda provider: provider.token(without="sub"),
    "of an empty subject": lambda provider: provider.token(sub=""),
    "of a blank subject": lambda provider: provider.token(sub=" \t"),
    "of a subject of null": lambda provider: provider.token(sub=None),
    "signed by another key": lambda provider: provider.token(OTHER_KEY),
    "unsigned": lambda provider: provider.unsigned_token(role="ADMIN"),
    "signed with the public key": lambda provider: provider.token_signed_with_public_key(role="ADMIN"),
    "of an unknown role": lambda provider: provider.token(role="EMPEROR"),
    "without a role": lambda provider: provider.token(without="role"),
    "of a list of roles": lambda provider: provider.token(role=["ADMIN"]),
    "no JWT at all": lambda _: "hello",
    "a JWT of nonsense": lambda _: "e30.e30.e30",
    "deeply nested": lambda _: "W1tb" * 3000 + ".e30.e30",
    "not ASCII": lambda _: "eyé.é.é",
}


@pytest.mark.parametrize("kind", FORGED)
def test_a_token_that_the_provider_would_not_confirm_is_refused(
    trusting: RunningServer, provider: Provider, kind: str
) -> None:
    client = trusting.client()
    client.http.headers["authorization"] = f"Bearer {FORGED[kind](provider)}"
    with assert_unchanged(trusting):
        answer = client.ask(ME)
    assert [error["extensions"] for error in answer["errors"]] == [{"code": "UNAUTHENTICATED"}]
    assert answer["errors"][0]["message"].endswith(("sign in again.", "must name a role of this product."))


def test_a_made_up_key_name_does_not_make_the_server_ask_again(
    trusting: RunningServer, provider: Provider
) -> None:
    trusting.client(provider.token()).get(ME)
    before = provider.request_count
    for _ in range(5):
        made_up = "eyJhbGciOiJSUzI1NiIsImtpZCI6Im1hZGUtdXAifQ.e30.c2ln"
        assert trusting.client(made_up).error_code(ME) == "UNAUTHENTICATED"
    assert provider.request_count == before


@pytest.fixture(params=["nobody there", "a page instead of keys"])
def unreachable(
    request: pytest.FixtureRequest, server: RunningServer, provider: Provider
) -> Iterator[RunningServer]:
    url = provider.settings["jwks_url"]
    broken: dict[str, Any] = {
        "jwks_url": "http://127.0.0.1:1/keys" if request.param == "nobody there" else url + "/none"
    }
    with RunningServer(
        database_url=server.settings.database_url, **{**provider.settings, **broken}
    ) as running:
        yield running


def test_a_provider_out_of_reach_is_unavailable_not_a_bad_token(
    unreachable: RunningServer, provider: Provider, users: Users
) -> None:
    client = unreachable.client(provider.token())
    with assert_unchanged(unreachable):
        answer = client.ask(ME)
    assert [error["extensions"] for error in answer["errors"]] == [{"code": "UNAVAILABLE"}]
    with pytest.raises(ConnectionClosed) as ending, client.socket():
        pytest.fail("The connection must not be acknowledged.")
    assert ending.value.rcvd is not None
    assert ending.value.rcvd.code == 1011
    assert unreachable.client(users.agent.token).get(ME)["id"] == users.agent.id
