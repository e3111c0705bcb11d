"""The types of appointments."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.slots.appointment import Appointment as AppointmentRow
from resolvers.slots.appointments import Cancellation
from schema.context import Info
from schema.fields.refusals import or_refusal
from schema.money import Money
from schema.slots.customer import Customer
from schema.slots.enums import AppointmentStatus, DepositState
from schema.slots.shop import Shop, money

Parent = strawberry.Parent[Any]


@strawberry.type(
    description="An appointment of a customer in a shop. Appointments of the same customer or chair"
    " cannot overlap."
)
class Appointment:
    id: UUID = strawberry.field(description="The appointment's id.")
    chair: str | None = strawberry.field(description="The chair, room or person, if the shop has several.")
    starts_at: datetime = strawberry.field(description="When the appointment starts.")
    ends_at: datetime = strawberry.field(description="When the appointment ends.")
    status: AppointmentStatus = strawberry.field(description="The status.")
    deposit_state: DepositState = strawberry.field(description="The state of the deposit.")
    deposit_due_at: datetime | None = strawberry.field(
        description="When the deposit is due; if it is not paid by then, the time goes to another"
        " customer. Null for no due time."
    )
    slot_id: UUID | None = strawberry.field(
        description="The id of the slot that the customer took; null if the appointment was booked directly."
    )
    created_at: datetime = strawberry.field(description="When the appointment was booked.")

    @strawberry.field(graphql_type=Shop, description="The shop.")
    async def shop(appointment: Parent, info: Info) -> Any:
        return await info.context.loaders.shops.load(appointment.shop_id)

    @strawberry.field(graphql_type=Customer, description="The customer.")
    async def customer(appointment: Parent, info: Info) -> Any:
        return await info.context.loaders.customers.load(appointment.customer_id)

    @strawberry.field(graphql_type=Money | None, description="The price, if it is known.")
    async def price(appointment: Parent, info: Info) -> Any:
        return money(appointment.price, await info.context.loaders.shops.load(appointment.shop_id))

    @strawberry.field(graphql_type=Money | None, description="The deposit to be paid in advance, if any.")
    async def deposit(appointment: Parent, info: Info) -> Any:
        return money(appointment.deposit, await info.context.loaders.shops.load(appointment.shop_id))

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, AppointmentRow)


@strawberry.type(description="The result of cancelling an appointment.")
class AppointmentCancelled:
    appointment: Appointment = strawberry.field(description="The cancelled appointment.")
    slot_id: UUID | None = strawberry.field(
        description="The id of the slot that offers the time to other customers; null if none does."
    )
    reason: str | None = strawberry.field(
        description="Why no slot was opened: cut_off_passed, or slot_goes_on if the slot it was booked"
        " through continues with the next customer. Null if one was opened."
    )

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, Cancellation)


AppointmentResult = or_refusal(Appointment, "AppointmentResult")
AppointmentCancelledResult = or_refusal(AppointmentCancelled, "AppointmentCancelledResult")
