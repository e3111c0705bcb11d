"""The effect of an answer to a slot: a yes books the time, a no passes it to the next customer."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from models.events import Changes
from models.notifications.message import Message
from models.offers.answering import Answering
from models.offers.records import OfferRow
from models.offers.settling import Decision
from models.refused import Code, Refused
from models.sharing.response import Response
from models.sharing.visitor import Visitor
from models.slots import words as slot_words
from models.slots.appointment import Appointment, DepositState
from models.slots.attempt import Outcome, SlotAttempt
from models.slots.booking import book_slot
from models.slots.loop_schedule import set_attempt_end
from models.slots.shop import Shop

UNAVAILABLE = "This time is no longer available."


class SlotAnswering(Answering):
    """The answer rules of a slot: a decision suffices, and an unpaid deposit leaves the slot unsettled."""

    has_details = True

    async def record(
        self, offer: OfferRow, response: Response, values: Mapping[str, Any], visitor: Visitor
    ) -> Changes:
        attempt = await SlotAttempt.get(share_id=response.share_id)
        if not attempt.is_live:
            raise Refused(Code.OFFER_NOT_OPEN, UNAVAILABLE)
        if response.decision is Decision.ACCEPTED:
            await _book(attempt, offer, response.created_at)
        else:
            await attempt.end(Outcome.DECLINED, response.created_at)
        return {"customer": [None, str(attempt.customer_id)]}

    async def receipt_text(self, response: Response) -> str:
        """Return the text to the customer: that the time is booked, how to pay, or that it is gone."""
        attempt = await SlotAttempt.get(share_id=response.share_id)
        appointments = Appointment.filter(slot_id=attempt.offer_id, customer_id=attempt.customer_id)
        booking = await appointments.select_related("shop").first()
        return slot_words.status_text(booking, booking.shop, attempt.outcome) if booking else ""

    async def tally_answers(self, offer_id: UUID, now: datetime) -> tuple[Sequence[Decision], int]:
        is_taken = await SlotAttempt.exists(offer_id=offer_id, outcome=Outcome.ACCEPTED)
        return ([Decision.ACCEPTED] if is_taken else []), 1


async def _book(attempt: SlotAttempt, offer: OfferRow, now: datetime) -> None:
    shop = await Shop.get(id=offer.terms.shop_id)
    booking = await book_slot(attempt, offer.terms, shop, now)
    if booking.deposit_state is DepositState.NONE:
        await attempt.end(Outcome.ACCEPTED, now)
    elif booking.deposit_due_at:
        await set_attempt_end(attempt, "unpaid", booking.deposit_due_at)
    await Message.plan([attempt.text(slot_words.booking_text(booking, shop), shop.id, now)], now)
