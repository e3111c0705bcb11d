"""SMS by Twilio: what is sent, and what each answer means."""

from uuid import uuid4

import pytest

from jobs.messaging.letter import Letter
from jobs.messaging.outcomes import InDoubt, Rejected, TryAgain
from jobs.messaging.sms import send_sms
from jobs.messaging.twilio_http import TwilioAccount
from tests.support.busy_port import busy_port
from tests.support.twilio_standin import (
    ACCOUNT,
    BAD_NUMBER,
    BROKEN,
    NUMBER,
    SECRET,
    STOPPED,
    TOO_MANY,
    TwilioStandIn,
)

pytestmark = pytest.mark.anyio
LETTER = Letter(uuid4(), "+919812345678", "", "A door")


def account(url: str, sender: str = NUMBER) -> TwilioAccount:
    return TwilioAccount(ACCOUNT, SECRET, sender, url)


async def test_a_text_is_handed_over_with_number_and_words(twilio: TwilioStandIn) -> None:
    await send_sms(account(twilio.url), LETTER)
    assert twilio.forms == [{"To": "+919812345678", "From": NUMBER, "Body": "A door"}]


async def test_a_messaging_service_may_stand_in_for_the_number(twilio: TwilioStandIn) -> None:
    service = "MG" + "2" * 32
    await send_sms(account(twilio.url, service), LETTER)
    assert twilio.forms == [{"To": "+919812345678", "MessagingServiceSid": service, "Body": "A door"}]


@pytest.mark.parametrize(
    ("says", "outcome", "reason"),
    [
        (STOPPED, Rejected, "21610 "),
        (BAD_NUMBER, Rejected, "21211 "),
        ({"code": 20003, "message": "Authenticate", "status": 401}, Rejected, "20003 "),
        (TOO_MANY, TryAgain, "20429 "),
        (BROKEN, InDoubt, "20500 "),
        ({"code": 20503, "message": "Unavailable", "status": 503}, InDoubt, "20503 "),
        ("hang up", InDoubt, "ServerDisconnectedError"),
        ("garble", InDoubt, "JSONDecodeError"),
    ],
)
async def test_each_answer_has_its_meaning(
    twilio: TwilioStandIn, says: dict[str, object] | str, outcome: type[Exception], reason: str
) -> None:
    twilio.answer_to_text = says
    with pytest.raises(outcome, match=f"^{reason}"):
        await send_sms(account(twilio.url), LETTER)


async def test_a_network_that_does_not_answer_in_time_may_have_sent_it(twilio: TwilioStandIn) -> None:
    twilio.seconds = 5
    with pytest.raises(InDoubt, match=r"^TimeoutError"):
        await send_sms(account(twilio.url), LETTER, seconds=0.2)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://nowhere.invalid"])
async def test_when_the_server_is_unreachable_nothing_went_out(url: str) -> None:
    with pytest.raises(TryAgain, match=r"^ClientConnector"):
        await send_sms(account(url), LETTER)


async def test_a_server_that_accepts_no_connection_got_nothing() -> None:
    with busy_port() as port, pytest.raises(TryAgain, match=r"^ConnectionTimeoutError"):
        await send_sms(account(f"http://127.0.0.1:{port}"), LETTER, seconds=0.4)
