"""Who is expected when; the database sees to it that nobody and no chair is expected twice at once."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Self
from uuid import UUID

from tortoise import fields
from tortoise.expressions import Q

from models.people.viewer import Viewer
from models.refused import Code, Refused, forbidden, not_found
from models.slots.customer import Customer
from models.slots.shop import Shop
from models.storage.row import Row

if TYPE_CHECKING:
    from models.offers.offer import Offer


class AppointmentStatus(StrEnum):
    """What became of it; BOOKED and SETTLED hold their time."""

    BOOKED = "BOOKED"
    CANCELLED = "CANCELLED"
    SETTLED = "SETTLED"
    NO_SHOW = "NO_SHOW"


IS = {
    AppointmentStatus.BOOKED: "This appointment is already booked.",
    AppointmentStatus.CANCELLED: "This appointment was already cancelled.",
    AppointmentStatus.SETTLED: "This appointment has already taken place.",
    AppointmentStatus.NO_SHOW: "This appointment was already missed.",
}
HOLDING = (AppointmentStatus.BOOKED, AppointmentStatus.SETTLED)


class DepositState(StrEnum):
    """Whether it was paid for; NONE where nothing is asked."""

    NONE = "NONE"
    PENDING = "PENDING"
    PAID = "PAID"
    FAILED = "FAILED"


class Appointment(Row):
    """One customer's time in one shop; `slot` when it was won by answering an offer."""

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
    slot: fields.ForeignKeyNullableRelation["Offer"] = fields.ForeignKeyField(
        "offers.Offer", related_name="bookings", null=True
    )
    slot_id: UUID | None

    class Meta:
        table = "appointments"

    @classmethod
    async def run_by(cls, viewer: Viewer | None, appointment_id: UUID, field: str = "id") -> Self:
        """The appointment, with its shop, for whoever may run that; no viewer: the scheduler, for any."""
        ours = Q() if viewer is None or viewer.is_admin else Q(shop__builder_id=viewer.id)
        appointment = await cls.filter(ours, id=appointment_id).select_related("shop").first()
        if appointment is None:
            there = await cls.exists(id=appointment_id)
            raise forbidden(field=field) if there else not_found("appointment", field)
        return appointment

    async def become(self, status: AppointmentStatus, now: datetime) -> None:
        """Once, while it is booked. Whether it took place is not known before it has begun."""
        if status is not AppointmentStatus.CANCELLED and self.starts_at > now:
            raise Refused(Code.STEP_NOT_ALLOWED, "This appointment has not started yet.", "id")
        booked = Appointment.filter(id=self.id, status=AppointmentStatus.BOOKED)
        if not await booked.update(status=status):
            await self.refresh_from_db(fields=["status"])
            raise Refused(Code.STEP_NOT_ALLOWED, IS[self.status], "id")
        self.status = status
