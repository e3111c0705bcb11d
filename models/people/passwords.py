"""Passwords: hashed with argon2id, off the event loop."""

from functools import cache

from anyio import to_thread
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from models.refused import bad_input
from settings import PASSWORD_MEMORY

SHORTEST, LONGEST = 10, 200


class _Cost:
    memory = PASSWORD_MEMORY


def take_memory(kib: int) -> None:
    """From now on each hash that this process makes takes so much; old ones keep what they were made with."""
    _Cost.memory = kib


def hasher() -> PasswordHasher:
    return _hasher(_Cost.memory)


@cache
def _hasher(kib: int) -> PasswordHasher:
    return PasswordHasher(time_cost=2, memory_cost=kib, parallelism=1)


@cache
def _of_nobody(kib: int) -> str:
    return _hasher(kib).hash("nobody has this password")


async def hashed(password: str, field: str = "password") -> str:
    """The hash to keep; refuses passwords outside 10 to 200 characters."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise bad_input(f"A password must have {SHORTEST} to {LONGEST} characters.", field)
    return await to_thread.run_sync(hasher().hash, password)


async def matches(password: str, known_hash: str | None) -> bool:
    """Takes the same time for a user who does not exist as for a wrong password."""
    of_nobody = await to_thread.run_sync(_of_nobody, _Cost.memory)
    found = await to_thread.run_sync(_verify, known_hash or of_nobody, password[:LONGEST])
    return found and known_hash is not None


def _verify(known_hash: str, password: str) -> bool:
    try:
        return hasher().verify(known_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
