"""Guessing passwords is slow: sign-ins are counted for the account and for the address."""

import pytest

from models.refused import Code, Denied
from resolvers.rates import Rates, multiply_rate
from tests.support.server import RunningServer

SIGN_IN = 'mutation($email: String!) { signIn(email: $email, password: "guess") { __typename } }'


def codes(answer: dict) -> list[str]:  # type: ignore[type-arg]
    return [error["extensions"]["code"] for error in answer["errors"]]


@pytest.fixture
def strict(sqlite_url: str) -> RunningServer:
    return RunningServer(database_url=sqlite_url, sign_in_rate="2 per minute")


def test_an_account_is_locked_for_a_while_after_too_many_tries(strict: RunningServer) -> None:
    with strict as server:
        tries = [server.client().ask(SIGN_IN, email="x@example.com") for _ in range(3)]
        another = server.client().ask(SIGN_IN, email="y@example.com")
    assert [codes(answer) for answer in tries] == [["UNAUTHENTICATED"], ["UNAUTHENTICATED"], ["RATE_LIMITED"]]
    assert 1 <= tries[2]["errors"][0]["extensions"]["retryAfter"] <= 60
    assert codes(another) == ["UNAUTHENTICATED"]


def test_guesses_in_one_request_are_counted_too(strict: RunningServer) -> None:
    fields = " ".join(
        f'g{n}: signIn(email: "x@example.com", password: "{n}") {{ __typename }}' for n in range(5)
    )
    with strict as server:
        answer = server.client().ask("mutation { " + fields + " }")
    assert sorted(codes(answer)) == ["RATE_LIMITED"] * 3 + ["UNAUTHENTICATED"] * 2


def test_an_address_is_counted_across_accounts(strict: RunningServer) -> None:
    with strict as server:
        answers = [server.client().ask(SIGN_IN, email=f"n{n}@example.com") for n in range(11)]
    assert [codes(answer)[0] for answer in answers] == ["UNAUTHENTICATED"] * 10 + ["RATE_LIMITED"]


@pytest.mark.anyio
async def test_without_redis_each_process_counts_for_itself() -> None:
    async with Rates("redis://127.0.0.1:1/0") as rates:
        await rates.count(multiply_rate("1 per minute", 1), "somebody")
        with pytest.raises(Denied) as refused:
            await rates.count(multiply_rate("1 per minute", 1), "somebody")
    assert refused.value.code is Code.RATE_LIMITED
