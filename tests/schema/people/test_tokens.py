"""Whose token is good, what whoever has another one hears, and what is kept of a token."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from models.clock import now
from models.people.session import Session
from models.people.user import User
from models.people.viewer import Role
from tests.support.actors import CHEAP, PASSWORD, SIGN_IN, Everybody
from tests.support.database_dump import Guest, behind, dump, nothing_changes, session_id

ENDED = "Your session has ended; sign in again."
UNREADABLE = "The Authorization header must read “Bearer”, a space and a token."
CREATE = """mutation($name: String!) {
  createProject(input: {name: $name}) { ... on Project { id } ... on Refusal { code } }
}"""


def revoked(everybody: Everybody) -> str:
    guest = Guest(everybody.server, Role.BUILDER)
    behind(everybody.server, lambda: Session.filter(user_id=guest.id).delete())
    return guest.token


def disabled(everybody: Everybody) -> str:
    guest = Guest(everybody.server, Role.BUILDER)
    behind(everybody.server, lambda: User.filter(id=guest.id).update(disabled_at=now()))
    return guest.token


def deleted(everybody: Everybody) -> str:
    guest = Guest(everybody.server, Role.BUILDER)
    behind(everybody.server, lambda: User.filter(id=guest.id).delete())
    return guest.token


def tampered(everybody: Everybody) -> str:
    token = everybody.builder.token
    return token[:20] + ("A" if token[20] != "A" else "B") + token[21:]


def hashed(everybody: Everybody) -> str:
    return "ses_" + hashlib.sha256(everybody.builder.token.encode()).hexdigest()


BAD: dict[str, tuple[Callable[[Everybody], str], str]] = {
    "unknown": (lambda _: "Bearer ses_" + "x" * 43, ENDED),
    "tampered": (lambda everybody: f"Bearer {tampered(everybody)}", ENDED),
    "what the database keeps of it": (lambda everybody: f"Bearer {hashed(everybody)}", ENDED),
    "expired": (
        lambda everybody: f"Bearer {Guest(everybody.server, Role.BUILDER, timedelta(seconds=-1)).token}",
        ENDED,
    ),
    "revoked": (lambda everybody: f"Bearer {revoked(everybody)}", ENDED),
    "of a disabled user": (lambda everybody: f"Bearer {disabled(everybody)}", ENDED),
    "of a deleted user": (lambda everybody: f"Bearer {deleted(everybody)}", ENDED),
    "of an identity provider nobody configured": (lambda _: "Bearer eyJhbGciOiJub25lIn0.e30.", ENDED),
    "long": (lambda _: "Bearer " + "a" * 8000, ENDED),
    "not ASCII": (lambda _: "Bearer ses_é", ENDED),
    "without its scheme": (lambda everybody: everybody.builder.token, UNREADABLE),
    "of another scheme": (lambda everybody: f"Basic {everybody.builder.token}", UNREADABLE),
    "missing": (lambda _: "Bearer", UNREADABLE),
    "empty": (lambda _: "", UNREADABLE),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_token_that_is_no_good_opens_nothing(everybody: Everybody, kind: str) -> None:
    written, sentence = BAD[kind]
    client = everybody.server.client()
    client.http.headers["authorization"] = written(everybody)
    with nothing_changes(everybody.server):
        answer = client.ask(CREATE, name="Never")
    assert answer["data"] == {"createProject": None}
    (error,) = answer["errors"]
    assert (error["message"], error["extensions"]) == (sentence, {"code": "UNAUTHENTICATED"})


def test_without_a_token_one_is_asked_to_sign_in(everybody: Everybody) -> None:
    with nothing_changes(everybody.server):
        answer = everybody.stranger.ask(CREATE, name="Never")
    (error,) = answer["errors"]
    assert (error["message"], error["extensions"]) == ("You must sign in first.", {"code": "UNAUTHENTICATED"})


def test_a_bad_token_does_not_stand_in_the_way_of_signing_in(everybody: Everybody) -> None:
    client = everybody.server.client("ses_no_good")
    assert client.get(SIGN_IN, email=everybody.agent.email, password=PASSWORD)["token"].startswith("ses_")


def test_the_scheme_is_read_in_any_case(everybody: Everybody) -> None:
    client = everybody.server.client(authorization=f"bEaReR {everybody.builder.token}")
    assert session_id(client) == session_id(everybody.builder.client)


def test_the_database_keeps_of_a_token_only_its_sha_256(everybody: Everybody) -> None:
    """Decision 11d."""
    rows = dump(everybody.server)
    token = everybody.builder.token
    assert not [line for lines in rows.values() for line in lines if token.removeprefix("ses_") in line]
    kept = hashlib.sha256(token.encode()).hexdigest()
    assert len([line for line in rows["sessions"] if kept in line]) == 1


def test_the_database_keeps_no_password(everybody: Everybody) -> None:
    person = everybody.newcomer("AGENT", f"n{uuid4().hex}")
    rows = dump(everybody.server)
    assert not [line for lines in rows.values() for line in lines if PASSWORD in line]
    (line,) = (line for line in rows["users"] if person.email in line)
    assert f"$argon2id$v=19$m={CHEAP},t=2,p=1$" in line
