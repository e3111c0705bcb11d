"""Pages of appointments in the order of their start, latest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models.slots.appointment import Appointment, AppointmentStatus
from models.storage.paging import Found, Paging, cursor, found, moment_at, place

ORDER = "APPOINTMENTS"


@dataclass(frozen=True, slots=True)
class Which:
    """The filter of a shop's appointments by start and status; None does not filter."""

    shop_id: UUID
    starts_from: datetime | None
    starts_until: datetime | None
    status: AppointmentStatus | None

    def rows(self) -> QuerySet[Appointment]:
        wanted: dict[str, Any] = {"starts_at__gte": self.starts_from, "starts_at__lt": self.starts_until}
        wanted |= {"status": self.status, "shop_id": self.shop_id}
        return Appointment.filter(**{name: value for name, value in wanted.items() if value is not None})


async def latest(query: QuerySet[Appointment], asked: Paging) -> Found[Appointment]:
    """Read one page in one statement."""
    if asked.after is not None:
        value, row_id = place(asked.after, ORDER)
        moment = moment_at(value)
        query = query.filter(Q(starts_at__lt=moment) | Q(starts_at=moment, id__lt=row_id))
    rows = await query.order_by("-starts_at", "-id").offset(asked.offset).limit(asked.size + 1)
    return found(rows, asked.size)


def appointment_cursor(row: Appointment) -> str:
    return cursor(ORDER, row.starts_at, row.id)
