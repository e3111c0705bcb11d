"""The effects of a customer's reply."""

from typing import Any

import pytest

from jobs.messaging.replies import receive_text
from models.messaging.inbound import Effect, Inbound, TextReply
from models.messaging.reply import Meaning
from models.notifications.message import Message
from models.offers.lifecycle import Status
from models.offers.offer import Offer
from models.slots.appointment import Appointment, AppointmentStatus
from models.slots.attempt import Outcome, SlotAttempt
from models.slots.customer import Customer
from tests.support.replies import (
    MINUTE,
    OUR_NUMBER,
    AskedCustomer,
    ask,
    ask_customer_of,
    next_sid,
    reply,
    reply_effect,
    texts_to,
)
from tests.support.rows import DAY, HOUR, NOON
from tests.support.slot_rows import customer_of, run_offer_loop, shop_of, visit, withdraw

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]
SOON = NOON + MINUTE
STRANGER = "+15551230000"
GONE = "Sorry, Fri 21 Nov, 5:30 PM at Fade is gone. We will ask you again another time."
BOOKED = "Booked: Fri 21 Nov, 5:30 PM at Fade. See you then!"


async def bookings(asked: AskedCustomer) -> int:
    return await Appointment.filter(slot_id=asked.slot.id, status=AppointmentStatus.BOOKED).count()


async def test_a_yes_books_the_time_and_is_stored_with_its_effect() -> None:
    asked = await ask()
    kept = await reply(asked.phone, "Yes please!", SOON)
    assert (kept.meaning, kept.effect, kept.body) == (Meaning.YES, Effect.BOOKED, "Yes please!")
    assert (kept.attempt_id, kept.shop_id, kept.sender) == (asked.attempt.id, asked.shop.id, OUR_NUMBER)
    assert (await Offer.get(id=asked.slot.id)).status is Status.ACCEPTED
    assert (await texts_to(asked.phone), await bookings(asked)) == ([BOOKED], 1)


async def test_a_yes_with_a_deposit_reserves_the_time_and_says_how_to_pay() -> None:
    asked = await ask(deposit=200_00, deposit_url="https://pay.example/{appointment}")
    assert await reply_effect(asked.phone, "yes", SOON) is Effect.RESERVED
    booking = await Appointment.get(slot_id=asked.slot.id)
    (text,) = await texts_to(asked.phone)
    assert text is not None
    assert text.endswith(f" https://pay.example/{booking.id}")


async def test_a_message_that_comes_again_does_nothing_twice() -> None:
    asked = await ask()
    inbound = Inbound(next_sid(), asked.phone, (OUR_NUMBER,), "YES")
    assert [await receive_text(inbound, SOON) is None for _ in range(3)] == [False, True, True]
    assert (await texts_to(asked.phone), await bookings(asked)) == ([BOOKED], 1)
    assert await TextReply.filter(phone=asked.phone).count() == 1


async def test_a_second_yes_is_answered_that_the_time_is_booked_already() -> None:
    asked = await ask()
    await reply(asked.phone, "yes", SOON)
    assert await reply_effect(asked.phone, "yes", NOON + HOUR) is Effect.AGAIN
    again = "You are already booked: Fri 21 Nov, 5:30 PM at Fade. See you then!"
    assert (await texts_to(asked.phone), await bookings(asked)) == ([BOOKED, again], 1)


async def test_a_second_yes_is_answered_how_to_pay_the_open_deposit() -> None:
    asked = await ask(deposit=200_00)
    await reply(asked.phone, "yes", SOON)
    assert await reply_effect(asked.phone, "yes", SOON + 10 * MINUTE) is Effect.AGAIN
    first, second = await texts_to(asked.phone)
    assert first == second
    assert await bookings(asked) == 1


async def test_a_yes_after_its_time_is_answered_that_the_time_is_gone() -> None:
    asked = await ask()
    assert await reply_effect(asked.phone, "yes", NOON + 15 * MINUTE) is Effect.LATE
    assert (await texts_to(asked.phone), await bookings(asked)) == ([GONE], 0)
    await run_offer_loop(asked.slot, NOON + 16 * MINUTE)
    assert await reply_effect(asked.phone, "yes", NOON + 17 * MINUTE) is Effect.LATE
    assert (await asked.current_attempt()).outcome is Outcome.SILENT


