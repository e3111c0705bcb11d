"""Whether an account exists changes none of the statements that a failed sign-in sends."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tortoise.context import TortoiseContext

from models.clock import now
from models.people.passwords import hash_password
from models.people.user import User
from models.people.viewer import Role
from models.refused import Denied
from resolvers.people.attempt import Attempt
from resolvers.people.sign_in import Lifetimes, sign_in
from resolvers.rates import Rates
from tests.support.actors import PASSWORD
from tests.support.guesses import WRONG
from tests.support.statement_log import record_statements

pytestmark = pytest.mark.anyio
ACCOUNTS = ("known", "unknown", "disabled", "without a password")
A_DAY = Lifetimes(session=timedelta(days=1), device=timedelta(days=1))


def address(account: str) -> str:
    return f"{account.replace(' ', '-')}@example.com"


async def create_users() -> None:
    secret = await hash_password(PASSWORD)
    details: dict[str, Any] = {"name": "Somebody", "role": Role.AGENT}
    await User.create(email=address("known"), password_hash=secret, **details)
    await User.create(email=address("disabled"), password_hash=secret, disabled_at=now(), **details)
    await User.create(email=address("without a password"), **details)


async def statements_of(account: str, password: str, device: str | None = None) -> list[str]:
    """Return the statements of a sign-in that is refused, without their values."""
    attempt = Attempt(uuid4().hex, "a browser", Rates("memory://"), "10 per 15 minutes", "a secret")
    with record_statements() as statements, pytest.raises(Denied):
        await sign_in(address(account), password, device, attempt, A_DAY)
    return [re.sub(r"'[^']*'|: [\[(].*", "", statement) for statement in statements]


@pytest.mark.parametrize("device", [None, "dev_made_up"])
async def test_a_failed_sign_in_sends_the_same_statements(db: TortoiseContext, device: str | None) -> None:
    await create_users()
    await sign_in_once(address("known"))
    first = {name: await statements_of(name, WRONG, device) for name in ACCOUNTS}
    second = {name: await statements_of(name, WRONG, device) for name in ACCOUNTS}
    assert all(statements == first["unknown"] for statements in first.values())
    assert all(statements == second["unknown"] for statements in second.values())
    assert len(first["unknown"]) > len(second["unknown"]) > 0, "the second is refused before it looks"


async def sign_in_once(email: str) -> None:
    attempt = Attempt(uuid4().hex, "a browser", Rates("memory://"), "10 per 15 minutes", "a secret")
    assert (await sign_in(email, PASSWORD, None, attempt, A_DAY)).device
