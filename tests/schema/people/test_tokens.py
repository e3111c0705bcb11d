"""Valid and invalid tokens, the refusal of the latter, and what is stored of a token."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from models.clock import now
from models.people.session import Session
from models.people.user import User
from models.people.viewer import Role
from tests.support.actors import CHEAP_MEMORY, PASSWORD, SIGN_IN, Users
from tests.support.database_dump import PasswordlessUser, assert_unchanged, dump, run_on_database, session_id

ENDED = "Your session has ended; sign in again."
UNREADABLE = "The Authorization header must read “Bearer”, a space and a token."
CREATE = """mutation($name: String!) {
  createProject(input: {name: $name}) { ... on Project { id } ... on Refusal { code } }
}"""


def revoked_token(users: Users) -> str:
    guest = PasswordlessUser(users.server, Role.BUILDER)
    run_on_database(users.server, lambda: Session.filter(user_id=guest.id).delete())
    return guest.token


def token_of_disabled(users: Users) -> str:
    guest = PasswordlessUser(users.server, Role.BUILDER)
    run_on_database(users.server, lambda: User.filter(id=guest.id).update(disabled_at=now()))
    return guest.token


def token_of_deleted(users: Users) -> str:
    guest = PasswordlessUser(users.server, Role.BUILDER)
    run_on_database(users.server, lambda: User.filter(id=guest.id).delete())
    return guest.token


def tampered_token(users: Users) -> str:
    token = users.builder.token
    return token[:20] + ("A" if token[20] != "A" else "B") + token[21:]


def hashed_token(users: Users) -> str:
    return "ses_" + hashlib.sha256(users.builder.token.encode()).hexdigest()


BAD: dict[str, tuple[Callable[[Users], str], str]] = {
    "unknown": (lambda _: "Bearer ses_" + "x" * 43, ENDED),
    "tampered": (lambda users: f"Bearer {tampered_token(users)}", ENDED),
    "what the database keeps of it": (lambda users: f"Bearer {hashed_token(users)}", ENDED),
    "expired": (
        lambda users: f"Bearer {PasswordlessUser(users.server, Role.BUILDER, timedelta(seconds=-1)).token}",
        ENDED,
    ),
    "revoked": (lambda users: f"Bearer {revoked_token(users)}", ENDED),
    "of a disabled user": (lambda users: f"Bearer {token_of_disabled(users)}", ENDED),
    "of a deleted user": (lambda users: f"Bearer {token_of_deleted(users)}", ENDED),
    "of an identity provider nobody configured": (lambda _: "Bearer eyJhbGciOiJub25lIn0.e30.", ENDED),
    "long": (lambda _: "Bearer " + "a" * 8000, ENDED),
    "not ASCII": (lambda _: "Bearer ses_é", ENDED),
    "without its scheme": (lambda users: users.builder.token, UNREADABLE),
    "of another scheme": (lambda users: f"Basic {users.builder.token}", UNREADABLE),
    "missing": (lambda _: "Bearer", UNREADABLE),
    "empty": (lambda _: "", UNREADABLE),
}


@pytest.mark.parametrize("kind", BAD)
def test_an_invalid_token_gives_no_access(users: Users, kind: str) -> None:
    written, sentence = BAD[kind]
    client = users.server.client()
    client.http.headers["authorization"] = written(users)
    with assert_unchanged(users.server):
        answer = client.ask(CREATE, name="Never")
    assert answer["data"] == {"createProject": None}
    (error,) = answer["errors"]
    assert (error["message"], error["extensions"]) == (sentence, {"code": "UNAUTHENTICATED"})


def test_a_request_without_a_token_is_refused_as_unauthenticated(users: Users) -> None:
    with assert_unchanged(users.server):
        answer = users.stranger.ask(CREATE, name="Never")
    (error,) = answer["errors"]
    assert (error["message"], error["extensions"]) == ("You must sign in first.", {"code": "UNAUTHENTICATED"})


def test_a_bad_token_does_not_stand_in_the_way_of_signing_in(users: Users) -> None:
    client = users.server.client("ses_no_good")
    assert client.get(SIGN_IN, email=users.agent.email, password=PASSWORD)["token"].startswith("ses_")


def test_the_scheme_is_read_in_any_case(users: Users) -> None:
    client = users.server.client(authorization=f"bEaReR {users.builder.token}")
    assert session_id(client) == session_id(users.builder.client)


def test_the_database_keeps_of_a_token_only_its_sha_256(users: Users) -> None:
    """Decision 11d."""
    rows = dump(users.server)
    token = users.builder.token
    assert not [line for lines in rows.values() for line in lines if token.removeprefix("ses_") in line]
    kept = hashlib.sha256(token.encode()).hexdigest()
    assert len([line for line in rows["sessions"] if kept in line]) == 1


def test_the_database_keeps_no_password(users: Users) -> None:
    person = users.new_user("AGENT", f"n{uuid4().hex}")
    rows = dump(users.server)
    assert not [line for lines in rows.values() for line in lines if PASSWORD in line]
    (line,) = (line for line in rows["users"] if person.email in line)
    assert f"$argon2id$v=19$m={CHEAP_MEMORY},t=2,p=1$" in line
