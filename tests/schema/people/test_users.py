"""Users: which roles create, disable and list them, and what users change about themselves."""

from typing import Any
from uuid import uuid4

import pytest

from models.people.viewer import Role
from tests.support.actors import CREATE_USER, PASSWORD, SIGN_IN, Person, Users
from tests.support.database_dump import PasswordlessUser, assert_unchanged

DISABLE = """mutation($id: UUID!) {
  disableUser(id: $id) { ... on User { id disabledAt } ... on Refusal { code } }
}"""
ENABLE = """mutation($id: UUID!) {
  enableUser(id: $id) { ... on User { id disabledAt } ... on Refusal { code } }
}"""
UPDATE = """mutation($name: String, $zone: String) {
  updateProfile(name: $name, timeZone: $zone) {
    ... on User { name timeZone } ... on Refusal { code message field }
  }
}"""
ME = "{ me { id name role timeZone } }"
USERS = "query($role: Role) { users(role: $role, first: 1) { nodes { id role email disabledAt } } }"


def new(role: str = "AGENT", **changes: Any) -> dict[str, Any]:
    name = f"n{uuid4().hex}"
    return {"email": f"{name}@example.com", "name": name, "role": role, "password": PASSWORD, **changes}


def person_of(users: Users, name: str) -> Person:
    person: Person = getattr(users, name)
    return person


@pytest.mark.parametrize("role", ["BUILDER", "AGENT"])
def test_an_admin_makes_builders_and_agents(users: Users, role: str) -> None:
    wanted = new(role, email=f"N{uuid4().hex}@Example.com", timeZone="Asia/Kolkata")
    made = users.admin.client.get(CREATE_USER, input=wanted)
    signed_in = users.stranger.get(SIGN_IN, email=wanted["email"].lower(), password=PASSWORD)
    me = users.server.client(signed_in["token"]).get(ME)
    assert me == {"id": made["id"], "name": wanted["name"], "role": role, "timeZone": "Asia/Kolkata"}


@pytest.mark.parametrize("role", ["ADMIN", "SUPER_ADMIN"])
def test_only_a_super_admin_makes_admins(users: Users, role: str) -> None:
    with assert_unchanged(users.server):
        assert users.admin.client.error_code(CREATE_USER, input=new(role)) == "FORBIDDEN"
    assert "id" in users.super_admin.client.get(CREATE_USER, input=new(role))


@pytest.mark.parametrize("name", ["builder", "agent"])
def test_nobody_else_creates_lists_or_disables_users(users: Users, name: str) -> None:
    client, other = person_of(users, name).client, users.other_agent.id
    with assert_unchanged(users.server):
        assert client.error_code(CREATE_USER, input=new()) == "FORBIDDEN"
        assert client.error_code(DISABLE, id=other) == "FORBIDDEN"
        assert client.error_code(ENABLE, id=other) == "FORBIDDEN"
        assert client.error_code(USERS) == "FORBIDDEN"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"email": "AGENT@example.com"}, "CONFLICT", "email"),
        ({"email": "not an address"}, "BAD_INPUT", "email"),
        ({"email": f"{'a' * 65}@example.com"}, "BAD_INPUT", "email"),
        ({"name": "  "}, "BAD_INPUT", "name"),
        ({"name": "n" * 121}, "BAD_INPUT", "name"),
        ({"name": "bell\u0007"}, "BAD_INPUT", "name"),
        ({"password": "too short"}, "BAD_INPUT", "password"),
        ({"password": "x" * 201}, "BAD_INPUT", "password"),
        ({"password": "QWERTY1234"}, "BAD_INPUT", "password"),
        ({"timeZone": "Mars/Olympus"}, "BAD_INPUT", "timeZone"),
    ],
)
def test_a_user_who_may_not_be_is_not_made(
    users: Users, changes: dict[str, str], code: str, field: str
) -> None:
    with assert_unchanged(users.server):
        refusal = users.admin.client.get(CREATE_USER, input=new(**changes))
    assert (refusal["code"], refusal["field"]) == (code, field)


def test_a_disabled_user_is_refused_and_an_enabled_user_may_sign_in_again(users: Users) -> None:
    person = users.new_user("AGENT")
    gone = users.admin.client.get(DISABLE, id=person.id)
    assert gone["disabledAt"] is not None
    assert users.admin.client.get(DISABLE, id=person.id) == gone
    assert person.client.error_code(ME) == "UNAUTHENTICATED"
    assert users.admin.client.get(ENABLE, id=person.id) == {"id": person.id, "disabledAt": None}
    assert users.stranger.get(SIGN_IN, email=person.email, password=PASSWORD)["user"] == {"id": person.id}


def test_sessions_from_before_a_user_was_disabled_stay_ended(users: Users) -> None:
    guest = PasswordlessUser(users.server)
    users.admin.client.get(DISABLE, id=str(guest.id))
    users.admin.client.get(ENABLE, id=str(guest.id))
    assert guest.client.error_code(ME) == "UNAUTHENTICATED"


def test_an_admin_cannot_disable_or_enable_admins(users: Users) -> None:
    with assert_unchanged(users.server):
        for person in (users.admin, users.super_admin):
            assert users.admin.client.error_code(DISABLE, id=person.id) == "FORBIDDEN"
            assert users.admin.client.error_code(ENABLE, id=person.id) == "FORBIDDEN"


def test_a_super_admin_disables_an_admin(users: Users) -> None:
    guest = PasswordlessUser(users.server, Role.ADMIN)
    assert users.super_admin.client.get(DISABLE, id=str(guest.id))["disabledAt"] is not None
    assert guest.client.error_code(USERS) == "UNAUTHENTICATED"


def test_an_unknown_user_is_not_found(users: Users) -> None:
    with assert_unchanged(users.server):
        assert users.admin.client.error_code(DISABLE, id=str(uuid4())) == "NOT_FOUND"
        assert users.admin.client.error_code(ENABLE, id=str(uuid4())) == "NOT_FOUND"


def test_admins_list_users_by_role(users: Users) -> None:
    guest = PasswordlessUser(users.server, Role.BUILDER)
    for admin in (users.admin, users.super_admin):
        (newest,) = admin.client.get(USERS, role="BUILDER")["nodes"]
        assert newest["id"] == str(guest.id)
        assert admin.client.get(USERS, role="AGENT")["nodes"][0]["role"] == "AGENT"


def test_a_user_changes_their_own_name_and_zone_independently(users: Users) -> None:
    guest = PasswordlessUser(users.server)
    assert guest.client.get(UPDATE, name=" Asha ") == {"name": "Asha", "timeZone": "UTC"}
    assert guest.client.get(UPDATE, zone="Asia/Kolkata") == {"name": "Asha", "timeZone": "Asia/Kolkata"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": ""}, "name"), ({"zone": "Mars/Olympus"}, "timeZone"), ({"zone": ""}, "timeZone")],
)
def test_a_profile_that_may_not_be_stays(users: Users, changes: dict[str, str], field: str) -> None:
    with assert_unchanged(users.server):
        refusal = users.agent.client.get(UPDATE, **changes)
    assert (refusal["code"], refusal["field"]) == ("BAD_INPUT", field)
