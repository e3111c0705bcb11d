"""Passwords: hashed with argon2id, off the event loop."""

from anyio import to_thread
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from models.refused import bad_input

# OWASP's second argon2id profile: 19 MiB, two passes, one lane (about 30 ms).
HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
UNKNOWN_USER_HASH = HASHER.hash("nobody has this password")
SHORTEST, LONGEST = 10, 200


async def hashed(password: str, field: str = "password") -> str:
    """The hash to keep; refuses passwords outside 10 to 200 characters."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise bad_input(f"A password has {SHORTEST} to {LONGEST} characters.", field)
    return await to_thread.run_sync(HASHER.hash, password)


async def matches(password: str, known_hash: str | None) -> bool:
    """Takes the same time for a user who does not exist as for a wrong password."""
    found = await to_thread.run_sync(_verify, known_hash or UNKNOWN_USER_HASH, password[:LONGEST])
    return found and known_hash is not None


def _verify(known_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(known_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
