"""Who sends a message may die, be slow, or be one of many: it is sent once, or somebody says so."""

import asyncio
from datetime import timedelta

import pytest

from jobs.delivery import deliver
from jobs.register import jobs_of
from jobs.scheduler import scheduler
from models.job import LEASE, Job
from models.message import Channel, DeliveryState, Message
from models.viewer import Viewer
from settings import Settings
from subscriptions.work import unit_of_work
from tests.jobs.messages import run, sent, what_became
from tests.jobs.twilio_network import Network
from tests.makers import NOON
from tests.quoting import quoted, shared

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]


async def test_a_crash_after_sending_does_not_send_it_twice(
    author: Viewer, twilio: Network, settings: Settings
) -> None:
    link = await sent(author)
    await unit_of_work(lambda: Job.lease(NOON))
    message = await Message.get(share_id=link.id)
    await unit_of_work(lambda: message.begin(NOON))
    # Here the process ends: nobody knows whether the text went out.
    assert await run(settings, NOON + LEASE - timedelta(seconds=1)) == 0
    assert await run(settings, NOON + LEASE) == 1
    assert twilio.texts == []
    assert await what_became(link) == (DeliveryState.UNKNOWN, "A server stopped while it was sending this.")


async def test_a_crash_before_sending_leaves_it_to_the_next(
    author: Viewer, twilio: Network, settings: Settings
) -> None:
    link = await sent(author)
    await unit_of_work(lambda: Job.lease(NOON))
    assert (await run(settings), await run(settings, NOON + LEASE)) == (0, 1)
    assert (len(twilio.texts), await what_became(link)) == (1, (DeliveryState.SENT, ""))


async def test_a_crash_before_the_job_is_finished_changes_nothing(
    author: Viewer, twilio: Network, settings: Settings
) -> None:
    link = await sent(author)
    (job,) = await unit_of_work(lambda: Job.lease(NOON))
    assert await deliver(job, NOON, settings) == 1
    await run(settings, NOON + LEASE)
    assert (len(twilio.texts), await what_became(link)) == (1, (DeliveryState.SENT, ""))
    assert await Job.all().count() == 0


async def test_a_slow_sender_who_lost_the_lease_still_knows_that_it_was_sent(
    author: Viewer, twilio: Network, settings: Settings
) -> None:
    link = await sent(author)
    (job,) = await unit_of_work(lambda: Job.lease(NOON))
    twilio.seconds = 0.5
    slow = asyncio.create_task(deliver(job, NOON, settings))
    await asyncio.sleep(0.2)
    await run(settings, NOON + LEASE)
    assert (await what_became(link))[0] is DeliveryState.UNKNOWN
    await slow
    assert (len(twilio.texts), await what_became(link)) == (1, (DeliveryState.SENT, ""))


async def test_several_runners_send_each_message_once(
    author: Viewer, twilio: Network, settings: Settings
) -> None:
    offer = await quoted(author)
    phones = [f"+9198123450{number:02}" for number in range(20)]
    for phone in phones:
        await shared(offer, author, channel=Channel.SMS, recipient=phone)
    done = await asyncio.gather(*(run(settings) for _ in range(4)))
    assert sum(done) == 20
    assert sorted(text["To"] for text in twilio.texts) == phones


async def test_a_planned_message_wakes_the_scheduler_at_once(
    author: Viewer, twilio: Network, settings: Settings
) -> None:
    async with scheduler(jobs_of(settings), look_every=60):
        await asyncio.sleep(0.5)
        await sent(author)
        async with asyncio.timeout(10):
            await twilio.asked.wait()
    assert len(twilio.texts) == 1


async def test_a_shutdown_waits_for_the_message_that_is_being_sent(
    author: Viewer, twilio: Network, settings: Settings
) -> None:
    twilio.seconds = 1
    link = await sent(author)
    async with scheduler(jobs_of(settings)):
        await twilio.asked.wait()
        assert twilio.texts == []
    assert (len(twilio.texts), await what_became(link)) == (1, (DeliveryState.SENT, ""))
