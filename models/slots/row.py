"""The terms of a slot as a record for reading."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, Self
from uuid import UUID

from models.offers.lifecycle import Status
from models.storage.sql import moment

START_PASSED = "start_passed"


class SlotTime(Protocol):
    """What a slot's terms and the row that is read of them have in common."""

    @property
    def appointment_id(self) -> UUID | None: ...

    @property
    def starts_at(self) -> datetime: ...

    @property
    def ends_at(self) -> datetime: ...


@dataclass(slots=True)
class SlotRow:
    """The time and shop of a slot; see `SlotTerms`."""

    shop_id: UUID
    appointment_id: UUID | None
    chair: str | None
    starts_at: datetime
    ends_at: datetime
    price: int | None
    given_up: str
    look_at: datetime | None

    @classmethod
    def of(cls, *values: Any) -> Self:
        """Build from the columns in this order; SQLite and stored JSON give ids and moments as text."""
        row = cls(*values)
        row.shop_id, row.appointment_id = _id(row.shop_id), row.appointment_id and _id(row.appointment_id)
        row.starts_at, row.ends_at = moment(row.starts_at), moment(row.ends_at)
        row.look_at = row.look_at and moment(row.look_at)
        return row

    def why_given_up(self, status: Status) -> str | None:
        """Return why the slot expired; when no reason was stored, its start has passed."""
        return (self.given_up or START_PASSED) if status is Status.EXPIRED else None

    def next_look_at(self, status: Status) -> datetime | None:
        return self.look_at if status is Status.ACTIVE else None


def _id(value: Any) -> UUID:
    """Return a plain UUID, because the driver's own type cannot be serialized as JSON."""
    return UUID(str(value))
