"""The arguments of the root fields of shops and slots, each with the words that clients see."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from strawberry import argument

from schema.scalars import MinorUnits
from schema.slots.appointment_input import AppointmentInput, AppointmentRowInput
from schema.slots.enums import AppointmentStatus, DepositResult
from schema.slots.shop_input import (
    SOURCE,
    CustomerChangeInput,
    CustomerInput,
    CustomerRowInput,
    ShopChangeInput,
    ShopInput,
)

ShopId = Annotated[UUID, argument(description="The shop's id.")]
SlotId = Annotated[UUID, argument(description="The slot's id.")]
StartsAt = Annotated[datetime, argument(description="When it begins.")]
EndsAt = Annotated[datetime, argument(description="When it is over.")]
Chair = Annotated[
    str | None, argument(description="Which chair, room or person, if the shop tells them apart.")
]
Price = Annotated[MinorUnits | None, argument(description="What it is worth, in the shop's currency.")]
Since = Annotated[datetime | None, argument(description="Not before this moment.")]
Until = Annotated[datetime | None, argument(description="Before this moment; now unless told.")]
CustomerId = Annotated[UUID, argument(description="The customer's id.")]
Search = Annotated[
    str | None, argument(description="Part of the name in any case, or of the number; absent: all.")
]
NewShop = Annotated[ShopInput, argument(description="The new shop.")]
ShopChange = Annotated[ShopChangeInput, argument(description="What to change.")]
NewCustomer = Annotated[CustomerInput, argument(description="The new customer.")]
CustomerChange = Annotated[CustomerChangeInput, argument(description="What to change.")]
OptedIn = Annotated[bool, argument(description="Whether they want texts.")]
# Strawberry itself passes a `source` to whatever surrounds a field.
Source = Annotated[str, argument(name="source", description=f"How we know that. {SOURCE}")]
CustomerRows = Annotated[
    list[CustomerRowInput],
    argument(description="1 to 500. A row that is wrong is refused and loses no other."),
]
AppointmentId = Annotated[UUID, argument(description="The appointment's id.")]
BeginsFrom = Annotated[
    datetime | None, argument(name="from", description="Only those that begin then or later.")
]
BeginsUntil = Annotated[datetime | None, argument(description="Only those that begin before.")]
OfAppointmentStatus = Annotated[AppointmentStatus | None, argument(description="Only those that stand so.")]
NewAppointment = Annotated[AppointmentInput, argument(description="The new appointment.")]
AppointmentRows = Annotated[
    list[AppointmentRowInput],
    argument(description="1 to 500. A row that is wrong is refused and loses no other."),
]
DepositOutcome = Annotated[DepositResult, argument(description="What became of the deposit.")]
PaymentReference = Annotated[
    str,
    argument(
        description="What the payment side calls this payment, up to 120 characters; the same again does"
        " nothing twice."
    ),
]
