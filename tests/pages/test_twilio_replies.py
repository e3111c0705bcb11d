"""Twilio's webhook for replies, over a real socket, signed by Twilio's own library."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from urllib.parse import urlencode

import httpx
import pytest
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from models.clock import now
from models.messaging.inbound import Effect, TextReply
from models.slots.appointment import Appointment
from models.storage.database import database
from pages.form import LARGEST
from pages.webhooks.twilio_replies import PATH
from subscriptions.live import Live, current
from tests.support.actors import Users
from tests.support.database_dump import assert_unchanged
from tests.support.replies import OUR_NUMBER, AskedCustomer, ask, next_sid, texts_to
from tests.support.server import RunningServer

TOKEN, APP_URL = "a-token-of-the-account", "https://offers.example"
FORM = "application/x-www-form-urlencoded"
SIGNATURE = "x-twilio-signature"
Pairs = list[tuple[str, str]]
T = TypeVar("T")


@pytest.fixture(scope="module")
def running(users: Users) -> Iterator[RunningServer]:
    """One more server on the same database, which Twilio knows as `APP_URL`."""
    settings = users.server.settings
    twilio = {"twilio_account_sid": "AC" + "0" * 32, "twilio_auth_token": TOKEN, "twilio_from": OUR_NUMBER}
    places = {"database_url": settings.database_url, "broadcast_url": settings.broadcast_url}
    with RunningServer(app_url=APP_URL, **twilio, **places) as found:
        yield found


@pytest.fixture
def customer(running: RunningServer) -> AskedCustomer:
    return run_on_database(running, lambda: ask(now()))


def run_on_database(running: RunningServer, work: Callable[[], Awaitable[T]]) -> T:
    """Run the work on the server's database, bypassing the server."""

    async def run() -> T:
        async with database(running.settings.database_url), Live("memory://") as live:
            current.set(live)
            return await work()

    return asyncio.run(run())


def fields(phone: str, body: str = "YES", **more: str) -> dict[str, str]:
    return {"MessageSid": next_sid(), "From": phone, "To": OUR_NUMBER, "Body": body, "NumMedia": "0", **more}


def signature(form: dict[str, str], url: str = APP_URL + PATH, token: str = TOKEN) -> str:
    signed: str = RequestValidator(token).compute_signature(url, form)
    return signed


def post(
    running: RunningServer, form: dict[str, str] | Pairs, signed: str | None, **how: str
) -> httpx.Response:
    headers = {"content-type": FORM, **({SIGNATURE: signed} if signed is not None else {})}
    if "host" in how:
        headers["host"] = how["host"]
    path = PATH + how.get("query", "")
    return running.client().http.post(path, content=urlencode(form), headers=headers)


def effects(running: RunningServer, phone: str) -> list[Effect]:
    """Return the effects of this phone's replies."""
    kept = run_on_database(running, lambda: TextReply.filter(phone=phone).order_by("created_at"))
    return [reply.effect for reply in kept]


def test_a_signed_yes_books_and_is_answered_with_empty_twiml(
    running: RunningServer, customer: AskedCustomer
) -> None:
    form = fields(customer.phone, "Yes please \U0001f44d")
    answer = post(running, form, signature(form))
    assert (answer.status_code, answer.text) == (200, "<Response/>")
    assert answer.headers["content-type"].startswith("text/xml")
    assert effects(running, customer.phone) == [Effect.BOOKED]
    assert len(run_on_database(running, lambda: texts_to(customer.phone))) == 1


def test_the_same_webhook_five_times_in_parallel_acts_once(
    running: RunningServer, customer: AskedCustomer
) -> None:
    form = fields(customer.phone)
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: post(running, form, signature(form)), range(5)))
    assert [(answer.status_code, answer.text) for answer in answers] == [(200, "<Response/>")] * 5
    assert effects(running, customer.phone) == [Effect.BOOKED]
    assert len(run_on_database(running, lambda: texts_to(customer.phone))) == 1

    async def bookings() -> int:
        return await Appointment.filter(slot_id=customer.slot.id).count()

    assert run_on_database(running, bookings) == 1


def test_a_service_and_an_opt_out_type_are_understood(
    running: RunningServer, customer: AskedCustomer
) -> None:
    form = fields(customer.phone, "ARRET", MessagingServiceSid="MG" + "a" * 32, OptOutType="STOP")
    assert post(running, form, signature(form)).status_code == 200
    assert effects(running, customer.phone) == [Effect.OPTED_OUT]


