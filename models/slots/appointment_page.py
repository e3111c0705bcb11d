"""Pages of appointments in the order of their start, latest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.slots.appointment import Appointment, AppointmentStatus
from models.storage.listing import LatestFirst
from models.storage.paging import Listing

ORDER = "APPOINTMENTS"


@dataclass(frozen=True, slots=True)
class AppointmentFilter:
    """The filter of a shop's appointments by start and status; None does not filter."""

    shop_id: UUID
    starts_from: datetime | None
    starts_until: datetime | None
    status: AppointmentStatus | None

    def listing(self) -> Listing[Appointment]:
        conditions: dict[str, Any] = {"starts_at__gte": self.starts_from, "starts_at__lt": self.starts_until}
        conditions |= {"status": self.status, "shop_id": self.shop_id}
        query = Appointment.filter(**{name: value for name, value in conditions.items() if value is not None})
        return LatestFirst(query, ORDER, "starts_at")
