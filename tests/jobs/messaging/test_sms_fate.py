"""A text that is in doubt: Twilio is asked what it has taken, so that none is lost and none sent twice."""

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
from tests.support.messages import run
from tests.support.rows import DAY, HOUR, NOON
from tests.support.slot_rows import customer_of, look, shop_of, withdraw
from tests.support.slot_texts import asked, begun, said
from tests.support.twilio_standin import BROKEN, NUMBER, STOPPED, TOO_MANY, Network, Text

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]
MINUTE = timedelta(minutes=1)
# Within the time that an attempt has to be sent.
LATER = NOON + 20 * MINUTE
SENT = (DeliveryState.SENT, "")
# Quiet from 17:40 to 8:00 in Kolkata, where noon in Greenwich is half past five.
NIGHT: dict[str, Any] = {"quiet_from": 17 * 60 + 40, "quiet_until": 8 * 60}
MORNING = NOON + 14 * HOUR + 30 * MINUTE
STOPPED_SENDING = "A server stopped while it was sending this."


async def test_what_twilio_calls_a_text_is_kept(twilio: Network, settings: Settings) -> None:
    one = await asked()
    await run(settings)
    (text,) = twilio.taken
    assert (await one.now(), await one.provider_id()) == (SENT, text.sid)
    assert (await one.attempt_now()).ends_at == NOON + 15 * MINUTE


@pytest.mark.parametrize("says", [TOO_MANY, BROKEN, "drop"])
async def test_a_text_that_was_not_taken_is_sent_later(
    twilio: Network, settings: Settings, says: dict[str, object] | str
) -> None:
    one = await asked()
    twilio.says = says
    await run(settings)
    assert (await one.now(), twilio.taken) == ((DeliveryState.QUEUED, ""), [])
    twilio.says = None
    await run(settings, NOON + 5 * MINUTE)
    assert (await one.now(), len(twilio.taken)) == (SENT, 1)


@pytest.mark.parametrize("says", ["hang up", "break", "garble"])
async def test_a_text_that_was_taken_is_found_and_not_sent_again(
    twilio: Network, settings: Settings, says: str
) -> None:
    one = await asked()
    twilio.says = says
    await run(settings)
    assert (await one.now(), len(twilio.taken)) == ((DeliveryState.QUEUED, ""), 1)
    await run(settings, NOON + MINUTE)
    assert (await one.now(), await one.provider_id()) == (SENT, twilio.taken[0].sid)
    assert (len(twilio.taken), await Job.filter(kind="message").count()) == (1, 0)


async def test_a_text_that_the_night_overtook_goes_out_in_the_morning(
    twilio: Network, settings: Settings
) -> None:
    one = await asked(**NIGHT)
    await run(settings, NOON + 11 * MINUTE)
    assert (await one.now(), twilio.taken) == ((DeliveryState.QUEUED, ""), [])
    assert (await look(one.slot, NOON + HOUR)).skip_reason == "offer_outstanding"
    await run(settings, MORNING - MINUTE)
    assert twilio.taken == []
    await run(settings, MORNING)
    assert (await one.now(), len(twilio.taken)) == (SENT, 1)
    assert (await one.attempt_now()).ends_at == MORNING + 15 * MINUTE


async def test_a_text_for_which_the_morning_is_too_late_leaves_the_slot_to_others(
    twilio: Network, settings: Settings
) -> None:
    one = await asked(MORNING - NOON, **NIGHT)
    await run(settings, NOON + 11 * MINUTE)
    assert (await one.now(), twilio.taken) == ((DeliveryState.FAILED, "It was too late to ask."), [])
    assert (await one.attempt_now()).outcome is Outcome.FAILED


async def test_what_a_number_refuses_is_final_and_opts_out(twilio: Network, settings: Settings) -> None:
    one = await asked()
    twilio.says = STOPPED
    await run(settings)
    state, reason = await one.now()
    assert (state, reason[:6], twilio.looked) == (DeliveryState.FAILED, "21610 ", 0)
    assert (await one.attempt_now()).outcome is Outcome.FAILED
    assert not (await Customer.get(id=one.attempt.customer_id)).may_be_asked


async def test_a_text_that_asks_nothing_opts_out_as_well(twilio: Network, settings: Settings) -> None:
    customer = await customer_of(await shop_of(sender=NUMBER))
    await said(customer, NUMBER)
    twilio.says = STOPPED
    await run(settings)
    assert not (await Customer.get(id=customer.id)).may_be_asked


async def test_a_list_that_may_lag_is_not_believed_at_once(twilio: Network, settings: Settings) -> None:
    one = await asked()
    twilio.says = "drop"
    await run(settings)
    twilio.says = None
    await run(settings, NOON + LISTED_AFTER - timedelta(seconds=1))
    assert (twilio.looked, twilio.taken) == (1, [])
    await run(settings, NOON + LISTED_AFTER + MINUTE)
    assert (twilio.looked, await one.now()) == (2, SENT)