def test_a_query_is_signed_with_the_address(running: RunningServer, customer: AskedCustomer) -> None:
    form, query = fields(customer.phone), "?from=twilio&x=%20"
    assert post(running, form, signature(form, APP_URL + PATH + query), query=query).status_code == 200
    assert effects(running, customer.phone) == [Effect.BOOKED]


@pytest.mark.parametrize("forgery", ["none", "empty", "of another token", "of another body", "ünïcode"])
def test_what_is_not_signed_with_our_token_is_forged(
    running: RunningServer, customer: AskedCustomer, forgery: str
) -> None:
    form = fields(customer.phone)
    signed = {
        "none": None,
        "empty": "",
        "of another token": signature(form, token="another"),
        "of another body": signature(form | {"Body": "NO"}),
        "ünïcode": "ü" * 28,
    }[forgery]
    headers = {"content-type": FORM} | ({SIGNATURE: signed} if signed is not None else {})
    raw = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
    with assert_unchanged(running):
        answer = running.client().http.post(PATH, content=urlencode(form), headers=raw)
    assert answer.status_code == 403


def test_another_host_signs_for_itself_only(running: RunningServer, customer: AskedCustomer) -> None:
    """The signature must be for the address that Twilio was given, whatever the Host header says."""
    form = fields(customer.phone)
    evil = signature(form, "https://evil.example" + PATH)
    queried = signature(form, APP_URL + PATH + "?x=1")
    with assert_unchanged(running):
        assert post(running, form, evil, host="evil.example").status_code == 403
        assert post(running, form, queried).status_code == 403
    assert post(running, form, signature(form), host="behind.a.proxy").status_code == 200


def test_fields_that_were_shifted_into_one_another_are_malformed(
    running: RunningServer, customer: AskedCustomer
) -> None:
    """Names and values are signed in one row, so that these two forms have one signature."""
    form = fields(customer.phone)
    shifted = {name: value for name, value in form.items() if name not in ("Body", "From")}
    shifted["BodyYESFrom"] = customer.phone
    assert signature(shifted) == signature(form)
    with assert_unchanged(running):
        assert post(running, shifted, signature(form)).status_code == 400


@pytest.mark.parametrize("twice", ["MessageSid", "From", "To", "Body", "NumMedia"])
def test_a_field_that_comes_twice_is_malformed(
    running: RunningServer, customer: AskedCustomer, twice: str
) -> None:
    form = fields(customer.phone)
    with assert_unchanged(running):
        for first in (form[twice], "another"):
            pairs = [(twice, first), *form.items()]
            assert post(running, pairs, signature(form)).status_code == 400


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MessageSid", None),
        ("From", None),
        ("To", None),
        ("Body", None),
        ("MessageSid", "SM1"),
        ("MessageSid", "XX" + "0" * 32),
        ("MessageSid", "SM" + "0" * 33),
        ("From", "whatsapp:+15551230000"),
        ("From", "Bank"),
        ("To", ""),
        ("MessagingServiceSid", "MG1"),
    ],
)
def test_what_has_not_the_shape_of_a_reply_is_malformed(
    running: RunningServer, customer: AskedCustomer, name: str, value: str | None
) -> None:
    form = fields(customer.phone)
    form = {k: v for k, v in form.items() if k != name} if value is None else form | {name: value}
    with assert_unchanged(running):
        assert post(running, form, signature(form)).status_code == 400


@pytest.mark.parametrize("body", [b"\xff\xfe=1", b"a" * (LARGEST + 1), b"&".join([b"a=1"] * 201)])
def test_what_cannot_be_read_is_malformed(running: RunningServer, body: bytes) -> None:
    with assert_unchanged(running):
        answer = running.client().http.post(
            PATH, content=body, headers={SIGNATURE: "x", "content-type": FORM}
        )
    assert answer.status_code == 400


def test_a_reply_without_words_is_stored(running: RunningServer, customer: AskedCustomer) -> None:
    form = fields(customer.phone, "")
    assert post(running, form, signature(form)).status_code == 200
    assert effects(running, customer.phone) == [Effect.UNCLEAR]


def test_only_a_post_is_accepted(running: RunningServer) -> None:
    assert running.client().http.get(PATH).status_code == 405


def test_without_a_token_the_webhook_does_not_exist(users: Users) -> None:
    form = fields("+15551230000")
    assert post(users.server, form, signature(form)).status_code == 404
