"""The root fields of appointments; those of the room extend them."""

import strawberry

from models.slots.appointment import Appointment as AppointmentRow
from models.slots.appointment_page import Which
from models.storage.paging import Listing
from resolvers.slots import appointments as appointment_resolvers
from resolvers.slots.appointments import Cancellation
from schema.context import Info
from schema.fields.permissions import IsBuilder, IsBuilderOrScheduler
from schema.fields.root_field import list_query, mutation
from schema.slots.appointment import Appointment, AppointmentCancelledResult, AppointmentResult
from schema.slots.arguments import (
    AppointmentId,
    AppointmentRows,
    BeginsFrom,
    BeginsUntil,
    DepositOutcome,
    NewAppointment,
    OfAppointmentStatus,
    PaymentReference,
    ShopId,
)
from schema.slots.enums import AppointmentStatus
from schema.slots.imports import Import, ImportResult


@strawberry.type
class AppointmentQuery:
    @list_query(
        IsBuilder,
        "The appointments of one of your shops, latest start first. Admins: any shop.",
        Appointment,
    )
    async def appointments(
        self,
        info: Info,
        shop_id: ShopId,
        from_: BeginsFrom = None,
        until: BeginsUntil = None,
        status: OfAppointmentStatus = None,
    ) -> Listing[AppointmentRow]:
        which = Which(shop_id, from_, until, status)
        return await appointment_resolvers.appointments(info.context.viewer, which)


@strawberry.type
class AppointmentMutation:
    @mutation(
        IsBuilder,
        "Book an appointment for a customer of one of your shops. Admins: any shop. Refused"
        " if the time is taken.",
        AppointmentResult,
    )
    async def book_appointment(self, info: Info, input: NewAppointment) -> AppointmentRow:
        return await appointment_resolvers.book_appointment(
            info.context.viewer, input.shop_id, input.customer_id, input.wish()
        )

    @mutation(
        IsBuilder,
        "Record that an appointment of one of your shops took place, once it has started. Admins: any shop.",
        AppointmentResult,
    )
    async def settle_appointment(self, info: Info, id: AppointmentId) -> AppointmentRow:
        return await appointment_resolvers.conclude(info.context.viewer, id, AppointmentStatus.SETTLED)

    @mutation(
        IsBuilder,
        "Record that the customer did not come to an appointment of one of your shops, once"
        " it has started. Admins: any shop.",
        AppointmentResult,
    )
    async def mark_no_show(self, info: Info, id: AppointmentId) -> AppointmentRow:
        return await appointment_resolvers.conclude(info.context.viewer, id, AppointmentStatus.NO_SHOW)

    @mutation(
        IsBuilder,
        "Cancel an appointment of one of your shops and offer its time to other customers. Admins: any shop.",
        AppointmentCancelledResult,
    )
    async def cancel_appointment(self, info: Info, id: AppointmentId) -> Cancellation:
        return await appointment_resolvers.cancel_appointment(info.context.viewer, id)

    @mutation(
        IsBuilder,
        "Import past and future appointments into one of your shops. Admins: any shop. Safe to repeat.",
        ImportResult,
    )
    async def import_appointments(self, info: Info, shop_id: ShopId, rows: AppointmentRows) -> Import:
        appointments = [row.row() for row in rows]
        return Import.of(
            await appointment_resolvers.import_appointments(info.context.viewer, shop_id, appointments)
        )

    @mutation(
        IsBuilderOrScheduler,
        "Record whether the deposit of an appointment of one of your shops was paid. Admins:"
        " any shop. Safe to repeat.",
        AppointmentResult,
    )
    async def record_deposit(
        self, info: Info, appointment_id: AppointmentId, result: DepositOutcome, reference: PaymentReference
    ) -> AppointmentRow:
        viewer = info.context.viewer_or_none
        return await appointment_resolvers.record_deposit(viewer, appointment_id, result, reference)
