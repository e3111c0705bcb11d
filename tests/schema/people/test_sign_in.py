"""Signing in and out, and the sessions of a user."""

from uuid import uuid4

import pytest

from tests.support.actors import PASSWORD, SIGN_IN, Users
from tests.support.database_dump import PasswordlessUser, assert_unchanged, session_id

ME = "{ me { id email role timeZone } }"
SIGN_OUT = "mutation { signOut { ... on Done { message } } }"
SESSIONS = "{ sessions { id isCurrent userAgent createdAt expiresAt } }"
REVOKE = "mutation($id: UUID!) { revokeSession(id: $id) { ... on Done { message } } }"
DISABLE = "mutation($id: UUID!) { disableUser(id: $id) { ... on User { id } } }"
CHANGE = """mutation($current: String!, $new: String!) {
  changePassword(currentPassword: $current, newPassword: $new) {
    ... on User { id } ... on Refusal { code message field }
  }
}"""


def test_signing_in_gives_a_token_that_is_its_owner(users: Users) -> None:
    signed_in = users.stranger.get(SIGN_IN, email=" Builder@Example.com ", password=PASSWORD)
    assert signed_in["user"] == {"id": users.builder.id}
    assert users.server.client(signed_in["token"]).get(ME) == {
        "id": users.builder.id,
        "email": "builder@example.com",
        "role": "BUILDER",
        "timeZone": "UTC",
    }


def test_every_failed_sign_in_gets_the_same_refusal(users: Users) -> None:
    gone = users.new_user("AGENT")
    users.admin.client.get(DISABLE, id=gone.id)
    attempts = [
        (users.agent.email, "wrong horse battery"),
        (users.agent.email, ""),
        (users.agent.email, PASSWORD + "!"),
        ("nobody@example.com", PASSWORD),
        ("not an address", PASSWORD),
        (gone.email, PASSWORD),
    ]
    with assert_unchanged(users.server, except_table="password_delays"):
        answers = [users.stranger.ask(SIGN_IN, email=name, password=word) for name, word in attempts]
    errors = [answer["errors"][0] for answer in answers]
    assert {error["message"] for error in errors} == {"The e-mail address or the password is wrong."}
    assert {error["extensions"]["code"] for error in errors} == {"UNAUTHENTICATED"}
    assert [answer["data"] for answer in answers] == [{"signIn": None}] * len(attempts)


def test_a_user_of_an_identity_provider_has_no_password_to_sign_in_with(users: Users) -> None:
    guest = PasswordlessUser(users.server)
    email = f"guest-{guest.id.hex}@example.com"
    assert users.stranger.error_code(SIGN_IN, email=email, password="") == "UNAUTHENTICATED"
    changed = guest.client.get(CHANGE, current="nobody has this password", new="a new password")
    assert (changed["code"], changed["field"]) == ("BAD_INPUT", "currentPassword")


def test_signing_out_ends_this_session_and_no_other(users: Users) -> None:
    guest = PasswordlessUser(users.server)
    other = guest.open_session()
    assert guest.client.get(SIGN_OUT) == {"message": "You are signed out."}
    assert guest.client.error_code(ME) == "UNAUTHENTICATED"
    assert other.get(ME)["id"] == str(guest.id)


def test_sessions_are_ones_own_newest_first_and_know_the_current_one(users: Users) -> None:
    guest = PasswordlessUser(users.server)
    other = guest.open_session()
    sessions = other.get(SESSIONS)
    assert [session["isCurrent"] for session in sessions] == [True, False]
    assert [session["isCurrent"] for session in guest.client.get(SESSIONS)] == [False, True]
    assert {session["userAgent"] for session in sessions} == {"backstage"}
    assert all(session["createdAt"] < session["expiresAt"] for session in sessions)


def test_revoking_a_session_of_ones_own_ends_it(users: Users) -> None:
    guest = PasswordlessUser(users.server)
    other = guest.open_session()
    lost = session_id(other)
    assert guest.client.get(REVOKE, id=str(lost)) == {"message": "The session has ended."}
    assert other.error_code(ME) == "UNAUTHENTICATED"
    assert len(guest.client.get(SESSIONS)) == 1


@pytest.mark.parametrize("whose", ["another's", "nobody's"])
def test_a_session_that_is_not_ones_own_is_not_found(users: Users, whose: str) -> None:
    guest, victim = PasswordlessUser(users.server), PasswordlessUser(users.server)
    theirs = session_id(victim.client) if whose == "another's" else uuid4()
    with assert_unchanged(users.server):
        assert guest.client.error_code(REVOKE, id=str(theirs)) == "NOT_FOUND"
        assert users.super_admin.client.error_code(REVOKE, id=str(theirs)) == "NOT_FOUND"


def test_a_new_password_ends_all_other_sessions(users: Users) -> None:
    person = users.new_user("AGENT")
    other = users.server.client(users.stranger.get(SIGN_IN, email=person.email, password=PASSWORD)["token"])
    assert person.client.get(CHANGE, current=PASSWORD, new="another long password") == {"id": person.id}
    assert other.error_code(ME) == "UNAUTHENTICATED"
    assert [session["isCurrent"] for session in person.client.get(SESSIONS)] == [True]
    assert users.stranger.error_code(SIGN_IN, email=person.email, password=PASSWORD) == "UNAUTHENTICATED"
    assert users.stranger.get(SIGN_IN, email=person.email, password="another long password")["token"]


@pytest.mark.parametrize(
    ("current", "new", "field"),
    [
        ("not my password", "another long password", "currentPassword"),
        (PASSWORD, "too short", "newPassword"),
        (PASSWORD, "x" * 201, "newPassword"),
        (PASSWORD, "pAssWord123", "newPassword"),
        ("not my password", "Password123", "newPassword"),
    ],
)
def test_a_password_that_may_not_be_changed_stays(users: Users, current: str, new: str, field: str) -> None:
    with assert_unchanged(users.server, except_table="password_delays"):
        refusal = users.agent.client.get(CHANGE, current=current, new=new)
    assert (refusal["code"], refusal["field"]) == ("BAD_INPUT", field)
