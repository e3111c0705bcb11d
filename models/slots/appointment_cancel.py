"""Cancelling an appointment and offering its time to others in the same transaction."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.notifications.message import Message
from models.offers.lifecycle import Status, status_at
from models.offers.offer import Offer
from models.offers.terms import NewTerms
from models.people.viewer import Viewer
from models.slots import words as slot_words
from models.slots.appointment import Appointment, AppointmentStatus, DepositState
from models.slots.attempt import Outcome, SlotAttempt, live_attempt
from models.slots.loop import TOO_LATE, end_attempt, last_moment_to_ask
from models.slots.slot import SLOT

SLOT_CONTINUES = "slot_goes_on"
ON_OFFER = frozenset({Status.ACTIVE, Status.PAUSED})


@dataclass(frozen=True, slots=True)
class Cancellation:
    """The slot that offers the freed time, if any, and the reason why no new slot was opened."""

    appointment_id: UUID
    slot_id: UUID | None
    reason: str | None


async def cancel(viewer: Viewer, appointment: Appointment, now: datetime) -> Cancellation:
    """Cancel the appointment, then continue its slot if that is still on offer, else open a new slot."""
    slot = await Offer.lock(appointment.slot_id) if appointment.slot_id else None
    await appointment.set_status(AppointmentStatus.CANCELLED, now)
    await fail_deposit(appointment)
    if slot is not None and is_on_offer(slot, now):
        if (attempt := await live_attempt(slot.id)) and attempt.customer_id == appointment.customer_id:
            await _tell_customer(attempt, appointment, now)
            await end_attempt(slot, attempt, Outcome.CANCELLED, now)
        return Cancellation(appointment.id, slot.id, SLOT_CONTINUES)
    if now > last_moment_to_ask(appointment.starts_at, appointment.shop):
        return Cancellation(appointment.id, None, TOO_LATE)
    return Cancellation(appointment.id, (await _open_slot(viewer, appointment, now)).id, None)


def is_on_offer(slot: Offer, now: datetime) -> bool:
    return status_at(slot.status, slot.valid_until, now) in ON_OFFER


async def fail_deposit(appointment: Appointment) -> None:
    """Mark a pending deposit as failed."""
    if appointment.deposit_state is DepositState.PENDING:
        pending = Appointment.filter(id=appointment.id, deposit_state=DepositState.PENDING)
        await pending.update(deposit_state=DepositState.FAILED)


async def _tell_customer(attempt: SlotAttempt, appointment: Appointment, now: datetime) -> None:
    """Tell the customer, who was asked for a deposit, that the booking is off."""
    text = slot_words.cancellation_text(appointment, appointment.shop)
    await Message.plan([attempt.text(text, appointment.shop_id, now)], now)


async def _open_slot(viewer: Viewer, appointment: Appointment, now: datetime) -> Offer:
    common = {"title": slot_words.slot_title(appointment.shop, appointment.starts_at)}
    same_values = {
        name: getattr(appointment, name) for name in ("shop_id", "chair", "starts_at", "ends_at", "price")
    }
    terms = NewTerms(SLOT.name, {**same_values, "appointment_id": appointment.id})
    return await Offer.make(viewer, common, terms, now)
