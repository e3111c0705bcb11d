"""Appointments as clients write them."""

from datetime import datetime
from uuid import UUID

import strawberry

from models.slots.appointment_book import AppointmentDetails
from models.slots.appointment_import import AppointmentRow
from schema.scalars import MinorUnits
from schema.slots.enums import AppointmentStatus

CHAIR = "Which chair, room or person, up to 80 characters, if the shop tells them apart."
STARTS = "When it begins: two years ahead at most."
ENDS = "When it is over: 24 hours later at most."
PRICE = "What it is worth, in the shop's currency: 0 or more."


@strawberry.input(description="A new appointment.")
class AppointmentInput:
    shop_id: UUID = strawberry.field(description="Where.")
    customer_id: UUID = strawberry.field(description="Who: a customer of that shop.")
    starts_at: datetime = strawberry.field(description=STARTS)
    ends_at: datetime = strawberry.field(description=ENDS)
    chair: str | None = strawberry.field(default=None, description=CHAIR)
    price: MinorUnits | None = strawberry.field(default=None, description=PRICE)
    deposit: MinorUnits | None = strawberry.field(
        default=None, description="What is to be paid in advance: more than 0; absent: nothing."
    )

    def wish(self) -> AppointmentDetails:
        named = ("starts_at", "ends_at", "chair", "price", "deposit")
        return AppointmentDetails(**{name: getattr(self, name) for name in named})


@strawberry.input(description="An appointment in an import. One that is there already stays as it is.")
class AppointmentRowInput:
    customer_id: UUID | None = strawberry.field(default=None, description="Who; or else `phone`.")
    phone: str | None = strawberry.field(
        default=None, description="The number of the customer; or else `customerId`."
    )
    starts_at: str | None = strawberry.field(default=None, description=f"A DateTime. {STARTS}")
    ends_at: str | None = strawberry.field(default=None, description=f"A DateTime. {ENDS}")
    chair: str | None = strawberry.field(default=None, description=CHAIR)
    price: MinorUnits | None = strawberry.field(default=None, description=PRICE)
    status: AppointmentStatus = strawberry.field(
        default=AppointmentStatus.BOOKED, description="What has become of it."
    )

    def row(self) -> AppointmentRow:
        return AppointmentRow(**vars(self))
