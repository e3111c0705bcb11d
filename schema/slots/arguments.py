"""The arguments of the root fields of shops and slots, with their descriptions."""

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
StartsAt = Annotated[datetime, argument(description="When the slot starts.")]
EndsAt = Annotated[datetime, argument(description="When the slot ends.")]
Chair = Annotated[str | None, argument(description="The chair, room or person, if the shop has several.")]
Price = Annotated[MinorUnits | None, argument(description="The price of the slot, in the shop's currency.")]
Since = Annotated[datetime | None, argument(description="The start of the period, inclusive.")]
Until = Annotated[datetime | None, argument(description="The end of the period, exclusive; by default now.")]
CustomerId = Annotated[UUID, argument(description="The customer's id.")]
Search = Annotated[
    str | None,
    argument(description="Part of the name, in any letter case, or of the number; absent for all customers."),
]
NewShop = Annotated[ShopInput, argument(description="The new shop.")]
ShopChange = Annotated[ShopChangeInput, argument(description="The settings to change.")]
NewCustomer = Annotated[CustomerInput, argument(description="The new customer.")]
CustomerChange = Annotated[CustomerChangeInput, argument(description="The fields to change.")]
OptedIn = Annotated[bool, argument(description="Whether the customer agrees to receive texts.")]
# Not named `source` in Python: Strawberry passes an argument of that name to field extensions.
Source = Annotated[
    str, argument(name="source", description=f"How the customer gave or withdrew consent. {SOURCE}")
]
CustomerRows = Annotated[
    list[CustomerRowInput],
    argument(description="1 to 500 rows. An invalid row is refused without affecting the others."),
]
AppointmentId = Annotated[UUID, argument(description="The appointment's id.")]
BeginsFrom = Annotated[
    datetime | None, argument(name="from", description="Only appointments that start at this time or later.")
]
BeginsUntil = Annotated[
    datetime | None, argument(description="Only appointments that start before this time.")
]
OfAppointmentStatus = Annotated[
    AppointmentStatus | None, argument(description="Only appointments with this status.")
]
NewAppointment = Annotated[AppointmentInput, argument(description="The new appointment.")]
AppointmentRows = Annotated[
    list[AppointmentRowInput],
    argument(description="1 to 500 rows. An invalid row is refused without affecting the others."),
]
DepositOutcome = Annotated[DepositResult, argument(description="Whether the deposit was paid.")]
PaymentReference = Annotated[
    str,
    argument(
        description="The payment provider's reference for this payment, up to 120 characters. Repeating a"
        " reference has no further effect."
    ),
]
