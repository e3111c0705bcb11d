"""The clock: read once at the edge, an argument everywhere below."""

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)
