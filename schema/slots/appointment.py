"""Appointments as clients see them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.slots.appointment import Appointment as AppointmentRow
from resolvers.slots.appointments import Cancelled
from schema.context import Info
from schema.fields.refusals import or_refusal
from schema.money import Money
from schema.slots.customer import Customer
from schema.slots.enums import AppointmentStatus, DepositState
from schema.slots.shop import Shop, money

Parent = strawberry.Parent[Any]


@strawberry.type(description="A customer's time in a shop. No customer and no chair has two at once.")
class Appointment:
    id: UUID = strawberry.field(description="The appointment's id.")
    chair: str | None = strawberry.field(
        description="Which chair, room or person, if the shop tells them apart."
    )
    starts_at: datetime = strawberry.field(description="When it begins.")
    ends_at: datetime = strawberry.field(description="When it is over.")
    status: AppointmentStatus = strawberry.field(description="What became of it.")
    deposit_state: DepositState = strawberry.field(description="Whether it was paid for in advance.")
    deposit_due_at: datetime | None = strawberry.field(
        description="Until when the deposit is to be paid, else the time goes to somebody else; null: no end."
    )
    slot_id: UUID | None = strawberry.field(
        description="The slot that the customer won it by; null: it was booked by hand."
    )
    created_at: datetime = strawberry.field(description="When it was booked.")

    @strawberry.field(graphql_type=Shop, description="Where.")
    async def shop(appointment: Parent, info: Info) -> Any:
        return await info.context.loaders.shops.load(appointment.shop_id)

    @strawberry.field(graphql_type=Customer, description="Who.")
    async def customer(appointment: Parent, info: Info) -> Any:
        return await info.context.loaders.customers.load(appointment.customer_id)

    @strawberry.field(graphql_type=Money | None, description="What it is worth, if that is known.")
    async def price(appointment: Parent, info: Info) -> Any:
        return money(appointment.price, await info.context.loaders.shops.load(appointment.shop_id))

    @strawberry.field(graphql_type=Money | None, description="What is to be paid in advance, if anything.")
    async def deposit(appointment: Parent, info: Info) -> Any:
        return money(appointment.deposit, await info.context.loaders.shops.load(appointment.shop_id))

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, AppointmentRow)


@strawberry.type(description="An appointment was cancelled.")
class AppointmentCancelled:
    appointment: Appointment = strawberry.field(description="The appointment.")
    slot_id: UUID | None = strawberry.field(
        description="The slot in which its time is offered to other customers; null: it is not."
    )
    reason: str | None = strawberry.field(
        description="Why no slot was opened: cut_off_passed, or slot_goes_on where the one that it was booked"
        " by goes on to the next customer; null: one was."
    )

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, Cancelled)


AppointmentResult = or_refusal(Appointment, "AppointmentResult")
AppointmentCancelledResult = or_refusal(AppointmentCancelled, "AppointmentCancelledResult")
