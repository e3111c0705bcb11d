"""Signing in takes the same work whether or not there is such a user."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from tortoise.context import TortoiseContext

from models.clock import now
from models.people import passwords
from models.people.session import user_with_password
from models.people.user import User
from models.people.viewer import Role
from models.refused import Denied
from settings import PASSWORD_MEMORY
from tests.support.actors import CHEAP_MEMORY

pytestmark = pytest.mark.anyio
PASSWORD = "correct horse battery"


EVERYBODY = ("known", "nobody", "disabled", "provider", "not an address")


@pytest.fixture
def _at_full_cost() -> Iterator[None]:
    passwords.set_memory(PASSWORD_MEMORY)
    yield
    passwords.set_memory(CHEAP_MEMORY)


@pytest.mark.usefixtures("_at_full_cost")
async def test_every_failed_sign_in_verifies_one_argon2_hash(
    db: TortoiseContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _people()
    verified: list[str] = []
    verify = passwords._verify

    def count_and_verify(known: str, word: str) -> bool:
        verified.append(known)
        return verify(known, word)

    monkeypatch.setattr(passwords, "_verify", count_and_verify)
    for name in EVERYBODY:
        word = PASSWORD if name == "disabled" else "a wrong password"
        with pytest.raises(Denied, match="The e-mail address or the password is wrong"):
            await user_with_password(f"{name}@example.com", word)
    assert len(verified) == len(EVERYBODY)
    assert all(known.startswith("$argon2id$v=19$m=19456,t=2,p=1$") for known in verified)


async def test_the_hash_of_an_unknown_user_opens_no_account(db: TortoiseContext) -> None:
    await _people()
    for email in ("nobody@example.com", "provider@example.com"):
        with pytest.raises(Denied):
            await user_with_password(email, "nobody has this password")


async def _people() -> None:
    secret = await passwords.hash_password(PASSWORD)
    details: dict[str, Any] = {"name": "Somebody", "role": Role.AGENT}
    await User.create(email="known@example.com", password_hash=secret, **details)
    await User.create(email="provider@example.com", **details)
    gone = now() - timedelta(days=1)
    await User.create(email="disabled@example.com", password_hash=secret, disabled_at=gone, **details)
