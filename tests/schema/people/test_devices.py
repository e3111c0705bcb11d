"""Known devices: their own count of failures, what is stored of them, and how they end."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import uuid4

import pytest

from models.clock import now
from models.people.device import Device
from tests.support.actors import PASSWORD, Person, Users
from tests.support.database_dump import dump, run_on_database
from tests.support.guesses import client_at, code_of, guess, new_address, sign_in
from tests.support.server import RunningServer

DEVICES = "{ devices { id userAgent createdAt expiresAt } }"
REVOKE = "mutation($id: UUID!) { revokeDevice(id: $id) { ... on Done { message } } }"
DISABLE = "mutation($id: UUID!) { disableUser(id: $id) { ... on User { id } } }"
ENABLE = "mutation($id: UUID!) { enableUser(id: $id) { ... on User { id } } }"
CHANGE = """mutation($new: String!) {
  changePassword(currentPassword: "correct horse battery", newPassword: $new) { ... on User { id } }
}"""


@pytest.fixture
def strict(server: RunningServer) -> Iterator[RunningServer]:
    """A server on which the second failure in a row waits for half an hour."""
    stores = {name: getattr(server.settings, name) for name in ("database_url", "broadcast_url")}
    with RunningServer(sign_in_rate="2 per hour", **stores) as running:
        yield running


def device_of(server: RunningServer, person: Person) -> str:
    token: str = sign_in(client_at(server), person.email)["data"]["signIn"]["device"]
    return token


def lock(server: RunningServer, person: Person) -> None:
    """Fail from an unknown device, so that no unknown device can sign in as this person for a while."""
    assert code_of(guess(client_at(server), person.email)) == "UNAUTHENTICATED"
    assert code_of(sign_in(client_at(server), person.email)) == "RATE_LIMITED"


def test_a_known_device_signs_in_while_strangers_flood_the_account_and_the_address(
    strict: RunningServer, users: Users
) -> None:
    person, address, over = users.new_user("AGENT"), new_address(), threading.Event()
    device = device_of(strict, person)

    def flood() -> None:
        stranger = client_at(strict, address)
        while not over.is_set():
            guess(stranger, person.email)
            guess(stranger, f"{uuid4().hex}@example.com")

    floods = [threading.Thread(target=flood) for _ in range(3)]
    for thread in floods:
        thread.start()
    try:
        owner = client_at(strict, address)
        while code_of(sign_in(owner, person.email)) != "RATE_LIMITED":
            pass
        answers = [sign_in(owner, person.email, device) for _ in range(5)]
    finally:
        over.set()
        for thread in floods:
            thread.join()
    assert [code_of(answer) for answer in answers] == ["OK"] * 5
    assert {answer["data"]["signIn"]["device"] for answer in answers} == {device}


def test_a_device_has_a_count_of_its_own(strict: RunningServer, users: Users) -> None:
    person = users.new_user("AGENT")
    first, second = device_of(strict, person), device_of(strict, person)
    assert code_of(guess(client_at(strict), person.email, device=first)) == "UNAUTHENTICATED"
    assert code_of(sign_in(client_at(strict), person.email, first)) == "RATE_LIMITED"
    assert code_of(sign_in(client_at(strict), person.email, second)) == "OK"
    assert code_of(sign_in(client_at(strict), person.email)) == "OK"


def revoke(server: RunningServer, person: Person) -> None:
    for device in person.client.get(DEVICES):
        assert person.client.get(REVOKE, id=device["id"]) == {"message": "The device is forgotten."}


def change_password(server: RunningServer, person: Person) -> None:
    assert person.client.get(CHANGE, new="another long password") == {"id": person.id}
    assert person.client.get(DEVICES) == []


def expire(server: RunningServer, person: Person) -> None:
    past = now() - timedelta(seconds=1)
    run_on_database(server, lambda: Device.filter(user_id=person.id).update(expires_at=past))


ENDINGS: dict[str, Callable[[RunningServer, Person], None]] = {
    "revoked": revoke,
    "after a change of the password": change_password,
    "expired": expire,
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_device_that_has_ended_is_a_stranger(strict: RunningServer, users: Users, ending: str) -> None:
    person = users.new_user("AGENT")
    device = device_of(strict, person)
    ENDINGS[ending](users.server, person)
    lock(strict, person)
    assert code_of(sign_in(client_at(strict), person.email, device)) == "RATE_LIMITED"


def test_disabling_a_user_ends_their_devices(strict: RunningServer, users: Users) -> None:
    person = users.new_user("AGENT")
    device = device_of(strict, person)
    users.admin.client.get(DISABLE, id=person.id)
    users.admin.client.get(ENABLE, id=person.id)
    lock(strict, person)
    assert code_of(sign_in(client_at(strict), person.email, device)) == "RATE_LIMITED"


def test_the_device_of_another_account_is_a_stranger(strict: RunningServer, users: Users) -> None:
    person, other = users.new_user("AGENT"), users.new_user("AGENT")
    device = device_of(strict, other)
    lock(strict, person)
    assert code_of(sign_in(client_at(strict), person.email, device)) == "RATE_LIMITED"
    for made_up in ("", "dev_", "dev_" + "x" * 43, "é" * 5000, hashlib.sha256(device.encode()).hexdigest()):
        assert code_of(sign_in(client_at(strict), person.email, made_up)) == "RATE_LIMITED"


def test_a_device_signs_nobody_in(users: Users) -> None:
    device = device_of(users.server, users.agent)
    assert users.server.client(device).error_code("{ me { id } }") == "UNAUTHENTICATED"
    assert code_of(guess(users.stranger, users.agent.email, "", device)) == "UNAUTHENTICATED"


def test_signing_in_again_keeps_the_device_and_a_foreign_one_is_not_taken_over(users: Users) -> None:
    person, other = users.new_user("AGENT"), users.new_user("AGENT")
    device = device_of(users.server, person)
    again = sign_in(users.stranger, person.email, device)["data"]["signIn"]["device"]
    taken = sign_in(users.stranger, other.email, device)["data"]["signIn"]["device"]
    assert (again, taken == device) == (device, False)
    assert (len(person.client.get(DEVICES)), len(other.client.get(DEVICES))) == (1, 1)


def test_a_device_is_remembered_only_if_it_is_asked_for(users: Users) -> None:
    person = users.new_user("AGENT")
    assert person.client.get(DEVICES) == []
    in_fragments = """mutation($email: String!, $password: String!) {
      signIn(email: $email, password: $password) { ...Here }
    } fragment Here on SignedIn { ... on SignedIn { d: device } }"""
    made = users.stranger.get(in_fragments, email=person.email, password=PASSWORD)
    assert made["d"].startswith("dev_")
    (device,) = person.client.get(DEVICES)
    assert device["createdAt"] < device["expiresAt"]


def test_the_database_keeps_of_a_device_only_its_sha_256(users: Users) -> None:
    token = device_of(users.server, users.agent)
    rows = dump(users.server)
    assert not [line for lines in rows.values() for line in lines if token.removeprefix("dev_") in line]
    kept = hashlib.sha256(token.encode()).hexdigest()
    assert len([line for line in rows["devices"] if kept in line]) == 1
    assert not [line for line in rows["password_delays"] if "@" in line]
