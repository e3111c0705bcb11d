"""Senders that die, are slow, or run concurrently: a message is sent once, or reported as unknown."""

import asyncio
from datetime import timedelta

import pytest

from jobs.messaging.delivery import deliver
from jobs.register import jobs_of
from jobs.scheduler import scheduler
from models.notifications.message import Channel, DeliveryState, Message
from models.people.viewer import Viewer
from models.storage.job import LEASE, Job
from settings import Settings
from subscriptions.work import unit_of_work
from tests.support.mail_server import Mailbox
from tests.support.messages import EMAIL, read_delivery, run_due_jobs, share_new_quote
from tests.support.quote_rows import make_quote, share_offer
from tests.support.rows import NOON
from tests.support.server import SECONDS
from tests.support.twilio_standin import TwilioStandIn

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]


async def test_a_letter_that_was_begun_is_not_sent_again(
    author: Viewer, mailbox: Mailbox, settings: Settings
) -> None:
    link = await share_new_quote(author, **EMAIL)
    await unit_of_work(lambda: Job.lease(NOON))
    message = await Message.get(share_id=link.id)
    await unit_of_work(lambda: message.begin(NOON))
    # The process ends here, so it is unknown whether the letter went out.
    assert await run_due_jobs(settings, NOON + LEASE - timedelta(seconds=1)) == 0
    assert await run_due_jobs(settings, NOON + LEASE) == 1
    assert mailbox.mails == []
    assert await read_delivery(link) == (DeliveryState.UNKNOWN, "A server stopped while it was sending this.")


async def test_a_crash_before_sending_leaves_it_to_the_next(
    author: Viewer, twilio: TwilioStandIn, settings: Settings
) -> None:
    link = await share_new_quote(author)
    await unit_of_work(lambda: Job.lease(NOON))
    assert (await run_due_jobs(settings), await run_due_jobs(settings, NOON + LEASE)) == (0, 1)
    assert (len(twilio.forms), await read_delivery(link)) == (1, (DeliveryState.SENT, ""))


async def test_a_crash_before_the_job_is_finished_changes_nothing(
    author: Viewer, twilio: TwilioStandIn, settings: Settings
) -> None:
    link = await share_new_quote(author)
    (job,) = await unit_of_work(lambda: Job.lease(NOON))
    assert await deliver(job, NOON, settings) == 1
    await run_due_jobs(settings, NOON + LEASE)
    assert (len(twilio.forms), await read_delivery(link)) == (1, (DeliveryState.SENT, ""))
    assert await Job.all().count() == 0


async def test_the_next_sender_finds_what_a_slow_sender_has_sent(
    author: Viewer, twilio: TwilioStandIn, settings: Settings
) -> None:
    link = await share_new_quote(author)
    (job,) = await unit_of_work(lambda: Job.lease(NOON))
    twilio.answer_to_text, twilio.seconds = "dawdle", SECONDS
    slow = asyncio.create_task(deliver(job, NOON, settings))
    async with asyncio.timeout(SECONDS):
        while not twilio.accepted_texts:  # noqa: ASYNC110 - it is taken in another thread
            await asyncio.sleep(0.01)
    await run_due_jobs(settings, NOON + LEASE)
    assert (await read_delivery(link), twilio.list_requests) == ((DeliveryState.SENT, ""), 1)
    twilio.stopped.set()
    await slow
    assert (len(twilio.forms), await read_delivery(link)) == (1, (DeliveryState.SENT, ""))


async def test_several_runners_send_each_message_once(
    author: Viewer, twilio: TwilioStandIn, settings: Settings
) -> None:
    offer = await make_quote(author)
    phones = [f"+9198123450{number:02}" for number in range(20)]
    for phone in phones:
        await share_offer(offer, author, channel=Channel.SMS, recipient=phone)
    done = await asyncio.gather(*(run_due_jobs(settings) for _ in range(4)))
    assert sum(done) == 20
    assert sorted(text["To"] for text in twilio.forms) == phones


async def test_a_planned_message_wakes_the_scheduler_immediately(
    author: Viewer, twilio: TwilioStandIn, settings: Settings
) -> None:
    async with scheduler(jobs_of(settings), look_seconds=60):
        await asyncio.sleep(0.5)
        await share_new_quote(author)
        assert await asyncio.to_thread(twilio.text_arrived.wait, SECONDS)
    assert len(twilio.forms) == 1


async def test_a_shutdown_waits_for_the_message_that_is_being_sent(
    author: Viewer, twilio: TwilioStandIn, settings: Settings
) -> None:
    twilio.seconds = SECONDS
    link = await share_new_quote(author)
    async with scheduler(jobs_of(settings)):
        assert await asyncio.to_thread(twilio.text_arrived.wait, SECONDS)
        assert twilio.forms == []
        asyncio.get_running_loop().call_later(0.2, twilio.stopped.set)
    assert (len(twilio.forms), await read_delivery(link)) == (1, (DeliveryState.SENT, ""))
