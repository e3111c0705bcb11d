"""Appointments: booking, cancelling and concluding them, and recording their deposits."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import orjson

from models.clock import now
from models.people.viewer import Viewer
from models.slots import appointment_cancel, appointment_import, import_row
from models.slots.appointment import Appointment, AppointmentStatus
from models.slots.appointment_book import AppointmentDetails, book_by_hand
from models.slots.appointment_import import AppointmentRow
from models.slots.appointment_page import AppointmentFilter
from models.slots.deposit import Deposit, DepositResult
from models.slots.import_row import RowResult
from models.slots.shop import Shop
from models.storage.paging import Listing
from subscriptions.work import unit_of_work


@dataclass(frozen=True, slots=True)
class Cancellation:
    """The cancelled appointment, and the slot that offers its time or the reason why there is none."""

    appointment: Appointment
    slot_id: UUID | None
    reason: str | None


async def appointments(viewer: Viewer, appointment_filter: AppointmentFilter) -> Listing[Appointment]:
    await Shop.run_by(viewer, appointment_filter.shop_id)
    return appointment_filter.listing()


async def book_appointment(
    viewer: Viewer, shop_id: UUID, customer_id: UUID, wish: AppointmentDetails
) -> Appointment:
    async def work() -> Appointment:
        return await book_by_hand(await Shop.run_by(viewer, shop_id), customer_id, wish, now())

    return await unit_of_work(work)


async def conclude(viewer: Viewer, appointment_id: UUID, status: AppointmentStatus) -> Appointment:
    """Record that the appointment took place, or that the customer did not come."""

    async def work() -> Appointment:
        appointment = await Appointment.run_by(viewer, appointment_id)
        await appointment.set_status(status, now())
        return appointment

    return await unit_of_work(work)


async def cancel_appointment(viewer: Viewer, appointment_id: UUID) -> Cancellation:
    """Cancel the appointment; the unit of work returns text, which an idempotency key can store."""

    async def work() -> str:
        appointment = await Appointment.run_by(viewer, appointment_id)
        cancellation = await appointment_cancel.cancel(viewer, appointment, now())
        return orjson.dumps(
            [cancellation.appointment_id, cancellation.slot_id, cancellation.reason], default=str
        ).decode()

    id_, slot_id, reason = orjson.loads(await unit_of_work(work))
    return Cancellation(await Appointment.get(id=id_), slot_id and UUID(slot_id), reason)


async def import_appointments(
    viewer: Viewer, shop_id: UUID, rows: Sequence[AppointmentRow]
) -> list[RowResult]:
    async def work() -> str:
        shop = await Shop.run_by(viewer, shop_id)
        return import_row.results_to_json(await appointment_import.import_appointments(shop, rows, now()))

    return import_row.results_from_json(await unit_of_work(work))


async def record_deposit(
    viewer: Viewer | None, appointment_id: UUID, result: DepositResult, reference: str
) -> Appointment:
    """Record the result of a payment; `viewer` is None for a caller with the scheduler's secret."""

    async def work() -> UUID:
        appointment = await Appointment.run_by(viewer, appointment_id, "appointmentId")
        await Deposit.record(appointment, result, reference, now())
        return appointment.id

    return await Appointment.get(id=await unit_of_work(work))
