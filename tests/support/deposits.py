"""Bookings that wait for a deposit, each made in one line, for tests below the schema."""

from datetime import timedelta

from models.clock import now
from models.notifications.message import Message
from models.offers.settling import Decision
from models.slots.appointment import Appointment, AppointmentStatus, DepositState
from models.slots.attempt import Outcome, SlotAttempt
from models.slots.shop import Shop
from tests.support.rows import DAY, HOUR, NOON
from tests.support.slot_rows import customer_of, respond, run_offer_loop, shop_of, slot_of


async def shop_with_deposit() -> Shop:
    """Create a shop that asks for a deposit."""
    return await shop_of(deposit=5_000)


async def book_by_acceptance(shop: Shop, ahead: timedelta = DAY) -> Appointment:
    """Book an appointment by the acceptance of a slot: the shop's only customer says yes now."""
    await customer_of(shop)
    slot = await slot_of(shop, now(), now() + ahead - NOON)
    await respond((await run_offer_loop(slot, now())).attempt, Decision.ACCEPTED, now())
    return await Appointment.get(slot_id=slot.id, status=AppointmentStatus.BOOKED)


async def book_manually(shop: Shop, ahead: timedelta = DAY) -> Appointment:
    """Create an appointment that the shop booked itself, with a deposit to pay."""
    return await Appointment.create(
        shop_id=shop.id,
        customer_id=(await customer_of(shop)).id,
        starts_at=now() + ahead,
        ends_at=now() + ahead + HOUR,
        deposit=5_000,
        deposit_state=DepositState.PENDING,
    )


async def outcomes_of(slot_id: object) -> list[Outcome | None]:
    return [attempt.outcome for attempt in await SlotAttempt.filter(offer_id=slot_id).order_by("position")]


async def customer_texts(shop: Shop) -> list[str]:
    """Return the texts to the shop's customers, without those that offer a slot."""
    messages = await Message.filter(shop_id=shop.id, share_id=None).order_by("created_at")
    return [message.text or "" for message in messages]