async def test_a_yes_to_a_slot_that_somebody_else_took_is_late() -> None:
    first = await ask()
    second = await customer_of(first.shop)
    await run_offer_loop(first.slot, NOON + 15 * MINUTE)
    assert second.phone
    assert await reply_effect(second.phone, "yes", NOON + 16 * MINUTE) is Effect.BOOKED
    assert await reply_effect(first.phone, "yes", NOON + 17 * MINUTE) is Effect.LATE
    assert (await texts_to(first.phone), await bookings(first)) == ([GONE], 1)


async def test_a_yes_to_a_slot_that_was_withdrawn_or_has_begun_is_late() -> None:
    withdrawn, begun = await ask(), await ask(starts=10 * MINUTE, cut_off_minutes=0)
    await withdraw(withdrawn.slot)
    assert await reply_effect(withdrawn.phone, "yes", SOON) is Effect.LATE
    assert await reply_effect(begun.phone, "yes", NOON + 11 * MINUTE) is Effect.LATE
    assert await bookings(withdrawn) == await bookings(begun) == 0


async def test_a_yes_of_a_stranger_books_nothing() -> None:
    kept = await reply(STRANGER, "yes")
    assert (kept.effect, kept.attempt_id, kept.shop_id) == (Effect.STRANGER, None, None)
    said = "Sorry, we have no free time for you right now, so nothing was booked."
    assert await texts_to(STRANGER) == [said]


async def test_a_yes_to_a_number_that_did_not_send_the_offer_is_from_a_stranger() -> None:
    asked = await ask()
    assert (await reply(asked.phone, "yes", SOON, ("+15005550099",))).effect is Effect.STRANGER
    assert (await asked.current_attempt()).is_live


async def test_a_yes_of_somebody_who_had_opted_out_opts_in_and_books_nothing() -> None:
    asked = await ask()
    await reply(asked.phone, "STOP", SOON)
    assert await reply_effect(asked.phone, "YES", SOON + MINUTE) is Effect.OPTED_IN
    assert (await Customer.get(id=asked.customer.id)).may_be_asked
    assert await texts_to(asked.phone) == [
        "You get texts about free times again. Reply STOP for no more texts."
    ]
    assert await bookings(asked) == 0


async def test_a_yes_that_is_twilios_start_too_books_all_the_same() -> None:
    asked = await ask()
    assert await reply_effect(asked.phone, "yes", SOON, word="START") is Effect.BOOKED


async def test_a_yes_of_a_customer_booked_elsewhere_passes_the_slot_on() -> None:
    asked = await ask()
    await customer_of(asked.shop)
    await visit(asked.customer, -DAY, AppointmentStatus.BOOKED)
    kept = await reply(asked.phone, "yes", SOON)
    assert (kept.meaning, kept.effect, kept.attempt_id) == (Meaning.YES, Effect.CONFLICT, asked.attempt.id)
    (said,) = await texts_to(asked.phone)
    assert said == "Sorry, we could not book Fri 21 Nov, 5:30 PM at Fade: you have another appointment then."
    assert (await asked.current_attempt()).outcome is Outcome.BOOKED_ELSEWHERE
    assert (await run_offer_loop(asked.slot, SOON)).attempt is not None


async def test_a_yes_to_a_chair_that_was_booked_meanwhile_is_answered_so() -> None:
    asked = await ask(chair="1")
    other = await customer_of(asked.shop)
    times: dict[str, Any] = {"starts_at": NOON + DAY, "ends_at": NOON + DAY + HOUR}
    await Appointment.create(shop_id=asked.shop.id, customer_id=other.id, chair="1", **times)
    assert await reply_effect(asked.phone, "yes", SOON) is Effect.CONFLICT
    assert await texts_to(asked.phone) == [
        "Sorry, we could not book Fri 21 Nov, 5:30 PM at Fade: it has just been taken."
    ]
    assert (await run_offer_loop(asked.slot, SOON)).end_reason == "chair_taken"


