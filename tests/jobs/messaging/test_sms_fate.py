"""A text in doubt: the list of Twilio tells whether it was accepted, so none is lost and none sent twice."""

from datetime import timedelta
from typing import Any

import pytest

from jobs.messaging.delivery import MAX_ATTEMPTS
from jobs.messaging.trace import LISTED_AFTER
from models.notifications.message import DeliveryState, Message
from models.slots.attempt import Outcome
from models.slots.customer import Customer
from models.storage.job import Job
from settings import Settings
from tests.support.messages import run_due_jobs
from tests.support.rows import DAY, HOUR, NOON
from tests.support.slot_rows import customer_of, run_offer_loop, shop_of, withdraw
from tests.support.slot_texts import ask_by_text, begin_text, plan_text
from tests.support.twilio_standin import BROKEN, NUMBER, STOPPED, TOO_MANY, Text, TwilioStandIn

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]
MINUTE = timedelta(minutes=1)
# Within the time that an attempt has to be sent.
LATER = NOON + 20 * MINUTE
SENT = (DeliveryState.SENT, "")
# Quiet from 17:40 to 8:00 in Kolkata, where noon in Greenwich is half past five.
NIGHT: dict[str, Any] = {"quiet_from": 17 * 60 + 40, "quiet_until": 8 * 60}
MORNING = NOON + 14 * HOUR + 30 * MINUTE
STOPPED_SENDING = "A server stopped while it was sending this."


async def test_the_id_that_twilio_gives_a_text_is_stored(twilio: TwilioStandIn, settings: Settings) -> None:
    one = await ask_by_text()
    await run_due_jobs(settings)
    (text,) = twilio.accepted_texts
    assert (await one.state(), await one.provider_id()) == (SENT, text.sid)
    assert (await one.current_attempt()).ends_at == NOON + 15 * MINUTE


@pytest.mark.parametrize("says", [TOO_MANY, BROKEN, "drop"])
async def test_a_text_that_was_not_taken_is_sent_later(
    twilio: TwilioStandIn, settings: Settings, says: dict[str, object] | str
) -> None:
    one = await ask_by_text()
    twilio.answer_to_text = says
    await run_due_jobs(settings)
    assert (await one.state(), twilio.accepted_texts) == ((DeliveryState.QUEUED, ""), [])
    twilio.answer_to_text = None
    await run_due_jobs(settings, NOON + 5 * MINUTE)
    assert (await one.state(), len(twilio.accepted_texts)) == (SENT, 1)


@pytest.mark.parametrize("says", ["hang up", "break", "garble"])
async def test_a_text_that_was_taken_is_found_and_not_sent_again(
    twilio: TwilioStandIn, settings: Settings, says: str
) -> None:
    one = await ask_by_text()
    twilio.answer_to_text = says
    await run_due_jobs(settings)
    assert (await one.state(), len(twilio.accepted_texts)) == ((DeliveryState.QUEUED, ""), 1)
    await run_due_jobs(settings, NOON + MINUTE)
    assert (await one.state(), await one.provider_id()) == (SENT, twilio.accepted_texts[0].sid)
    assert (len(twilio.accepted_texts), await Job.filter(kind="message").count()) == (1, 0)


async def test_a_text_that_waits_for_quiet_hours_goes_out_in_the_morning(
    twilio: TwilioStandIn, settings: Settings
) -> None:
    one = await ask_by_text(**NIGHT)
    await run_due_jobs(settings, NOON + 11 * MINUTE)
    assert (await one.state(), twilio.accepted_texts) == ((DeliveryState.QUEUED, ""), [])
    assert (await run_offer_loop(one.slot, NOON + HOUR)).skip_reason == "offer_outstanding"
    await run_due_jobs(settings, MORNING - MINUTE)
    assert twilio.accepted_texts == []
    await run_due_jobs(settings, MORNING)
    assert (await one.state(), len(twilio.accepted_texts)) == (SENT, 1)
    assert (await one.current_attempt()).ends_at == MORNING + 15 * MINUTE


async def test_a_text_for_which_the_morning_is_too_late_leaves_the_slot_to_others(
    twilio: TwilioStandIn, settings: Settings
) -> None:
    one = await ask_by_text(MORNING - NOON, **NIGHT)
    await run_due_jobs(settings, NOON + 11 * MINUTE)
    assert (await one.state(), twilio.accepted_texts) == (
        (DeliveryState.FAILED, "It was too late to ask."),
        [],
    )
    assert (await one.current_attempt()).outcome is Outcome.FAILED


