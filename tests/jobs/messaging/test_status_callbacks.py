"""The status that Twilio reports of a text: accepted when signed, in any order, and never backwards."""

from datetime import datetime
from itertools import permutations
from uuid import uuid4

import pytest

from jobs.messaging.callback import status_url
from models.notifications.message import DeliveryState, Message
from models.offers.activity import activity_channel
from models.offers.settling import Decision
from models.slots.attempt import Outcome
from models.slots.customer import Customer
from settings import Settings
from subscriptions.live import listen
from tests.support.messages import run_due_jobs
from tests.support.server import RunningServer
from tests.support.slot_rows import respond
from tests.support.slot_texts import SlotText, ask_by_text, begin_text
from tests.support.status_callbacks import OTHER_SID, SID, CallbackClient, callback_client
from tests.support.twilio_standin import NUMBER, SECRET, TwilioStandIn, signature, status_form

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]
SENT, LOST = (DeliveryState.SENT, ""), (DeliveryState.FAILED, "30003 undelivered")
DELIVERED = (DeliveryState.DELIVERED, "")


async def out(twilio: TwilioStandIn, settings: Settings) -> tuple[SlotText, str]:
    """Return a text that Twilio has accepted, with Twilio's id for it."""
    one = await ask_by_text()
    await run_due_jobs(settings)
    return one, twilio.accepted_texts[-1].sid


async def test_a_text_that_arrived_says_so_and_rings(
    twilio: TwilioStandIn, settings: Settings, callbacks: CallbackClient
) -> None:
    one, sid = await out(twilio, settings)
    async with listen(activity_channel(one.slot.id)) as bell:
        assert await callbacks.report(one, "delivered", sid=sid) == 204
        assert await bell.wait(5)
    text = await Message.get(id=one.text.id)
    assert (text.state, text.provider_id) == (DeliveryState.DELIVERED, sid)
    assert isinstance(text.delivered_at, datetime)


async def test_a_text_that_did_not_arrive_leaves_the_slot_to_the_next(
    twilio: TwilioStandIn, settings: Settings, callbacks: CallbackClient
) -> None:
    one, sid = await out(twilio, settings)
    assert await callbacks.report(one, "undelivered", 30003, sid) == 204
    assert await one.state() == LOST
    assert (await one.current_attempt()).outcome is Outcome.FAILED
    assert (await Customer.get(id=one.attempt.customer_id)).may_be_asked


async def test_a_callback_that_reports_a_stop_opts_the_customer_out(
    twilio: TwilioStandIn, settings: Settings, callbacks: CallbackClient
) -> None:
    one, sid = await out(twilio, settings)
    await callbacks.report(one, "failed", 21610, sid)
    assert await one.state() == (DeliveryState.FAILED, "21610 failed")
    assert not (await Customer.get(id=one.attempt.customer_id)).may_be_asked


async def test_a_customer_who_accepted_keeps_the_slot_when_the_text_is_reported_lost(
    twilio: TwilioStandIn, settings: Settings, callbacks: CallbackClient
) -> None:
    one, sid = await out(twilio, settings)
    await respond(await one.current_attempt(), Decision.ACCEPTED)
    await callbacks.report(one, "undelivered", 30003, sid)
    assert (await one.state(), (await one.current_attempt()).outcome) == (LOST, Outcome.ACCEPTED)


@pytest.mark.parametrize("order", list(permutations(["sent", "delivered", "queued"])), ids=str)
async def test_a_delivered_text_stays_delivered_in_any_order_of_repeated_reports(
    twilio: TwilioStandIn, settings: Settings, callbacks: CallbackClient, order: tuple[str, ...]
) -> None:
    one, sid = await out(twilio, settings)
    for status in order * 2:
        assert await callbacks.report(one, status, sid=sid) == 204
    assert await one.state() == DELIVERED


@pytest.mark.parametrize(
    ("first", "second", "stays"),
    [("delivered", "undelivered", DELIVERED), ("undelivered", "delivered", LOST)],
)
async def test_the_first_final_status_stays(
    twilio: TwilioStandIn,
    settings: Settings,
    callbacks: CallbackClient,
    first: str,
    second: str,
    stays: tuple[DeliveryState, str],
) -> None:
    one, sid = await out(twilio, settings)
    for status in (first, second, "sent"):
        await callbacks.report(one, status, 30003 if status == "undelivered" else None, sid)
    assert await one.state() == stays


