"""The inputs for appointments."""

from datetime import datetime
from uuid import UUID

import strawberry

from models.slots.appointment_book import AppointmentDetails
from models.slots.appointment_import import AppointmentRow
from schema.scalars import MinorUnits
from schema.slots.enums import AppointmentStatus

CHAIR = "The chair, room or person, up to 80 characters, if the shop has several."
STARTS = "When the appointment starts: at most two years ahead."
ENDS = "When the appointment ends: at most 24 hours after it starts."
PRICE = "The price in the shop's currency: 0 or more."


@strawberry.input(description="A new appointment.")
class AppointmentInput:
    shop_id: UUID = strawberry.field(description="The shop's id.")
    customer_id: UUID = strawberry.field(description="The id of a customer of that shop.")
    starts_at: datetime = strawberry.field(description=STARTS)
    ends_at: datetime = strawberry.field(description=ENDS)
    chair: str | None = strawberry.field(default=None, description=CHAIR)
    price: MinorUnits | None = strawberry.field(default=None, description=PRICE)
    deposit: MinorUnits | None = strawberry.field(
        default=None, description="The deposit to be paid in advance, more than 0; absent for none."
    )

    def wish(self) -> AppointmentDetails:
        names = ("starts_at", "ends_at", "chair", "price", "deposit")
        return AppointmentDetails(**{name: getattr(self, name) for name in names})


@strawberry.input(description="An appointment in an import. An existing appointment is left unchanged.")
class AppointmentRowInput:
    customer_id: UUID | None = strawberry.field(
        default=None, description="The customer's id; alternatively give `phone`."
    )
    phone: str | None = strawberry.field(
        default=None, description="The customer's phone number; alternatively give `customerId`."
    )
    starts_at: str | None = strawberry.field(default=None, description=f"A DateTime. {STARTS}")
    ends_at: str | None = strawberry.field(default=None, description=f"A DateTime. {ENDS}")
    chair: str | None = strawberry.field(default=None, description=CHAIR)
    price: MinorUnits | None = strawberry.field(default=None, description=PRICE)
    status: AppointmentStatus = strawberry.field(default=AppointmentStatus.BOOKED, description="The status.")

    def row(self) -> AppointmentRow:
        return AppointmentRow(**vars(self))
