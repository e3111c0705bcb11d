"""The history between one phone and one of our numbers."""

from datetime import datetime

from models.messaging.inbound import Inbound
from models.offers.offer import Offer
from models.slots.appointment import Appointment, AppointmentStatus
from models.slots.attempt import SlotAttempt
from models.slots.customer import Customer
from models.slots.shop import Shop
from models.slots.slot import SlotTerms


async def newest_attempt(inbound: Inbound, **which: object) -> SlotAttempt | None:
    """Return the latest attempt that asked this phone from this number."""
    attempts = SlotAttempt.filter(phone=inbound.phone, sender__in=inbound.senders, **which)
    return await attempts.order_by("-created_at").first()


async def open_attempt(inbound: Inbound, now: datetime) -> tuple[SlotAttempt, Offer] | None:
    """Return the live, unanswered attempt and its slot, locked so that nothing ends it concurrently."""
    latest_attempt = await newest_attempt(inbound, outcome=None)
    if latest_attempt is None:
        return None
    slot = await Offer.lock(latest_attempt.offer_id)
    attempt = await SlotAttempt.get(id=latest_attempt.id)
    if not attempt.is_live or attempt.is_over_at(now) or await attempt.was_answered():
        return None
    return attempt, slot


async def booking_of(attempt: SlotAttempt, now: datetime) -> Appointment | None:
    """Return the appointment this attempt booked, until it is over."""
    appointments = Appointment.filter(slot_id=attempt.offer_id, customer_id=attempt.customer_id)
    return await appointments.filter(status=AppointmentStatus.BOOKED, ends_at__gt=now).first()


async def terms_and_shop(attempt: SlotAttempt) -> tuple[SlotTerms, Shop]:
    """Return the slot's terms and the shop of an attempt."""
    terms = await SlotTerms.get(offer_id=attempt.offer_id)
    return terms, await Shop.get(id=terms.shop_id)


async def shop_of(inbound: Inbound) -> Shop | None:
    """Return the shop that last exchanged texts with this phone, else the one that knows it, or None."""
    shops = Shop.filter(messages__recipient=inbound.phone, messages__sender__in=inbound.senders)
    if last := await shops.order_by("-messages__created_at").first():
        return last
    customers = Customer.filter(phone=inbound.phone, shop__sender__in=inbound.senders)
    customer = await customers.order_by("-created_at").select_related("shop").first()
    return customer.shop if customer else None
