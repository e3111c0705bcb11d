"""Appointments. Database constraints keep a customer or a chair from being booked twice at one time."""

from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from tortoise import fields
from tortoise.expressions import Q

from models.people.access import Access, require
from models.people.viewer import Viewer
from models.refused import Code, Refused
from models.slots.customer import Customer
from models.slots.shop import Shop
from models.storage.row import Row


class AppointmentStatus(StrEnum):
    """The state of an appointment. BOOKED and SETTLED occupy their time."""

    BOOKED = "BOOKED"
    CANCELLED = "CANCELLED"
    SETTLED = "SETTLED"
    NO_SHOW = "NO_SHOW"


STATUS_PHRASES = {
    AppointmentStatus.BOOKED: "This appointment is already booked.",
    AppointmentStatus.CANCELLED: "This appointment was already cancelled.",
    AppointmentStatus.SETTLED: "This appointment has already taken place.",
    AppointmentStatus.NO_SHOW: "This appointment was already missed.",
}
OCCUPYING = (AppointmentStatus.BOOKED, AppointmentStatus.SETTLED)


class DepositState(StrEnum):
    """The state of the deposit; NONE when the shop asks for no deposit."""

    NONE = "NONE"
    PENDING = "PENDING"
    PAID = "PAID"
    FAILED = "FAILED"


class Appointment(Row):
    """The time of a customer in a shop; `slot` is set if the customer got it by answering an offer."""

    shop: fields.ForeignKeyRelation[Shop] = fields.ForeignKeyField("offers.Shop", related_name="appointments")
    shop_id: UUID
    customer: fields.ForeignKeyRelation[Customer] = fields.ForeignKeyField(
        "offers.Customer", related_name="appointments"
    )
    customer_id: UUID
    chair = fields.CharField(max_length=80, null=True)
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()
    status = fields.CharEnumField(AppointmentStatus, max_length=10, default=AppointmentStatus.BOOKED)
    price: int | None = fields.BigIntField(null=True)
    deposit: int | None = fields.BigIntField(null=True)
    deposit_state = fields.CharEnumField(DepositState, max_length=8, default=DepositState.NONE)
    deposit_due_at: datetime | None = fields.DatetimeField(null=True)
    slot: fields.ForeignKeyNullableRelation[Row] = fields.ForeignKeyField(
        "offers.Offer", related_name="bookings", null=True
    )
    slot_id: UUID | None

    class Meta:
        table = "appointments"

    @classmethod
    async def run_by(cls, viewer: Viewer | None, appointment_id: UUID, field: str = "id") -> Self:
        """Return the appointment and its shop if the viewer may run the shop; no viewer means no check."""
        permitted = Q() if viewer is None or viewer.is_admin else Q(shop__builder_id=viewer.id)
        query = cls.filter(permitted, id=appointment_id).select_related("shop").first()
        access = Access(viewer, "appointment", appointment_id, "Appointment.run_by", field)
        return await require(query, cls.exists(id=appointment_id), access)

    async def set_status(self, status: AppointmentStatus, now: datetime) -> None:
        """Move a booked appointment to its final status; only a cancellation is possible before it starts."""
        if status is not AppointmentStatus.CANCELLED and self.starts_at > now:
            raise Refused(Code.STEP_NOT_ALLOWED, "This appointment has not started yet.", "id")
        still_booked = Appointment.filter(id=self.id, status=AppointmentStatus.BOOKED)
        if not await still_booked.update(status=status):
            await self.refresh_from_db(fields=["status"])
            raise Refused(Code.STEP_NOT_ALLOWED, STATUS_PHRASES[self.status], "id")
        self.status = status
