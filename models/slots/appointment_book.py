"""Booking by hand, and the bounds of an appointment."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from models.checks import clean_line
from models.money import LARGEST, check_amount
from models.refused import bad_input
from models.slots.appointment import Appointment, AppointmentStatus, DepositState
from models.slots.booking import insert_booking
from models.slots.customer import Customer
from models.slots.loop_schedule import plan_overlapping_runs
from models.slots.shop import Shop

LONGEST = timedelta(hours=24)
AHEAD, AGO = timedelta(days=731), timedelta(days=7305)


@dataclass(frozen=True, kw_only=True, slots=True)
class AppointmentDetails:
    """The details of a requested appointment, without its customer."""

    starts_at: datetime
    ends_at: datetime
    chair: str | None = None
    price: int | None = None
    deposit: int | None = None

    def check(self, now: datetime) -> None:
        """Refuse times out of order, more than 24 hours, or a start too far from now."""
        if self.ends_at <= self.starts_at:
            raise bad_input("An appointment must end after it starts.", "endsAt")
        if self.ends_at - self.starts_at > LONGEST:
            raise bad_input("An appointment cannot last more than 24 hours.", "endsAt")
        if not now - AGO <= self.starts_at <= now + AHEAD:
            raise bad_input(
                "An appointment must start within the last twenty years or the next two.", "startsAt"
            )

    def of(self, shop: Shop, customer_id: UUID, now: datetime) -> Appointment:
        """Return an unsaved appointment with these details."""
        self.check(now)
        appointment = Appointment(shop_id=shop.id, customer_id=customer_id, created_at=now)
        appointment.starts_at, appointment.ends_at = self.starts_at, self.ends_at
        appointment.chair = None if self.chair is None else clean_line(self.chair, "chair", 80)
        appointment.price = None if self.price is None else check_amount(self.price, "price")
        appointment.deposit = _deposit(self.deposit)
        if appointment.deposit:
            appointment.deposit_state = DepositState.PENDING
        return appointment


async def book_by_hand(shop: Shop, customer_id: UUID, wish: AppointmentDetails, now: datetime) -> Appointment:
    """Book the time for a customer of this shop; refuse with CONFLICT when the database finds it taken."""
    if not await Customer.exists(id=customer_id, shop_id=shop.id):
        raise bad_input("There is no such customer in this shop.", "customerId")
    booking = wish.of(shop, customer_id, now)
    await insert_booking(booking)
    if booking.chair:
        await plan_overlapping_runs(booking)
    return booking


def set_imported_status(booking: Appointment, status: AppointmentStatus, now: datetime) -> None:
    """Set the status of an appointment that is imported together with its outcome."""
    if status in (AppointmentStatus.SETTLED, AppointmentStatus.NO_SHOW) and booking.starts_at > now:
        raise bad_input("This appointment has not started yet.", "status")
    booking.status = status


def _deposit(amount: int | None) -> int | None:
    if amount is not None and not 0 < amount <= LARGEST:
        raise bad_input(f"A deposit must be between 1 and {LARGEST} minor units.", "deposit")
    return amount
