"""The appointment that a yes books, either finally or until its deposit is due."""

from datetime import datetime, timedelta
from uuid import UUID

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q

from models.notifications.message import Message
from models.refused import Code, Refused
from models.slots import words as slot_words
from models.slots.appointment import OCCUPYING, Appointment, AppointmentStatus, DepositState
from models.slots.appointment_places import CONFLICTS
from models.slots.attempt import Outcome, SlotAttempt
from models.slots.row import SlotRow
from models.slots.shop import Shop

CHAIR = "appointments_one_a_chair"


async def book_slot(attempt: SlotAttempt, slot: SlotRow, shop: Shop, now: datetime) -> Appointment:
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
    await insert_booking(booking)
    return booking


def _deposit(attempt: SlotAttempt, shop: Shop) -> int | None:
    """Return the announced deposit, or the shop's current one if that is lower."""
    return min(attempt.deposit, shop.deposit) if attempt.deposit and shop.deposit else None


async def insert_booking(booking: Appointment) -> None:
    """Insert a new appointment; refuse with CONFLICT when its time is taken."""
    await Shop.lock_bookings(booking.shop_id)
    try:
        await booking.save(force_create=True)
    except IntegrityError as error:
        raise _conflict(str(error)) from None


async def booking_of(slot_id: UUID) -> Appointment | None:
    """Return the appointment that is booked through this slot."""
    return await Appointment.get_or_none(slot_id=slot_id, status=AppointmentStatus.BOOKED)


async def cancel_unpaid(slot_id: UUID) -> bool:
    """Cancel the slot's booking if its deposit is pending; False if there is no such booking."""
    bookings = Appointment.filter(slot_id=slot_id, status=AppointmentStatus.BOOKED)
    unpaid = bookings.filter(deposit_state=DepositState.PENDING)
    return bool(await unpaid.update(status=AppointmentStatus.CANCELLED, deposit_state=DepositState.FAILED))


async def free_booking(attempt: SlotAttempt, outcome: Outcome, now: datetime) -> None:
    """Free the booking that waits for its deposit, and text its customer why."""
    booking = await booking_of(attempt.offer_id)
    if booking is not None and await cancel_unpaid(attempt.offer_id):
        shop = await Shop.get(id=booking.shop_id)
        words = slot_words.unpaid_text if outcome is Outcome.UNPAID else slot_words.cancellation_text
        await Message.plan([attempt.text(words(booking, shop), shop.id, now)], now)


async def chair_is_taken(
    slot_id: UUID, shop_id: UUID, chair: str, starts_at: datetime, ends_at: datetime
) -> bool:
    """Tell whether the chair is booked for this time other than through this slot."""
    other_bookings = Appointment.filter(Q(slot_id__isnull=True) | Q(slot_id__not=slot_id))
    bookings = other_bookings.filter(shop_id=shop_id, chair=chair, status__in=OCCUPYING)
    return await bookings.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists()


def _conflict(reason: str) -> Refused:
    field = "chair" if CHAIR in reason else "customerId"
    return Refused(Code.CONFLICT, CONFLICTS[field], field)
