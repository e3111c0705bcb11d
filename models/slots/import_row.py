"""The result of each imported row; a wrong row does not affect the others."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from typing import Self
from uuid import UUID

import orjson

from models.refused import Code, Refused, bad_input

MOST = 500


@dataclass(frozen=True, slots=True)
class RowResult:
    """The id of the imported or existing row, or the reason for its refusal."""

    id: UUID | None = None
    code: Code | None = None
    message: str | None = None
    field: str | None = None

    @classmethod
    def of(cls, refusal: Refused) -> Self:
        return cls(code=refusal.code, message=refusal.sentence, field=refusal.field)


def check_size(rows: Sequence[object]) -> None:
    if not 1 <= len(rows) <= MOST:
        raise bad_input(f"An import must have 1 to {MOST} rows.", "rows")


def moment_of(text: str | None, field: str) -> datetime:
    """Parse an ISO 8601 moment with an offset into UTC; refuse anything else, naming the field."""
    try:
        moment = datetime.fromisoformat((text or "").strip())
        if moment.tzinfo is None:
            raise ValueError("no offset")
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        sentence = "This must be a time with its offset from UTC, such as 2026-01-31T18:30:00+05:30."
        raise bad_input(sentence, field) from None


def results_to_json(results: Sequence[RowResult]) -> str:
    """Serialize the results as JSON, to be stored with an idempotency key."""
    return orjson.dumps([astuple(result) for result in results], default=str).decode()


def results_from_json(text: str) -> list[RowResult]:
    return [_read(*values) for values in orjson.loads(text)]


def _read(identity: str | None, code: str | None, *details: str | None) -> RowResult:
    return RowResult(UUID(identity) if identity else None, Code(code) if code else None, *details)
