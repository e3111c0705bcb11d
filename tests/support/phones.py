"""Phone numbers that no other test of the same database has."""

from itertools import count

_numbers = count(1)


def next_phone() -> str:
    """Return a mobile number in India, as E.164."""
    return f"+9198{next(_numbers):08}"
