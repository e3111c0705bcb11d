"""The terms of a slot as a record for reading."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from models.offers.lifecycle import Status
from models.storage.sql import moment

START_PASSED = "start_passed"


class SlotTime(Protocol):
    """The fields that the terms of a slot and its record have in common."""

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

    def __post_init__(self) -> None:
        """Convert ids and moments, which SQLite and stored JSON give as text."""
        self.shop_id = _id(self.shop_id)
        self.appointment_id = self.appointment_id and _id(self.appointment_id)
        self.starts_at, self.ends_at = moment(self.starts_at), moment(self.ends_at)
        self.look_at = self.look_at and moment(self.look_at)

    def why_given_up(self, status: Status) -> str | None:
        """Return why the slot expired; when no reason was stored, its start has passed."""
        return (self.given_up or START_PASSED) if status is Status.EXPIRED else None

    def next_look_at(self, status: Status) -> datetime | None:
        return self.look_at if status is Status.ACTIVE else None


def _id(value: UUID | str) -> UUID:
    """Return a plain UUID, because the driver's own type cannot be stored as JSON."""
    return UUID(str(value))
