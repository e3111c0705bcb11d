"""A slot's terms as they are read."""

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
    """Which time of which shop; see `SlotTerms`."""

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
        """From the columns in this order; SQLite and what was kept as JSON give ids and moments as text."""
        row = cls(*values)
        row.shop_id, row.appointment_id = _id(row.shop_id), row.appointment_id and _id(row.appointment_id)
        row.starts_at, row.ends_at = moment(row.starts_at), moment(row.ends_at)
        row.look_at = row.look_at and moment(row.look_at)
        return row

    def why_given_up(self, status: Status) -> str | None:
        """A time that has come is over without anybody having written why."""
        return (self.given_up or START_PASSED) if status is Status.EXPIRED else None

    def next_look_at(self, status: Status) -> datetime | None:
        return self.look_at if status is Status.ACTIVE else None


def _id(value: Any) -> UUID:
    """A plain one: the driver's own cannot be kept as JSON."""
    return UUID(str(value))
