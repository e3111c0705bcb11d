"""Passwords cannot be guessed, by whatever way the guesses come, and nobody learns which accounts exist."""

import json
from collections.abc import Iterator
from uuid import uuid4

import pytest

from tests.support.actors import Users
from tests.support.guesses import (
    SIGN_IN,
    all_at_once,
    ask_over_socket,
    client_at,
    code_of,
    guess,
    new_address,
    sign_in,
)
from tests.support.server import RunningServer


@pytest.fixture
def strict(server: RunningServer) -> Iterator[RunningServer]:
    """A server with the limits that it has by default, on either pair of stores."""
    stores = {name: getattr(server.settings, name) for name in ("database_url", "broadcast_url")}
    with RunningServer(sign_in_rate="10 per 15 minutes", **stores) as running:
        yield running


def write_aliases(email: str) -> str:
    fields = (f'g{n}: signIn(email: "{email}", password: "guess {n}") {{ __typename }}' for n in range(10))
    return f"mutation {{ {' '.join(fields)} }}"


def test_a_thousand_guesses_verify_at_most_ten(
    strict: RunningServer, users: Users, verified_passwords: list[str]
) -> None:
    """The guesses come by aliases, in batches, over sockets and concurrently, from separate networks."""
    email = users.new_user("AGENT").email
    before = len(verified_passwords)
    for _ in range(30):
        answer = client_at(strict).ask(write_aliases(email))
        assert {error["extensions"]["code"] for error in answer["errors"]} == {"BAD_INPUT"}
    assert len(verified_passwords) == before, "no guess of several in one operation is looked at"
    batch = [{"query": SIGN_IN, "variables": {"email": email, "password": "x"}}] * 100
    assert client_at(strict).http.post("/graphql", json=batch).status_code == 400
    guesses = {"email": email, "password": "a wrong guess"}
    by_socket = [
        code for _ in range(5) for code in ask_over_socket(client_at(strict), SIGN_IN, 100, **guesses)
    ]
    at_once = all_at_once([lambda: guess(client_at(strict), email)] * 100)
    assert {*by_socket, *at_once} == {"UNAUTHENTICATED", "RATE_LIMITED"}
    assert len(by_socket) + len(at_once) == 600
    assert 1 <= len(verified_passwords) - before <= 10
    assert [*by_socket, *at_once].count("UNAUTHENTICATED") == len(verified_passwords) - before


def test_guesses_by_aliases_are_refused_over_a_socket_too(
    strict: RunningServer, users: Users, verified_passwords: list[str]
) -> None:
    codes = set(ask_over_socket(client_at(strict), write_aliases(users.agent.email), 20))
    assert (codes, verified_passwords) == ({"BAD_INPUT"}, [])


SEVERAL = {
    "two aliases": "mutation($e: String!) { a: %s b: %s }",
    "an alias and none": "mutation($e: String!) { %s b: %s }",
    "a fragment": "mutation($e: String!) { ...A b: %s } fragment A on Mutation { a: %s }",
    "a fragment in a fragment": (
        "mutation($e: String!) { ...A } fragment A on Mutation { a: %s ...B }"
        " fragment B on Mutation { b: %s }"
    ),
    "an inline fragment": "mutation($e: String!) { a: %s ... on Mutation { b: %s } }",
    "one that is skipped": "mutation($e: String!) { a: %s ... @skip(if: true) { b: %s } }",
}
ONE = 'signIn(email: $e, password: "guess") { __typename }'


@pytest.mark.parametrize("way", SEVERAL)
def test_an_operation_that_signs_in_twice_is_refused_in_a_sentence(
    users: Users, verified_passwords: list[str], way: str
) -> None:
    answer = users.stranger.ask(SEVERAL[way].replace("%s", ONE), e=users.agent.email)
    errors = answer["errors"]
    assert {error["message"] for error in errors} == {
        "An operation cannot hold signIn more than once: send each in a request of its own."
    }
    assert {error["extensions"]["code"] for error in errors} == {"BAD_INPUT"}
    assert {error["extensions"]["field"] for error in errors} == {"signIn"}
    assert verified_passwords == []


def test_one_of_several_operations_may_sign_in(users: Users) -> None:
    """Only one of them is executed."""
    query = f"mutation A($e: String!) {{ {ONE} }} mutation B($e: String!) {{ {ONE} }}"
    body = {"query": query, "variables": {"e": "nobody@example.com"}, "operationName": "B"}
    answer = users.server.client().http.post("/graphql", content=json.dumps(body), headers=JSON).json()
    assert code_of(answer) == "UNAUTHENTICATED"


def test_known_and_unknown_accounts_are_answered_alike(
    strict: RunningServer, users: Users, verified_passwords: list[str]
) -> None:
    """The answers agree in words, in the seconds to wait, and in the number of computed hashes."""
    known, unknown = users.new_user("AGENT").email, f"{uuid4().hex}@example.com"
    before = len(verified_passwords)
    asked = [[guess(client_at(strict), email) for _ in range(4)] for email in (known, unknown)]
    assert [code_of(answer) for answer in asked[0]] == [code_of(answer) for answer in asked[1]]
    refusals = [answer["errors"][0] for answers in asked for answer in answers]
    first, later = refusals[::4], [refusal for n, refusal in enumerate(refusals) if n % 4]
    assert first[0] == first[1]
    assert {refusal["extensions"]["code"] for refusal in later} == {"RATE_LIMITED"}
    for refusal in later:
        seconds = refusal["extensions"]["retryAfter"]
        assert 1 <= seconds <= 2
        assert refusal["message"] == f"Too many attempts; you must wait {seconds} seconds."
    assert len(verified_passwords) - before == 2


def test_successes_are_not_counted(strict: RunningServer, users: Users) -> None:
    """Sixty sign-ins in sequence from an address with a limit of fifty failures, then twenty concurrently."""
    client, email = client_at(strict), users.new_user("AGENT").email
    assert {code_of(sign_in(client, email)) for _ in range(60)} == {"OK"}
    assert set(all_at_once([lambda: sign_in(client, email)] * 20)) == {"OK"}
    assert code_of(guess(client, email)) == "UNAUTHENTICATED"


def test_concurrent_wrong_tries_from_one_address_cannot_exceed_its_limit(
    strict: RunningServer, users: Users, verified_passwords: list[str]
) -> None:
    address = new_address()
    client = client_at(strict, address)
    codes = all_at_once([lambda: guess(client_at(strict, address), f"{uuid4().hex}@example.com")] * 80)
    assert (codes.count("UNAUTHENTICATED"), codes.count("RATE_LIMITED"), len(verified_passwords)) == (
        50,
        30,
        50,
    )
    victim = users.new_user("AGENT").email
    assert {code_of(guess(client, victim)) for _ in range(20)} == {"RATE_LIMITED"}
    assert code_of(sign_in(client_at(strict), victim)) == "OK", "the account's count is untouched"


def test_the_addresses_of_one_ipv6_network_are_counted_together(strict: RunningServer) -> None:
    network = new_address().removesuffix("1")
    codes = [
        code_of(guess(client_at(strict, f"{network}{n:x}"), f"{uuid4().hex}@example.com"))
        for n in range(1, 52)
    ]
    assert codes == ["UNAUTHENTICATED"] * 50 + ["RATE_LIMITED"]
    assert code_of(guess(client_at(strict), f"{uuid4().hex}@example.com")) == "UNAUTHENTICATED"


JSON = {"content-type": "application/json"}
