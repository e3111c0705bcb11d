"""Freeing a booking whose deposit is pending, and telling its customer."""

from datetime import datetime

from models.notifications.message import Message
from models.slots import words as slot_words
from models.slots.attempt import Outcome, SlotAttempt
from models.slots.booking import booking_of, free_unpaid
from models.slots.shop import Shop


async def free(attempt: SlotAttempt, outcome: Outcome, now: datetime) -> None:
    """Cancel the unpaid booking and text the customer, so that nobody pays for a time that is gone."""
    booking = await booking_of(attempt.offer_id)
    if booking is not None and await free_unpaid(attempt.offer_id):
        shop = await Shop.get(id=booking.shop_id)
        words = slot_words.unpaid if outcome is Outcome.UNPAID else slot_words.called_off
        await Message.plan([Message.to_customer(attempt, shop, words(booking, shop), now)], now)
