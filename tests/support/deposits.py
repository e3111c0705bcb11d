"""Bookings that wait for their deposit, for tests below the schema, made in one line each."""

from datetime import timedelta

from models.clock import now
from models.notifications.message import Message
from models.offers.settling import Decision
from models.slots.appointment import Appointment, AppointmentStatus, DepositState
from models.slots.attempt import Outcome, SlotAttempt
from models.slots.shop import Shop
from tests.support.rows import DAY, HOUR, NOON
from tests.support.slot_rows import customer_of, look, say, shop_of, slot_of


async def dear_shop() -> Shop:
    """One that asks for a deposit."""
    return await shop_of(deposit=5_000)


async def won(shop: Shop, ahead: timedelta = DAY) -> Appointment:
    """By the only customer, who says yes to a slot at this very moment."""
    await customer_of(shop)
    slot = await slot_of(shop, now(), now() + ahead - NOON)
    await say((await look(slot, now())).attempt, Decision.ACCEPTED, now())
    return await Appointment.get(slot_id=slot.id, status=AppointmentStatus.BOOKED)


async def by_hand(shop: Shop, ahead: timedelta = DAY) -> Appointment:
    """With a deposit to pay."""
    return await Appointment.create(
        shop_id=shop.id,
        customer_id=(await customer_of(shop)).id,
        starts_at=now() + ahead,
        ends_at=now() + ahead + HOUR,
        deposit=5_000,
        deposit_state=DepositState.PENDING,
    )


async def how_it_ended(slot_id: object) -> list[Outcome | None]:
    return [each.outcome for each in await SlotAttempt.filter(offer_id=slot_id).order_by("position")]


async def texts(shop: Shop) -> list[str]:
    """What customers were told, the asking left out."""
    told = await Message.filter(shop_id=shop.id, share_id=None).order_by("created_at")
    return [message.text or "" for message in told]
