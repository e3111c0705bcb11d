"""The appointment that a yes books, either finally or until its deposit is due."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q

from models.refused import Code, Refused
from models.slots.appointment import HOLDING, Appointment, AppointmentStatus, DepositState
from models.slots.appointment_places import TAKEN
from models.slots.attempt import SlotAttempt
from models.slots.row import SlotRow
from models.slots.shop import Shop

if TYPE_CHECKING:
    from models.slots.slot import SlotTerms

CHAIR = "appointments_one_a_chair"


async def book(attempt: SlotAttempt, slot: SlotRow, shop: Shop, now: datetime) -> Appointment:
    """Book for the customer who said yes; refuse when the customer or the chair is no longer free."""
    booking = Appointment(
        shop_id=shop.id,
        customer_id=attempt.customer_id,
        chair=slot.chair,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        price=slot.price,
        slot_id=attempt.offer_id,
        created_at=now,
    )
    if deposit := _deposit(attempt, shop):
        due_at = min(now + timedelta(minutes=shop.deposit_minutes), slot.starts_at)
        booking.deposit, booking.deposit_state = deposit, DepositState.PENDING
        booking.deposit_due_at = due_at
    await save(booking)
    return booking


def _deposit(attempt: SlotAttempt, shop: Shop) -> int | None:
    """Return the announced deposit, or the shop's current one if that is lower."""
    return min(attempt.deposit, shop.deposit) if attempt.deposit and shop.deposit else None


async def save(booking: Appointment) -> None:
    """Insert a new appointment; refuse with CONFLICT when its time is taken."""
    await Shop.one_at_a_time(booking.shop_id)
    try:
        await booking.save(force_create=True)
    except IntegrityError as error:
        raise _taken(str(error)) from None


async def booking_of(slot_id: UUID) -> Appointment | None:
    """Return the appointment that is booked through this slot."""
    return await Appointment.get_or_none(slot_id=slot_id, status=AppointmentStatus.BOOKED)


async def free_unpaid(slot_id: UUID) -> bool:
    """Cancel the slot's booking if its deposit is pending; False if there is no such booking."""
    booked = Appointment.filter(slot_id=slot_id, status=AppointmentStatus.BOOKED)
    unpaid = booked.filter(deposit_state=DepositState.PENDING)
    return bool(await unpaid.update(status=AppointmentStatus.CANCELLED, deposit_state=DepositState.FAILED))


async def chair_is_taken(slot: "SlotTerms") -> bool:
    """Tell whether the chair is booked for this time in another way than through this slot."""
    if slot.chair is None:
        return False
    others = Appointment.filter(Q(slot_id__isnull=True) | Q(slot_id__not=slot.offer_id))
    there = others.filter(shop_id=slot.shop_id, chair=slot.chair, status__in=HOLDING)
    return await there.filter(starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at).exists()


def _taken(reason: str) -> Refused:
    field = "chair" if CHAIR in reason else "customerId"
    return Refused(Code.CONFLICT, TAKEN[field], field)
