"""Messages: planned with their content, sent once, and never again when they may have been sent."""

import io

import pytest

from jobs.messaging.delivery import MAX_ATTEMPTS
from models.notifications.message import DeliveryState, Message
from models.offers.lifecycle import Step
from models.offers.offer import Offer
from models.people.viewer import Viewer
from models.sharing import recipient
from models.sharing.share import Share
from models.storage.job import Job
from settings import Settings
from subscriptions.work import unit_of_work
from tests.support.mail_server import Mailbox
from tests.support.messages import ADDRESS, EMAIL, PHONE, SMS, read_delivery, run_due_jobs, share_new_quote
from tests.support.quote_rows import LINKS, make_quote, token_of
from tests.support.rows import DAY, NOON
from tests.support.twilio_standin import STOPPED, TOO_MANY, TwilioStandIn

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]


async def test_a_text_carries_the_link_that_opens_the_offer(
    author: Viewer, twilio: TwilioStandIn, settings: Settings
) -> None:
    link = await share_new_quote(author)
    assert await run_due_jobs(settings) == 1
    (text,) = twilio.forms
    assert text["To"] == PHONE
    assert (
        text["Body"] == f'{author.name} has an offer for you: "Kitchen". {LINKS.of("quote", token_of(link))}'
    )
    assert (await recipient.open_share(text["Body"].rsplit("/", 1)[1], NOON)).share.id == link.id
    message = await Message.get(share_id=link.id)
    assert (message.state, message.sent_at, await Job.all().count()) == (DeliveryState.SENT, NOON, 0)


async def test_a_letter_carries_the_link_that_opens_the_offer(
    author: Viewer, mailbox: Mailbox, settings: Settings
) -> None:
    link = await share_new_quote(author, **EMAIL)
    await run_due_jobs(settings)
    (mail,) = mailbox.mails
    assert (mail["To"], mail["Subject"]) == (ADDRESS, f"{author.name}: Kitchen")
    lines = mail.get_content().splitlines()
    assert lines[0] == "Hello Asha,"
    assert LINKS.of("quote", token_of(link)) in lines
    assert await read_delivery(link) == (DeliveryState.SENT, "")


async def test_a_link_that_is_handed_over_has_no_message(author: Viewer, settings: Settings) -> None:
    await share_new_quote(author, label="by hand")
    assert (await run_due_jobs(settings), await Message.all().count()) == (0, 0)


async def test_a_message_that_was_rolled_back_is_not_sent(
    author: Viewer, twilio: TwilioStandIn, settings: Settings
) -> None:
    offer = await make_quote(author)

    async def share_and_fail() -> None:
        await Share.make(await Offer.for_change(author, offer.id), author, dict(SMS), LINKS, NOON)
        raise RuntimeError("after sharing")

    with pytest.raises(RuntimeError, match="after sharing"):
        await unit_of_work(share_and_fail)
    assert (await run_due_jobs(settings), twilio.forms, await Message.all().count()) == (0, [], 0)


@pytest.mark.parametrize("wish", [SMS, EMAIL])
async def test_without_a_provider_a_message_goes_to_the_log(
    author: Viewer, log_only_settings: Settings, wish: dict[str, object], log_text: io.StringIO
) -> None:
    link = await share_new_quote(author, **wish)
    await run_due_jobs(log_only_settings)
    assert await read_delivery(link) == (DeliveryState.SENT, "to the log")
    (line,) = [line for line in log_text.getvalue().splitlines() if '"event": "message"' in line]
    assert "has an offer for you" in line
    assert "https://offers.example/offer/[token]" in line
    assert token_of(link) not in log_text.getvalue()
    assert PHONE not in log_text.getvalue()


