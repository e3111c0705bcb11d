"""The effects of a text's delivery on the slot it asks about."""

from datetime import datetime

from models.notifications.delivery_report import DeliveryReport
from models.notifications.message import DeliveryState, Message
from models.offers.activity import activity_channel
from models.offers.lifecycle import Status, status_at
from models.offers.offer import Offer
from models.slots.attempt import Outcome, SlotAttempt
from models.slots.customer import Customer
from models.slots.loop import end_attempt, last_moment_to_ask
from models.slots.loop_schedule import set_attempt_end
from models.slots.quiet import end_of_quiet
from models.slots.shop import Shop
from models.slots.slot import SlotTerms
from models.storage.doorbells import ring

# Twilio: the recipient has replied STOP to this number.
BLOCKED = "21610"


async def hold_reason(message: Message, now: datetime) -> str | datetime | None:
    """Return why a text about a slot must not be sent, or when it may be; None to send it now."""
    attempt = await SlotAttempt.get_or_none(share_id=message.share_id)
    if attempt is None:
        return None
    slot, terms = await Offer.get(id=attempt.offer_id), await SlotTerms.get(offer_id=attempt.offer_id)
    shop, customer = await Shop.get(id=terms.shop_id), await Customer.get(id=attempt.customer_id)
    if not attempt.is_live or status_at(slot.status, slot.valid_until, now) is not Status.ACTIVE:
        return "This time was no longer available."
    if not customer.may_be_asked:
        return "The customer no longer wants texts."
    awake = end_of_quiet(now, shop.zone, shop.quiet_from, shop.quiet_until)
    if awake > last_moment_to_ask(terms.starts_at, shop):
        return "It was too late to ask."
    return awake if awake > now else None


async def postpone_attempt(message: Message, until: datetime) -> None:
    """Keep the customer's turn until a text that was postponed can be sent."""
    await Offer.lock((await SlotAttempt.get(share_id=message.share_id)).offer_id)
    attempt = await SlotAttempt.get(share_id=message.share_id)
    if attempt.is_live:
        shop = await _shop_of(attempt)
        await set_attempt_end(attempt, f"put-off:{until.isoformat()}", until + shop.time_to_send)


async def record_outcome(message: Message, state: DeliveryState, reason: str, now: datetime) -> None:
    """Record the outcome that our sender knows, and apply it to the slot in the same transaction."""
    if await message.conclude(state, reason, now):
        await _apply_delivery(message, state, reason, now)


async def record_report(message: Message, report: DeliveryReport, now: datetime) -> None:
    """Record the provider's report about a text and apply it to the slot, unless it is known already."""
    if await message.record_report(report, now):
        await _apply_delivery(message, report.state, report.reason, now)


async def _apply_delivery(message: Message, state: DeliveryState, reason: str, now: datetime) -> None:
    """Apply a delivery: a sent text starts the customer's time, a failed one frees the slot immediately."""
    if state is DeliveryState.FAILED and reason.startswith(BLOCKED) and message.recipient and message.sender:
        await Customer.opt_out_everywhere(message.recipient, message.sender, f"provider {BLOCKED}", now)
    if message.share_id and await SlotAttempt.exists(share_id=message.share_id):
        await _update_attempt(message, state, now)
    if message.offer_id:
        ring(activity_channel(message.offer_id))


async def _update_attempt(message: Message, state: DeliveryState, now: datetime) -> None:
    """Apply the delivery to the attempt under the slot's lock, which an answer takes too."""
    slot = await Offer.lock((await SlotAttempt.get(share_id=message.share_id)).offer_id)
    attempt = await SlotAttempt.get(share_id=message.share_id)
    is_waiting = attempt.is_live and not await attempt.was_answered()
    if state is DeliveryState.FAILED:
        if is_waiting:
            await end_attempt(slot, attempt, Outcome.FAILED, now)
    elif attempt.sent_at is None:
        await attempt.mark_sent(now)
        if is_waiting:
            await _start_clock(attempt, now)


async def _shop_of(attempt: SlotAttempt) -> Shop:
    return await Shop.get(id=(await SlotTerms.get(offer_id=attempt.offer_id)).shop_id)


async def _start_clock(attempt: SlotAttempt, now: datetime) -> None:
    shop = await _shop_of(attempt)
    await set_attempt_end(attempt, "silent", now + shop.time_to_answer)