@pytest.mark.parametrize(("status", "becomes"), [("sent", SENT), ("queued", SENT), ("delivered", DELIVERED)])
async def test_a_report_about_a_text_in_doubt_settles_that_it_went_out(
    twilio: TwilioStandIn,
    settings: Settings,
    callbacks: CallbackClient,
    status: str,
    becomes: tuple[DeliveryState, str],
) -> None:
    one = await begin_text()
    await callbacks.report(one, status)
    attempt = await one.current_attempt()
    assert (await one.state(), await one.provider_id()) == (becomes, SID)
    assert attempt.sent_at is not None
    await run_due_jobs(settings, attempt.sent_at)
    assert (twilio.accepted_texts, twilio.list_requests) == ([], 0)


async def test_a_report_about_an_unknown_text_settles_that_it_went_out(
    log_only_settings: Settings, callbacks: CallbackClient
) -> None:
    one = await begin_text()
    await run_due_jobs(log_only_settings)
    assert (await one.state())[0] is DeliveryState.UNKNOWN
    await callbacks.report(one, "sent")
    assert await one.state() == SENT


async def test_a_report_about_a_text_that_was_never_begun_is_ignored(callbacks: CallbackClient) -> None:
    one = await ask_by_text()
    assert await callbacks.report(one, "delivered") == 204
    assert (await one.state(), await one.provider_id()) == ((DeliveryState.QUEUED, ""), None)


async def test_another_text_by_the_same_name_changes_nothing(
    twilio: TwilioStandIn, settings: Settings, callbacks: CallbackClient
) -> None:
    one, _ = await out(twilio, settings)
    assert await callbacks.report(one, "undelivered", 30003, OTHER_SID) == 204
    assert await one.state() == SENT


async def test_a_report_about_an_unknown_message_does_nothing(
    callbacks: CallbackClient, settings: Settings
) -> None:
    assert await callbacks.post(f"{status_url(settings)}?message={uuid4()}", status_form(SID, "sent")) == 204


async def test_without_an_account_the_webhook_does_not_exist(log_only_settings: Settings) -> None:
    async with callback_client(log_only_settings) as callbacks:
        assert await callbacks.report(await begin_text(), "delivered") == 404


@pytest.mark.parametrize(
    ("app_url", "base_url", "told"),
    [
        ("https://offers.example/", None, "https://offers.example/webhooks/twilio/status"),
        ("https://offers.example/api", None, "https://offers.example/api/webhooks/twilio/status"),
        ("http://127.0.0.1:8000", None, None),
        ("http://localhost:8000", None, None),
        ("http://proffer.localhost", None, None),
        ("http://[::1]:8000", None, None),
        ("http://127.0.0.1:8000", "http://127.0.0.1:1", "http://127.0.0.1:8000/webhooks/twilio/status"),
    ],
)
async def test_twilio_is_given_no_address_that_only_this_machine_can_reach(
    log_only_settings: Settings, app_url: str, base_url: str | None, told: str | None
) -> None:
    changes = {"app_url": app_url, "twilio_base_url": base_url}
    assert status_url(log_only_settings.model_copy(update=changes)) == told


async def test_a_text_goes_out_and_its_status_comes_back_over_the_network(
    twilio: TwilioStandIn, settings: Settings, database_url: str
) -> None:
    keys = ("twilio_account_sid", "twilio_auth_token", "twilio_base_url", "app_url")
    parts = {key: getattr(settings, key) for key in keys} | {"twilio_from": NUMBER}
    with RunningServer(database_url=database_url, **parts) as server:
        ours = settings.model_copy(update={"app_url": f"http://{server.address}"})
        one = await ask_by_text()
        await run_due_jobs(ours)
        (text,) = twilio.accepted_texts
        form = status_form(text.sid, "delivered")
        public = text.form["StatusCallback"].replace(f"http://{server.address}", settings.app_url)
        client = server.client().http
        answer = client.post(
            text.form["StatusCallback"],
            data=form,
            headers={"x-twilio-signature": signature(public, form, SECRET)},
        )
        assert (answer.status_code, twilio.post_status(text, "delivered")) == (204, 403)
    assert await one.state() == DELIVERED