async def test_a_temporary_failure_is_retried_after_twice_as_long_each_time(
    author: Viewer, twilio: TwilioStandIn, settings: Settings
) -> None:
    link = await share_new_quote(author)
    twilio.answer_to_text = TOO_MANY
    at, waits = NOON, []
    for _ in range(MAX_ATTEMPTS - 1):
        assert await run_due_jobs(settings, at) == 1
        job = await Job.get(kind="message")
        waits.append(round((job.due_at - at).total_seconds()))
        at = job.due_at
    assert waits == [30, 60, 120, 240, 480, 960, 1920]
    assert (await read_delivery(link), job.last_error) == (
        (DeliveryState.QUEUED, ""),
        "20429 Unable to create record: Too Many Requests",
    )
    twilio.answer_to_text = None
    await run_due_jobs(settings, at)
    assert (len(twilio.forms), await read_delivery(link)) == (1, (DeliveryState.SENT, ""))


async def test_after_eight_tries_a_message_has_failed(
    author: Viewer, twilio: TwilioStandIn, settings: Settings
) -> None:
    link = await share_new_quote(author)
    twilio.answer_to_text = TOO_MANY
    for day in range(MAX_ATTEMPTS + 2):
        await run_due_jobs(settings, NOON + day * DAY)
    assert await read_delivery(link) == (
        DeliveryState.FAILED,
        "20429 Unable to create record: Too Many Requests",
    )
    assert await Job.all().count() == 0


async def test_a_message_with_a_permanent_failure_is_not_sent_again(
    author: Viewer, twilio: TwilioStandIn, settings: Settings
) -> None:
    link = await share_new_quote(author)
    twilio.answer_to_text = STOPPED
    for day in range(3):
        await run_due_jobs(settings, NOON + day * DAY)
    state, reason = await read_delivery(link)
    assert (state, reason[:6], twilio.forms) == (DeliveryState.FAILED, "21610 ", [])
    assert await Job.all().count() == 0


async def test_a_reason_from_a_mail_server_is_stored_without_the_link(
    author: Viewer, mailbox: Mailbox, settings: Settings
) -> None:
    link = await share_new_quote(author, **EMAIL)
    mailbox.content = f"554 refused for {LINKS.of('quote', token_of(link))} and {token_of(link)}"
    await run_due_jobs(settings)
    kept = "554 refused for https://offers.example/offer/[token] and [token]"
    assert await read_delivery(link) == (DeliveryState.FAILED, kept)


async def test_a_link_that_was_revoked_meanwhile_is_not_sent(
    author: Viewer, twilio: TwilioStandIn, settings: Settings
) -> None:
    link = await share_new_quote(author)
    offer = await Offer.get(id=link.offer_id)
    await unit_of_work(lambda: link.revoke(offer, author, NOON))
    await run_due_jobs(settings)
    assert await read_delivery(link) == (
        DeliveryState.FAILED,
        "The link was revoked before it could be sent.",
    )
    assert twilio.forms == []


async def test_an_offer_that_was_closed_meanwhile_is_not_sent(
    author: Viewer, twilio: TwilioStandIn, settings: Settings
) -> None:
    link = await share_new_quote(author)
    offer = await Offer.get(id=link.offer_id)
    await unit_of_work(lambda: offer.take(Step.CLOSE, author, NOON))
    await run_due_jobs(settings)
    assert await read_delivery(link) == (DeliveryState.FAILED, "The offer was no longer open.")
    assert twilio.forms == []


async def test_a_link_that_was_rotated_meanwhile_is_sent_as_it_is_now(
    author: Viewer, twilio: TwilioStandIn, settings: Settings
) -> None:
    link = await share_new_quote(author)
    old, offer = token_of(link), await Offer.get(id=link.offer_id)
    await unit_of_work(lambda: link.rotate(offer, author, LINKS, NOON))
    await run_due_jobs(settings)
    assert twilio.forms[0]["Body"].endswith(token_of(link))
    assert old not in twilio.forms[0]["Body"]


async def test_a_server_with_another_key_sends_no_invalid_link(
    author: Viewer, twilio: TwilioStandIn, settings: Settings
) -> None:
    link = await share_new_quote(author)
    await run_due_jobs(settings.model_copy(update={"secret_key": "another-key-0123456789-abcdefghijklmnop"}))
    reason = "SECRET_KEY has changed since the link was created."
    assert (await read_delivery(link), twilio.forms) == ((DeliveryState.FAILED, reason), [])
