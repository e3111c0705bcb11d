"""Changing a password: as slow to guess as a sign-in, once for a key, and never while the database waits."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from argon2 import PasswordHasher
from tortoise.backends.base.client import TransactionalDBClient

from models.people import passwords
from models.people.session import lock_user, user_with_password
from models.refused import Code, Denied
from models.storage.sql import connection
from subscriptions.work import unit_of_work
from tests.support.actors import CREATE_USER, PASSWORD, SIGN_IN, Person, Users
from tests.support.database_dump import run_on_database
from tests.support.guesses import WRONG, all_at_once, client_at, code_of, guess
from tests.support.server import Client, RunningServer

NEW = "another long password"
CHANGE = """mutation($current: String!, $new: String!, $key: String) {
  changePassword(currentPassword: $current, newPassword: $new, idempotencyKey: $key) {
    ... on User { id } ... on Refusal { code message field }
  }
}"""
TWICE = """mutation($p: String!, $n: String!) {
  a: changePassword(currentPassword: $p, newPassword: $n) { __typename }
  b: changePassword(currentPassword: $p, newPassword: $n) { __typename }
}"""


@pytest.fixture
def strict(server: RunningServer) -> Iterator[RunningServer]:
    """A server on which the second failure in a row waits for half an hour."""
    stores = {name: getattr(server.settings, name) for name in ("database_url", "broadcast_url")}
    with RunningServer(sign_in_rate="2 per hour", **stores) as running:
        yield running


def change(client: Client, current: str, new: str = NEW, key: str | None = None) -> str:
    """Return the code of the error or refusal, or OK."""
    answer = client.ask(CHANGE, current=current, new=new, key=key)
    refusal = (answer["data"] or {}).get("changePassword") or {}
    return str(refusal.get("code") or code_of(answer))


def test_the_current_password_cannot_be_guessed(
    strict: RunningServer, users: Users, verified_passwords: list[str]
) -> None:
    person = users.new_user("AGENT")
    before = len(verified_passwords)
    here = client_at(strict, token=person.token)
    codes = all_at_once([partial(here.ask, CHANGE, current=WRONG, new=NEW)] * 30)
    assert sorted(set(codes)) == ["OK", "RATE_LIMITED"], "one refusal as data, the others as errors"
    assert (codes.count("OK"), len(verified_passwords) - before) == (1, 1)
    assert change(here, PASSWORD) == "RATE_LIMITED"


def test_neither_a_flood_of_sign_ins_nor_another_session_stands_in_the_way(
    strict: RunningServer, users: Users
) -> None:
    person = users.new_user("AGENT")
    other = client_at(
        strict, token=users.stranger.get(SIGN_IN, email=person.email, password=PASSWORD)["token"]
    )
    assert code_of(guess(client_at(strict), person.email)) == "UNAUTHENTICATED"
    assert change(other, WRONG) == "BAD_INPUT"
    assert change(client_at(strict, token=person.token), PASSWORD) == "OK"
    assert code_of(other.ask("{ me { id } }")) == "UNAUTHENTICATED"


def test_an_operation_that_changes_the_password_twice_is_refused(
    users: Users, verified_passwords: list[str]
) -> None:
    answer = users.agent.client.ask(TWICE, p=PASSWORD, n=NEW)
    assert code_of(answer) == "BAD_INPUT"
    assert (len(answer["errors"]), verified_passwords) == (2, [])


def test_a_change_that_is_repeated_with_its_key_is_made_once(
    users: Users, verified_passwords: list[str]
) -> None:
    """No repetition verifies a password, or it would tell a thief of the session whether it is right."""
    person = users.new_user("AGENT")
    assert change(person.client, PASSWORD, key="change-0001") == "OK"
    before = len(verified_passwords)
    assert [change(person.client, word, key="change-0001") for word in (PASSWORD, NEW, WRONG)] == ["OK"] * 3
    assert len(verified_passwords) == before
    assert change(person.client, PASSWORD, key="change-0002") == "BAD_INPUT"
    assert change(person.client, NEW, "yet another password", key="change-0003") == "OK"


def test_a_change_that_is_sent_twice_with_a_key_is_made_once(users: Users) -> None:
    person = users.new_user("AGENT")
    works = [partial(person.client.ask, CHANGE, current=PASSWORD, new=NEW, key="change-0004")] * 4
    with ThreadPoolExecutor(4) as pool:
        answers = [
            future.result()["data"]["changePassword"] for future in [pool.submit(work) for work in works]
        ]
    assert answers == [{"id": person.id}] * 4


def test_of_concurrent_changes_one_is_made(users: Users) -> None:
    person = users.new_user("AGENT")
    ask = person.client.ask
    works = [partial(ask, CHANGE, current=PASSWORD, new=f"another password {n}") for n in range(8)]
    assert set(all_at_once(works)) == {"OK"}
    worked = [
        n for n in range(8) if code_of(guess(users.stranger, person.email, f"another password {n}")) == "OK"
    ]
    assert len(worked) == 1


def test_a_sign_in_that_was_verified_before_the_change_opens_no_session(users: Users) -> None:
    person = users.new_user("AGENT")
    user = run_on_database(users.server, lambda: user_with_password(person.email, PASSWORD))
    assert change(person.client, PASSWORD) == "OK"
    with pytest.raises(Denied) as denied:
        run_on_database(users.server, lambda: unit_of_work(lambda: lock_user(user)))
    assert denied.value.code is Code.UNAUTHENTICATED


@pytest.fixture
def in_transaction(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Record for each computed hash whether a transaction was open."""
    seen: list[bool] = []
    verify, hash_ = PasswordHasher.verify, PasswordHasher.hash

    def note_and_verify(hasher: PasswordHasher, known_hash: str, password: str) -> bool:
        seen.append(isinstance(connection(), TransactionalDBClient))
        return verify(hasher, known_hash, password)

    def note_and_hash(hasher: PasswordHasher, password: str) -> str:
        seen.append(isinstance(connection(), TransactionalDBClient))
        return hash_(hasher, password)

    monkeypatch.setattr(PasswordHasher, "verify", note_and_verify)
    monkeypatch.setattr(PasswordHasher, "hash", note_and_hash)
    return seen


def test_no_password_is_hashed_inside_a_transaction(users: Users, in_transaction: list[bool]) -> None:
    person: Person = users.new_user("AGENT")
    assert change(person.client, WRONG) == "BAD_INPUT"
    assert change(person.client, PASSWORD) == "OK"
    wish = {"email": "AGENT@example.com", "name": "A", "role": "AGENT", "password": PASSWORD}
    assert users.admin.client.get(CREATE_USER, input=wish)["code"] == "CONFLICT"
    assert len(in_transaction) == 6  # created, signed in, refused, verified and replaced, created in vain
    assert not any(in_transaction)


@pytest.mark.anyio
async def test_the_transaction_probe_sees_an_open_transaction(db: object, in_transaction: list[bool]) -> None:
    await unit_of_work(lambda: passwords.hash_password(PASSWORD))
    assert in_transaction == [True]
