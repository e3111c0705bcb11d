"""New passwords: common ones are refused in any case, also those of the operator's command."""

import pytest

from jobs.demo.rows import ACCOUNTS
from models.people.passwords import check_new_password
from models.refused import Code, Refused

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    "password", ["1234567890", "qwertyuiop", "Password123", "PASSWORD123", "pAsSwOrD123", "iloveyou12"]
)
async def test_a_common_password_is_refused_in_any_case(password: str) -> None:
    with pytest.raises(Refused) as refused:
        await check_new_password(password, "newPassword")
    assert (refused.value.code, refused.value.field) == (Code.BAD_INPUT, "newPassword")
    assert refused.value.sentence.startswith("The password cannot be one that many people use")
    assert "choose another" in refused.value.sentence


@pytest.mark.parametrize("password", ["correct horse battery", "ẞ" * 10, "İİİİİİİİİİ", "\U0001f40e" * 10])
async def test_any_other_password_of_ten_characters_is_taken(password: str) -> None:
    await check_new_password(password, "password")


async def test_the_passwords_of_the_demonstration_are_none_of_them() -> None:
    for account in ACCOUNTS:
        await check_new_password(account.password, "password")
