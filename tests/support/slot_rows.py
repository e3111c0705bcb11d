"""Shops, customers and slots, each made in one line, for tests below the schema."""

from datetime import datetime, timedelta
from typing import Any

from models.notifications.message import DeliveryState, Message
from models.offers.lifecycle import Step
from models.offers.offer import Offer
from models.offers.settling import Decision
from models.offers.terms import NewTerms
from models.people.session import viewer_of
from models.people.user import User
from models.people.viewer import Role, Viewer
from models.sharing import recipient
from models.sharing.visitor import Visitor
from models.slots import text_delivery as slot_sending
from models.slots.appointment import Appointment, AppointmentStatus
from models.slots.attempt import SlotAttempt
from models.slots.customer import Customer
from models.slots.loop import LoopRun, run_loop
from models.slots.shop import Shop
from models.slots.texting import Texting
from subscriptions.work import unit_of_work
from tests.support.phones import next_phone
from tests.support.quote_rows import LINKS
from tests.support.rows import DAY, HOUR, NOON, person

TEXTING = Texting(LINKS, "+15005550006")
PHONE = Visitor("", "a telephone")
SETTLED = AppointmentStatus.SETTLED


async def shop_of(builder: Viewer | None = None, **changes: Any) -> Shop:
    """Create a shop, by default without quiet hours, because tests run at noon and later."""
    builder = builder or await person(Role.BUILDER)
    usual: dict[str, Any] = {"name": "Fade", "time_zone": "Asia/Kolkata", "quiet_from": 0, "quiet_until": 0}
    return await Shop.create(builder_id=builder.id, **usual | changes)


async def customer_of(shop: Shop, **changes: Any) -> Customer:
    """Create a customer with a mobile number and consent to texts."""
    phone = next_phone()
    usual: dict[str, Any] = {
        "name": f"Customer {phone[-8:]}",
        "phone": phone,
        "is_mobile": True,
        "opted_in_at": NOON - 30 * DAY,
        "opt_in_source": "in the shop",
    }
    return await Customer.create(shop_id=shop.id, **usual | changes)


async def visit(customer: Customer, ago: timedelta, status: AppointmentStatus = SETTLED) -> None:
    """Create an appointment of one hour, this long before noon; a negative time lies ahead."""
    starts_at = NOON - ago
    await Appointment.create(
        shop_id=customer.shop_id,
        customer_id=customer.id,
        starts_at=starts_at,
        ends_at=starts_at + HOUR,
        status=status,
    )


async def builder_of(shop: Shop) -> Viewer:
    return viewer_of(await User.get(id=shop.builder_id))


async def slot_of(shop: Shop, now: datetime = NOON, starts: timedelta = DAY, **terms: Any) -> Offer:
    """Open a slot of one hour, this long from noon."""
    starts_at = NOON + starts
    times = {"shop_id": shop.id, "appointment_id": None, "starts_at": starts_at, "ends_at": starts_at + HOUR}
    viewer = await builder_of(shop)
    new_terms = NewTerms("slot", {"chair": None, "price": None, **times, **terms})
    return await unit_of_work(lambda: Offer.make(viewer, {"title": "A free hour"}, new_terms, now))


async def withdraw(slot: Offer, now: datetime = NOON) -> None:
    async def close() -> None:
        viewer = viewer_of(await User.get(id=slot.author_id))
        await (await Offer.for_change(viewer, slot.id)).take(Step.CLOSE, viewer, now)

    await unit_of_work(close)


async def run_offer_loop(slot: Offer, now: datetime = NOON) -> LoopRun:
    """Run the offer loop once."""

    async def work() -> LoopRun:
        return await run_loop(await Offer.lock(slot.id), TEXTING, now)

    return await unit_of_work(work)


async def record_text_outcome(attempt: SlotAttempt | None, now: datetime = NOON, reason: str = "") -> None:
    """Record that the text of the attempt was sent, or failed for this reason."""
    assert attempt is not None
    message = await Message.get(share_id=attempt.share_id)
    state = DeliveryState.FAILED if reason else DeliveryState.SENT
    await unit_of_work(lambda: slot_sending.record_outcome(message, state, reason, now))


async def respond(attempt: SlotAttempt | None, decision: Decision, now: datetime = NOON) -> None:
    """Answer through the link of the attempt."""
    assert attempt is not None
    token = LINKS.token(attempt.share_id, 0)
    reply = recipient.Answer(decision, version=1)
    await unit_of_work(lambda: recipient.answer_link(token, reply, PHONE, now))
