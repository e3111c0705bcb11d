"""The page of a link for a customer who accepted a slot, in each state of the booking."""

from typing import Any

import pytest

from models.offers.offer import Offer
from models.offers.settling import Decision
from models.sharing import recipient
from models.slots.appointment import Appointment, DepositState
from models.slots.attempt import Outcome, SlotAttempt
from resolvers.sharing.recipients import receipt_text
from tests.support.quote_rows import LINKS
from tests.support.rows import HOUR, NOON
from tests.support.slot_rows import customer_of, respond, run_offer_loop, shop_of, slot_of

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]
WHEN = "Fri 21 Nov, 5:30 PM"


async def answer_slot(decision: Decision = Decision.ACCEPTED, **shop: Any) -> SlotAttempt:
    made = await shop_of(**shop)
    await customer_of(made)
    asked = (await run_offer_loop(await slot_of(made))).attempt
    assert asked is not None
    await respond(asked, decision)
    return asked


async def read_receipt(attempt: SlotAttempt) -> str | None:
    found = await recipient.open_share(LINKS.token(attempt.share_id, 0), NOON)
    return await receipt_text(found)


async def test_a_yes_is_booked() -> None:
    assert await read_receipt(await answer_slot()) == f"Booked: {WHEN} at Fade. See you then!"


async def test_a_customer_who_declines_is_sent_no_further_text() -> None:
    assert await read_receipt(await answer_slot(Decision.DECLINED)) is None


async def test_a_yes_that_waits_for_its_deposit_says_how_to_pay() -> None:
    attempt = await answer_slot(deposit=50_00, deposit_url="https://pay.example/{appointment}")
    booking = await Appointment.get(slot_id=attempt.offer_id)
    said = await read_receipt(attempt)
    assert said is not None
    assert said.startswith(f"{WHEN} at Fade is yours: pay the deposit of INR 50.00 by ")
    assert said.endswith(f" https://pay.example/{booking.id}")


async def test_what_was_paid_is_booked() -> None:
    attempt = await answer_slot(deposit=50_00)
    await Appointment.filter(slot_id=attempt.offer_id).update(deposit_state=DepositState.PAID)
    assert await read_receipt(attempt) == f"Paid and booked: {WHEN} at Fade. See you then!"


async def test_what_was_not_paid_in_time_is_gone() -> None:
    attempt = await answer_slot(deposit=50_00)
    await run_offer_loop(await Offer.get(id=attempt.offer_id), NOON + 2 * HOUR)
    assert (await SlotAttempt.get(id=attempt.id)).outcome is Outcome.UNPAID
    assert (
        await read_receipt(attempt)
        == f"Fade: the deposit for {WHEN} was not paid, so the time is free again."
    )
