"""A callback without a valid signature of Twilio, or malformed, changes nothing."""

from urllib.parse import urlencode

import pytest

from jobs.messaging.callback import status_url
from models.notifications.message import DeliveryState
from tests.support.slot_texts import begin_text
from tests.support.status_callbacks import SID, CallbackClient
from tests.support.twilio_standin import signature, status_form

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]
DELIVERED = (DeliveryState.DELIVERED, "")


async def test_a_forged_signature_changes_nothing(callbacks: CallbackClient) -> None:
    one = await begin_text()
    url, form = callbacks.url(one), status_form(SID, "delivered")
    forged = [
        signature(url, form, "another-secret"),
        signature(url, status_form(SID, "sent")),
        "",
        "?",
        "=" * 28,
    ]
    for each in forged:
        assert await callbacks.send(url, urlencode(form), {"x-twilio-signature": each}) == 403
    assert await callbacks.send(url, urlencode(form), {}) == 403
    assert await one.state() == (DeliveryState.QUEUED, "")


async def test_the_host_that_a_request_names_neither_helps_nor_harms(callbacks: CallbackClient) -> None:
    one = await begin_text()
    url, form = callbacks.url(one), status_form(SID, "delivered")
    elsewhere = url.replace("https://offers.example", "https://evil.example")
    evil = {"host": "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https"}
    headers = {"x-twilio-signature": signature(elsewhere, form), **evil}
    assert await callbacks.send(url, urlencode(form), headers) == 403
    assert await one.state() == (DeliveryState.QUEUED, "")
    assert await callbacks.post(url, form, **evil) == 204
    assert await one.state() == DELIVERED


async def test_a_signature_for_another_message_is_no_use(callbacks: CallbackClient) -> None:
    one, other = await begin_text(), await begin_text()
    form = status_form(SID, "delivered")
    headers = {"x-twilio-signature": signature(callbacks.url(other), form)}
    assert await callbacks.send(callbacks.url(one), urlencode(form), headers) == 403
    assert await one.state() == (DeliveryState.QUEUED, "")


@pytest.mark.parametrize(
    ("signed", "sent"),
    [
        ("MessageStatus=undelivered", "MessageStatusun=delivered"),
        (f"MessageSid={SID}&MessageStatus=sent", f"MessageSid={SID}MessageStatussent"),
        ("ErrorCode=30003&From=1", "ErrorCode=30003From1"),
        ("MessageStatus=sent&SmsStatus=sent", "MessageStatus=sentSmsStatussent"),
    ],
)
async def test_fields_that_were_shifted_are_refused(
    callbacks: CallbackClient, signed: str, sent: str
) -> None:
    """The signature is over names and values in a row, so that it holds for both."""
    one = await begin_text()
    base = {"MessageSid": SID, "MessageStatus": "delivered"}
    whole = base | dict(pair.split("=") for pair in signed.split("&"))
    rest = {name: value for name, value in whole.items() if f"{name}=" not in signed}
    shifted = rest | dict(pair.split("=") for pair in sent.split("&"))
    url = callbacks.url(one)
    assert signature(url, whole) == signature(url, shifted)
    assert await callbacks.post(url, shifted) == 400
    assert await one.state() == (DeliveryState.QUEUED, "")


async def test_a_field_that_was_shifted_into_the_address_is_refused(callbacks: CallbackClient) -> None:
    one = await begin_text()
    form = status_form(SID, "delivered")
    first = "AccountSid" + form.pop("AccountSid")
    assert await callbacks.post(callbacks.url(one) + first, form) == 400
    assert await one.state() == (DeliveryState.QUEUED, "")


@pytest.mark.parametrize("twice", ["MessageStatus=delivered", "MessageStatus=sent", "To=%2B1&To=%2B1"])
async def test_a_field_that_comes_twice_is_refused(callbacks: CallbackClient, twice: str) -> None:
    one = await begin_text()
    url, form = callbacks.url(one), status_form(SID, "sent")
    headers = {"x-twilio-signature": signature(url, form)}
    assert await callbacks.send(url, f"{urlencode(form)}&{twice}", headers) == 400
    assert await one.state() == (DeliveryState.QUEUED, "")


@pytest.mark.parametrize(
    "body",
    [b"", b"MessageSid", b"MessageSid=%FF&MessageStatus=sent", b"\xff", b"a=1&" * 101, b"a=" + b"b" * 70_000],
    ids=["empty", "a name", "an escape", "bytes", "many", "large"],
)
async def test_anything_but_a_form_is_refused(callbacks: CallbackClient, body: bytes) -> None:
    one = await begin_text()
    headers = {"x-twilio-signature": signature(callbacks.url(one), {})}
    assert await callbacks.send(callbacks.url(one), body, headers) in (400, 403)
    assert await one.state() == (DeliveryState.QUEUED, "")


@pytest.mark.parametrize(
    "query", ["", "message=", "message=1", "message={id}&message={id}", "id={id}", "message={ID}"]
)
async def test_an_address_that_names_no_message_is_refused(callbacks: CallbackClient, query: str) -> None:
    one = await begin_text()
    named = query.replace("{id}", str(one.text.id)).replace("{ID}", str(one.text.id).upper() + "0")
    form = status_form(SID, "delivered")
    url = str(status_url(callbacks.settings)) + (f"?{named}" if named else "")
    assert await callbacks.post(url, form) == 400
    assert await one.state() == (DeliveryState.QUEUED, "")