async def test_a_text_that_the_recipient_blocked_is_not_retried_and_opts_them_out(
    twilio: TwilioStandIn, settings: Settings
) -> None:
    one = await ask_by_text()
    twilio.answer_to_text = STOPPED
    await run_due_jobs(settings)
    state, reason = await one.state()
    assert (state, reason[:6], twilio.list_requests) == (DeliveryState.FAILED, "21610 ", 0)
    assert (await one.current_attempt()).outcome is Outcome.FAILED
    assert not (await Customer.get(id=one.attempt.customer_id)).may_be_asked


async def test_a_blocked_text_that_asks_nothing_opts_out_as_well(
    twilio: TwilioStandIn, settings: Settings
) -> None:
    customer = await customer_of(await shop_of(sender=NUMBER))
    await plan_text(customer, NUMBER)
    twilio.answer_to_text = STOPPED
    await run_due_jobs(settings)
    assert not (await Customer.get(id=customer.id)).may_be_asked


async def test_a_text_that_the_list_lacks_is_sent_again_only_after_a_delay(
    twilio: TwilioStandIn, settings: Settings
) -> None:
    one = await ask_by_text()
    twilio.answer_to_text = "drop"
    await run_due_jobs(settings)
    twilio.answer_to_text = None
    await run_due_jobs(settings, NOON + LISTED_AFTER - timedelta(seconds=1))
    assert (twilio.list_requests, twilio.accepted_texts) == (1, [])
    await run_due_jobs(settings, NOON + LISTED_AFTER + MINUTE)
    assert (twilio.list_requests, await one.state()) == (2, SENT)


@pytest.mark.parametrize("lists", [TOO_MANY, BROKEN, "drop", {"status": 401, "message": "No", "code": 20003}])
async def test_no_text_is_sent_again_while_the_list_of_twilio_is_unavailable(
    twilio: TwilioStandIn, settings: Settings, lists: dict[str, object] | str
) -> None:
    one = await begin_text()
    twilio.answer_to_list = lists
    for day in range(1, MAX_ATTEMPTS):
        await run_due_jobs(settings, NOON + day * DAY / 10)
    assert await one.state() == (DeliveryState.QUEUED, "")
    assert twilio.list_requests >= MAX_ATTEMPTS - 1
    await run_due_jobs(settings, NOON + DAY)
    assert ((await one.state())[0], twilio.accepted_texts) == (DeliveryState.UNKNOWN, [])
    assert await Job.filter(kind="message").count() == 0


async def test_a_server_that_stopped_before_it_sent_leaves_it_to_the_next(
    twilio: TwilioStandIn, settings: Settings
) -> None:
    one = await begin_text()
    await run_due_jobs(settings, LATER)
    assert (await one.state(), len(twilio.accepted_texts)) == (SENT, 1)


async def test_a_server_that_stopped_after_it_sent_is_found_out(
    twilio: TwilioStandIn, settings: Settings
) -> None:
    one = await begin_text()
    trial = f"Sent from your Twilio trial account - {one.text.text}"
    twilio.accepted_texts = [Text({"To": str(one.text.recipient), "From": NUMBER, "Body": trial})]
    await run_due_jobs(settings, LATER)
    assert (await one.state(), await one.provider_id()) == (SENT, twilio.accepted_texts[0].sid)
    assert len(twilio.accepted_texts) == 1


async def test_a_text_that_was_accepted_may_have_failed_since(
    twilio: TwilioStandIn, settings: Settings
) -> None:
    one = await begin_text()
    form = {"To": str(one.text.recipient), "From": NUMBER, "Body": str(one.text.text)}
    twilio.accepted_texts = [Text(form, status="undelivered", error=30003)]
    await run_due_jobs(settings, LATER)
    assert await one.state() == (DeliveryState.FAILED, "30003 undelivered")
    assert (await one.current_attempt()).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "other",
    [{"Body": "Other words"}, {"To": "+919800000000"}, {"From": "+15005550009"}],
    ids=str,
)
async def test_another_text_is_not_taken_for_it(
    twilio: TwilioStandIn, settings: Settings, other: dict[str, str]
) -> None:
    one = await begin_text()
    form = {"To": str(one.text.recipient), "From": NUMBER, "Body": str(one.text.text)}
    twilio.accepted_texts = [Text(form | other)]
    await run_due_jobs(settings, LATER)
    assert (len(twilio.accepted_texts), await one.provider_id()) == (2, twilio.accepted_texts[1].sid)