async def test_a_repeated_conflict_is_answered_once() -> None:
    asked = await ask()
    await visit(asked.customer, -DAY, AppointmentStatus.BOOKED)
    inbound = Inbound(next_sid(), asked.phone, (OUR_NUMBER,), "YES")
    assert [await receive_text(inbound, SOON) is None for _ in range(2)] == [False, True]
    assert len(await texts_to(asked.phone)) == 1


async def test_a_pass_leaves_it_to_the_next_without_a_word() -> None:
    asked = await ask()
    await customer_of(asked.shop)
    assert await reply_effect(asked.phone, "No thanks", SOON) is Effect.PASSED
    assert ((await asked.current_attempt()).outcome, await texts_to(asked.phone)) == (Outcome.DECLINED, [])
    assert (await run_offer_loop(asked.slot, SOON)).attempt is not None


async def test_a_pass_without_an_open_attempt_is_only_stored() -> None:
    asked = await ask()
    await reply(asked.phone, "no", SOON)
    assert [await reply_effect(phone, "pass", SOON) for phone in (asked.phone, STRANGER)] == [
        Effect.NOTHING
    ] * 2
    assert (await texts_to(asked.phone), await texts_to(STRANGER)) == ([], [])


async def test_a_pass_after_a_yes_is_answered_that_the_booking_stands() -> None:
    asked = await ask()
    await reply(asked.phone, "yes", SOON)
    assert await reply_effect(asked.phone, "no, sorry", SOON) is Effect.AGAIN
    assert ((await asked.current_attempt()).outcome, await bookings(asked)) == (Outcome.ACCEPTED, 1)
    still = "You are still booked: Fri 21 Nov, 5:30 PM at Fade. To cancel it, please call us."
    assert await texts_to(asked.phone) == [BOOKED, still]


async def test_a_pass_while_the_deposit_waits_leaves_the_time_to_the_next() -> None:
    asked = await ask(deposit=200_00)
    await customer_of(asked.shop)
    await reply(asked.phone, "yes", SOON)
    assert await reply_effect(asked.phone, "no, sorry", SOON) is Effect.PASSED
    assert ((await asked.current_attempt()).outcome, await bookings(asked)) == (Outcome.CANCELLED, 0)
    assert (await texts_to(asked.phone))[-1] == (
        "Fade: Fri 21 Nov, 5:30 PM is no longer booked for you, so there is nothing to pay."
    )
    assert (await run_offer_loop(asked.slot, SOON)).attempt is not None


async def test_a_stop_opts_out_wherever_that_number_is_used_and_frees_the_slot() -> None:
    asked = await ask()
    same = await customer_of(await shop_of(sender=OUR_NUMBER), phone=asked.phone)
    other = await customer_of(await shop_of(sender="+15005550099"), phone=asked.phone)
    kept = await reply(asked.phone, "Stop texting me!", SOON)
    assert (kept.meaning, kept.effect, kept.shop_id) == (Meaning.STOP, Effect.OPTED_OUT, asked.shop.id)
    ids = [asked.customer.id, same.id, other.id]
    assert [(await Customer.get(id=each)).may_be_asked for each in ids] == [False, False, True]
    assert ((await asked.current_attempt()).outcome, await texts_to(asked.phone)) == (Outcome.DECLINED, [])


async def test_a_stop_after_a_yes_keeps_the_booking() -> None:
    asked = await ask(deposit=200_00)
    await reply(asked.phone, "yes", SOON)
    assert await reply_effect(asked.phone, "stop", SOON) is Effect.OPTED_OUT
    assert await bookings(asked) == 1
    assert not (await Customer.get(id=asked.customer.id)).may_be_asked


async def test_what_the_provider_took_for_a_stop_is_one_whatever_it_says() -> None:
    asked = await ask()
    assert await reply_effect(asked.phone, "ARRET", SOON, word="STOP") is Effect.OPTED_OUT


