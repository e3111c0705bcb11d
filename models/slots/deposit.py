"""Deposit reports of the payment provider; each reference is recorded once."""

from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID, uuid4

from tortoise import fields

from models.checks import clean_line
from models.events import Changes, Event
from models.notifications.message import Message
from models.offers.lifecycle import Status
from models.offers.offer import Offer
from models.refused import Code, Refused, bad_input
from models.slots import words as slot_words
from models.slots.appointment import OCCUPYING, Appointment, AppointmentStatus, DepositState
from models.slots.appointment_cancel import fail_deposit, is_on_offer
from models.slots.attempt import Outcome, live_attempt
from models.slots.loop import end_attempt
from models.storage.row import Row
from models.storage.sql import Sql, fetch

FREED = "This booking was already freed; refund the deposit."


class DepositResult(StrEnum):
    """The result that the payment provider reports."""

    PAID = "PAID"
    FAILED = "FAILED"


class Deposit(Row):
    """The report of one deposit."""

    appointment: fields.ForeignKeyRelation[Appointment] = fields.ForeignKeyField(
        "offers.Appointment", related_name="deposits"
    )
    appointment_id: UUID
    reference = fields.CharField(max_length=120, unique=True)
    result = fields.CharEnumField(DepositResult, max_length=6)

    class Meta:
        table = "deposits"

    @classmethod
    async def record(
        cls, appointment: Appointment, result: DepositResult, reference: str, now: datetime
    ) -> None:
        """Lock the slot, then record a report and apply it; a repeated report changes nothing."""
        slot = await Offer.lock(appointment.slot_id) if appointment.slot_id else None
        report = cls(id=uuid4(), created_at=now, appointment_id=appointment.id, result=result)
        report.reference = clean_line(reference, "reference", 120)
        if not await report._is_new():
            return
        await appointment.refresh_from_db(fields=["status", "deposit", "deposit_state"])
        if appointment.deposit is None:
            raise bad_input("A deposit cannot be recorded; this appointment asks for none.", "appointmentId")
        if result is DepositResult.PAID:
            await _apply_payment(appointment, slot, now)
        else:
            await _apply_failure(appointment, slot, now)

    async def _is_new(self) -> bool:
        """Insert the report; False if the same one exists. Refuses a reference used for another report."""
        values = (self.id, self.created_at, self.appointment_id, self.reference, self.result)
        rows = await fetch(
            "INSERT INTO deposits (id, created_at, appointment_id, reference, result)"
            + Sql("VALUES (?, ?, ?, ?, ?) ON CONFLICT (reference) DO NOTHING RETURNING id", *values)
        )
        return bool(rows) or self._is_like(await Deposit.get(reference=self.reference))

    def _is_like(self, earlier: Self) -> bool:
        """Return False for a repeated report; refuse when the other one says something else."""
        if (earlier.appointment_id, earlier.result) != (self.appointment_id, self.result):
            sentence = "This reference was already recorded for something else."
            raise Refused(Code.CONFLICT, sentence, "reference")
        return False


async def _apply_payment(appointment: Appointment, slot: Offer | None, now: datetime) -> None:
    if appointment.deposit_state is DepositState.PAID:
        raise _already_paid("refund this one")
    is_booked = appointment.status is AppointmentStatus.BOOKED
    if slot is not None and is_booked and not is_on_offer(slot, now):
        raise Refused(Code.OFFER_NOT_OPEN, FREED, "appointmentId")
    if not await _mark_paid(appointment):
        raise Refused(Code.OFFER_NOT_OPEN, FREED, "appointmentId")
    if slot is not None and is_on_offer(slot, now):
        await _settle_slot(slot, appointment, now)


async def _settle_slot(slot: Offer, appointment: Appointment, now: datetime) -> None:
    """Settle the slot for the customer who paid and confirm it by text."""
    attempt = await live_attempt(slot.id)
    if attempt is None or not await attempt.end(Outcome.ACCEPTED, now):
        raise LookupError(f"the booking {appointment.id} waits for a deposit and nobody was asked")
    changes: Changes = {
        "customer": [str(attempt.customer_id)] * 2,
        "status": [slot.status, Status.ACCEPTED],
        "deposit_state": [DepositState.PENDING, DepositState.PAID],
    }
    slot.status = Status.ACCEPTED
    await slot.record_event(Event.ACCEPTED, None, changes, now)
    text = slot_words.confirmation_text(appointment, appointment.shop)
    await Message.plan([attempt.text(text, appointment.shop_id, now)], now)


async def _apply_failure(appointment: Appointment, slot: Offer | None, now: datetime) -> None:
    """Release the slot if this customer still holds it, and mark the deposit as failed."""
    if appointment.deposit_state is DepositState.PAID:
        raise _already_paid("this report comes too late")
    attempt = await live_attempt(slot.id) if slot is not None else None
    if slot is not None and attempt is not None and attempt.customer_id == appointment.customer_id:
        await end_attempt(slot, attempt, Outcome.UNPAID, now)
    await fail_deposit(appointment)


async def _mark_paid(appointment: Appointment) -> bool:
    """Mark the deposit as paid while the time is held; a payment that failed before may succeed later."""
    unpaid = [DepositState.PENDING, DepositState.FAILED]
    holding = Appointment.filter(id=appointment.id, status__in=OCCUPYING, deposit_state__in=unpaid)
    return bool(await holding.update(deposit_state=DepositState.PAID))


def _already_paid(consequence: str) -> Refused:
    return Refused(
        Code.CONFLICT, f"The deposit of this appointment is already paid: {consequence}.", "reference"
    )