async def test_an_older_text_with_the_same_words_is_not_taken_for_it(
    twilio: TwilioStandIn, settings: Settings
) -> None:
    one = await begin_text()
    form = {"To": str(one.text.recipient), "From": NUMBER, "Body": str(one.text.text)}
    twilio.accepted_texts = [Text(form, created_at=NOON - HOUR)]
    await run_due_jobs(settings, LATER)
    assert len(twilio.accepted_texts) == 2


async def test_the_same_words_twice_are_sent_twice_and_no_more(
    twilio: TwilioStandIn, settings: Settings
) -> None:
    customer = await customer_of(await shop_of())
    first, second = await plan_text(customer, NUMBER), await plan_text(customer, NUMBER)
    twilio.answer_to_text = "hang up"
    await run_due_jobs(settings)
    twilio.answer_to_text = None
    await run_due_jobs(settings, LATER)
    kept = {message.provider_id for message in await Message.filter(id__in=[first.id, second.id])}
    assert (len(twilio.accepted_texts), kept) == (2, {text.sid for text in twilio.accepted_texts})


async def test_a_text_that_is_too_late_is_not_sent_and_the_next_customer_is_offered(
    twilio: TwilioStandIn, settings: Settings
) -> None:
    one = await begin_text(starts=35 * MINUTE)
    await run_due_jobs(settings, NOON + 6 * MINUTE)
    assert await one.state() == (DeliveryState.FAILED, "It was too late to ask.")
    assert ((await one.current_attempt()).outcome, twilio.accepted_texts) == (Outcome.FAILED, [])


async def test_a_text_whose_slot_was_withdrawn_may_still_turn_out_to_be_sent(
    twilio: TwilioStandIn, settings: Settings
) -> None:
    one = await ask_by_text()
    twilio.answer_to_text = "hang up"
    await run_due_jobs(settings)
    await withdraw(one.slot)
    await run_due_jobs(settings, LATER)
    attempt = await one.current_attempt()
    assert (await one.state(), attempt.outcome) == (SENT, Outcome.WITHDRAWN)
    assert (attempt.sent_at, attempt.ends_at) == (LATER, NOON + 30 * MINUTE)


async def test_a_server_that_forgot_its_account_says_that_it_does_not_know(
    twilio: TwilioStandIn, log_only_settings: Settings
) -> None:
    one = await begin_text()
    await run_due_jobs(log_only_settings, LATER)
    assert await one.state() == (DeliveryState.UNKNOWN, STOPPED_SENDING)


@pytest.mark.parametrize(
    ("sender", "origin"),
    [
        (None, {"From": NUMBER}),
        ("+15005550009", {"From": "+15005550009"}),
        ("MG" + "2" * 32, {"MessagingServiceSid": "MG" + "2" * 32}),
        ("log", None),
    ],
)
async def test_a_text_goes_out_from_its_own_number(
    twilio: TwilioStandIn, settings: Settings, sender: str | None, origin: dict[str, str] | None
) -> None:
    message = await plan_text(await customer_of(await shop_of()), sender)
    await run_due_jobs(settings)
    places = [
        {key: text[key] for key in text if key in ("From", "MessagingServiceSid")} for text in twilio.forms
    ]
    assert places == ([origin] if origin else [])
    assert (await Message.get(id=message.id)).reason == ("" if origin else "to the log")


async def test_what_a_messaging_service_has_sent_is_found(twilio: TwilioStandIn, settings: Settings) -> None:
    service, other = "MG" + "2" * 32, "MG" + "3" * 32
    message = await plan_text(await customer_of(await shop_of()), service)
    twilio.answer_to_text = "hang up"
    await run_due_jobs(settings)
    form = twilio.forms[0]
    twilio.accepted_texts.insert(0, Text(form | {"MessagingServiceSid": other}))
    twilio.answer_to_text = None
    await run_due_jobs(settings, LATER)
    assert (await Message.get(id=message.id)).provider_id == twilio.accepted_texts[1].sid
    assert len(twilio.accepted_texts) == 2