@pytest.mark.parametrize("lists", [TOO_MANY, BROKEN, "drop", {"status": 401, "message": "No", "code": 20003}])
async def test_while_twilio_cannot_be_asked_nothing_is_sent(
    twilio: Network, settings: Settings, lists: dict[str, object] | str
) -> None:
    one = await begun()
    twilio.lists = lists
    for day in range(1, MAX_ATTEMPTS):
        await run(settings, NOON + day * DAY / 10)
    assert await one.now() == (DeliveryState.QUEUED, "")
    assert twilio.looked >= MAX_ATTEMPTS - 1
    await run(settings, NOON + DAY)
    assert ((await one.now())[0], twilio.taken) == (DeliveryState.UNKNOWN, [])
    assert await Job.filter(kind="message").count() == 0


async def test_a_server_that_stopped_before_it_sent_leaves_it_to_the_next(
    twilio: Network, settings: Settings
) -> None:
    one = await begun()
    await run(settings, LATER)
    assert (await one.now(), len(twilio.taken)) == (SENT, 1)


async def test_a_server_that_stopped_after_it_sent_is_found_out(twilio: Network, settings: Settings) -> None:
    one = await begun()
    trial = f"Sent from your Twilio trial account - {one.text.text}"
    twilio.taken = [Text({"To": str(one.text.recipient), "From": NUMBER, "Body": trial})]
    await run(settings, LATER)
    assert (await one.now(), await one.provider_id()) == (SENT, twilio.taken[0].sid)
    assert len(twilio.taken) == 1


async def test_what_was_found_may_have_been_lost_since(twilio: Network, settings: Settings) -> None:
    one = await begun()
    form = {"To": str(one.text.recipient), "From": NUMBER, "Body": str(one.text.text)}
    twilio.taken = [Text(form, status="undelivered", error=30003)]
    await run(settings, LATER)
    assert await one.now() == (DeliveryState.FAILED, "30003 undelivered")
    assert (await one.attempt_now()).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "other",
    [{"Body": "Other words"}, {"To": "+919800000000"}, {"From": "+15005550009"}],
    ids=str,
)
async def test_another_text_is_not_taken_for_it(
    twilio: Network, settings: Settings, other: dict[str, str]
) -> None:
    one = await begun()
    form = {"To": str(one.text.recipient), "From": NUMBER, "Body": str(one.text.text)}
    twilio.taken = [Text(form | other)]
    await run(settings, LATER)
    assert (len(twilio.taken), await one.provider_id()) == (2, twilio.taken[1].sid)


async def test_an_older_text_with_the_same_words_is_not_taken_for_it(
    twilio: Network, settings: Settings
) -> None:
    one = await begun()
    form = {"To": str(one.text.recipient), "From": NUMBER, "Body": str(one.text.text)}
    twilio.taken = [Text(form, created_at=NOON - HOUR)]
    await run(settings, LATER)
    assert len(twilio.taken) == 2


async def test_the_same_words_twice_are_sent_twice_and_no_more(twilio: Network, settings: Settings) -> None:
    customer = await customer_of(await shop_of())
    first, second = await said(customer, NUMBER), await said(customer, NUMBER)
    twilio.says = "hang up"
    await run(settings)
    twilio.says = None
    await run(settings, LATER)
    kept = {message.provider_id for message in await Message.filter(id__in=[first.id, second.id])}
    assert (len(twilio.taken), kept) == (2, {text.sid for text in twilio.taken})


async def test_a_text_that_is_late_is_not_sent_and_the_next_is_asked(
    twilio: Network, settings: Settings
) -> None:
    one = await begun(starts=35 * MINUTE)
    await run(settings, NOON + 6 * MINUTE)
    assert await one.now() == (DeliveryState.FAILED, "It was too late to ask.")
    assert ((await one.attempt_now()).outcome, twilio.taken) == (Outcome.FAILED, [])


async def test_a_text_whose_slot_was_withdrawn_may_still_turn_out_to_be_sent(
    twilio: Network, settings: Settings
) -> None:
    one = await asked()
    twilio.says = "hang up"
    await run(settings)
    await withdraw(one.slot)
    await run(settings, LATER)
    attempt = await one.attempt_now()
    assert (await one.now(), attempt.outcome) == (SENT, Outcome.WITHDRAWN)
    assert (attempt.sent_at, attempt.ends_at) == (LATER, NOON + 30 * MINUTE)


async def test_a_server_that_forgot_its_account_says_that_it_does_not_know(
    twilio: Network, unconfigured: Settings
) -> None:
    one = await begun()
    await run(unconfigured, LATER)
    assert await one.now() == (DeliveryState.UNKNOWN, STOPPED_SENDING)


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
    twilio: Network, settings: Settings, sender: str | None, origin: dict[str, str] | None
) -> None:
    message = await said(await customer_of(await shop_of()), sender)
    await run(settings)
    places = [
        {key: text[key] for key in text if key in ("From", "MessagingServiceSid")} for text in twilio.texts
    ]
    assert places == ([origin] if origin else [])
    assert (await Message.get(id=message.id)).reason == ("" if origin else "to the log")


async def test_what_a_messaging_service_has_sent_is_found(twilio: Network, settings: Settings) -> None:
    service, other = "MG" + "2" * 32, "MG" + "3" * 32
    message = await said(await customer_of(await shop_of()), service)
    twilio.says = "hang up"
    await run(settings)
    form = twilio.texts[0]
    twilio.taken.insert(0, Text(form | {"MessagingServiceSid": other}))
    twilio.says = None
    await run(settings, LATER)
    assert (await Message.get(id=message.id)).provider_id == twilio.taken[1].sid
    assert len(twilio.taken) == 2
