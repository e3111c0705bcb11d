"""Passwords: hashed with argon2id, off the event loop."""

from functools import cache

from anyio import to_thread
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from models.people.common_passwords import is_common
from models.refused import bad_input
from settings import PASSWORD_MEMORY

SHORTEST, LONGEST = 10, 200
COMMON = (
    "The password cannot be one that many people use, because it would be guessed: choose another,"
    " such as four random words."
)


class _Cost:
    memory = PASSWORD_MEMORY


def set_memory(kib: int) -> None:
    """Set the memory for new hashes of this process, in KiB; existing hashes keep theirs."""
    _Cost.memory = kib


def hasher() -> PasswordHasher:
    return _hasher(_Cost.memory)


@cache
def _hasher(kib: int) -> PasswordHasher:
    return PasswordHasher(time_cost=2, memory_cost=kib, parallelism=1)


@cache
def _dummy_hash(kib: int) -> str:
    return _hasher(kib).hash("nobody has this password")


async def hash_password(password: str, field: str = "password") -> str:
    """Return the hash to store; refuse passwords outside 10 to 200 characters, and common ones."""
    await check_new_password(password, field)
    return await to_thread.run_sync(hasher().hash, password)


async def check_new_password(password: str, field: str) -> None:
    if not SHORTEST <= len(password) <= LONGEST:
        raise bad_input(f"A password must have {SHORTEST} to {LONGEST} characters.", field)
    if await to_thread.run_sync(is_common, password):
        raise bad_input(COMMON, field)


async def matches(password: str, known_hash: str | None) -> bool:
    """Verify a password, in the same time for an unknown user as for a wrong password."""
    of_nobody = await to_thread.run_sync(_dummy_hash, _Cost.memory)
    is_right = await to_thread.run_sync(_verify, known_hash or of_nobody, password[:LONGEST])
    return is_right and known_hash is not None


def _verify(known_hash: str, password: str) -> bool:
    try:
        return hasher().verify(known_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