@pytest.mark.parametrize(("word", "texts"), [("", 1), ("START", 0)])
async def test_a_start_opts_in_again_and_is_answered_once(word: str, texts: int) -> None:
    asked = await ask()
    await reply(asked.phone, "stop", SOON)
    assert await reply_effect(asked.phone, "start", SOON + MINUTE, word) is Effect.OPTED_IN
    assert (await Customer.get(id=asked.customer.id)).may_be_asked
    assert len(await texts_to(asked.phone)) == texts


async def test_a_start_of_a_stranger_or_of_somebody_who_gets_texts_does_nothing() -> None:
    asked = await ask()
    before = (await Customer.get(id=asked.customer.id)).opted_in_at
    assert [await reply_effect(phone, "start", SOON) for phone in (STRANGER, asked.phone)] == [
        Effect.NOTHING
    ] * 2
    assert (await Customer.get(id=asked.customer.id)).opted_in_at == before
    assert await texts_to(STRANGER) == await texts_to(asked.phone) == []


@pytest.mark.parametrize(("word", "texts"), [("", 1), ("HELP", 0)])
async def test_help_says_who_we_are_and_how_to_stop_unless_the_provider_has(word: str, texts: int) -> None:
    asked = await ask()
    assert await reply_effect(asked.phone, "HELP", SOON, word) is Effect.HELPED
    who = "Fade texts you when an appointment comes free: reply YES to book it. STOP for no more texts."
    assert await texts_to(asked.phone) == [who] * texts
    assert (await asked.current_attempt()).is_live


async def test_an_unclear_reply_gets_one_question_back_per_attempt() -> None:
    asked = await ask()
    effects = [await reply_effect(asked.phone, body, SOON) for body in ("yes but no", "what?", "yes")]
    assert effects == [Effect.UNCLEAR, Effect.NOTHING, Effect.BOOKED]
    asked_back = (
        "Fri 21 Nov, 5:30 PM at Fade: sorry, we did not understand. Please reply YES to book or PASS to skip."
    )
    assert sorted(text or "" for text in await texts_to(asked.phone)) == [BOOKED, asked_back]


async def test_an_unclear_reply_without_an_attempt_is_only_stored() -> None:
    asked = await ask()
    kept = await reply(asked.phone, "Are you open on Sunday?", NOON + HOUR)
    assert (kept.meaning, kept.effect) == (Meaning.UNCLEAR, Effect.NOTHING)
    assert await texts_to(asked.phone) == []


async def test_a_reply_to_a_number_of_a_messaging_service_answers_its_offer() -> None:
    service = "MG" + "0" * 32
    asked = await ask(sender=service)
    kept = await reply(asked.phone, "yes", SOON, ("+15005550099", service))
    assert (kept.effect, kept.sender) == (Effect.BOOKED, "+15005550099")
    assert await reply(asked.phone, "yes", SOON, ("+15005550099", service))
    assert {message.sender for message in await Message.filter(recipient=asked.phone)} == {service}


async def test_a_yes_answers_the_latest_offer() -> None:
    first = await ask()
    await run_offer_loop(first.slot, NOON + 15 * MINUTE)
    shop = await shop_of()
    second = await ask_customer_of(shop, NOON + HOUR, phone=first.phone)
    kept = await reply(first.phone, "yes", NOON + HOUR + MINUTE)
    assert (kept.effect, kept.attempt_id, kept.shop_id) == (Effect.BOOKED, second.attempt.id, shop.id)
    assert await bookings(first) == 0


async def test_a_long_reply_is_cut_and_a_nul_is_removed() -> None:
    assert (await reply(STRANGER, "a" * 2000)).body == "a" * 1600
    assert (await reply(STRANGER, "a\0b")).body == "ab"


async def test_no_attempt_stays_open_after_its_answer() -> None:
    asked = await ask()
    await reply(asked.phone, "yes", SOON)
    assert not await SlotAttempt.exists(phone=asked.phone, outcome=None)


async def test_the_same_text_is_not_sent_again_immediately() -> None:
    phone = "+15551230001"
    for minute in (0, 1, 9, 10):
        assert await reply_effect(phone, "yes", NOON + minute * MINUTE) is Effect.STRANGER
    assert len(await texts_to(phone)) == 2
