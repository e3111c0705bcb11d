"""Notifications of events, delivered in the channels that each user chose."""

import logging

import pytest

from models.events import Event
from models.notifications.message import Channel, DeliveryState, Message
from models.notifications.notification import Notification
from models.notifications.preference import Preference
from models.offers.offer import Offer
from models.people.project import Project
from models.people.user import User
from models.people.viewer import Viewer
from models.storage.sql import on_postgres
from settings import Settings
from subscriptions.work import unit_of_work
from tests.support.mail_server import Mailbox
from tests.support.messages import PHONE, run_due_jobs
from tests.support.rows import NOON, agents_on, builder_with_project, incentive
from tests.support.telling import tell
from tests.support.twilio_standin import TwilioStandIn

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]
TITLE = "Bonus\nfor “all”"


async def choose_ways(agent: Viewer, event: Event = Event.CREATED, **ways: bool) -> None:
    """Give the agent an address and a phone number, and choose these ways for the event."""
    await User.filter(id=agent.id).update(email=f"{agent.id.hex}@example.com", phone=PHONE)
    await unit_of_work(lambda: Preference.choose(agent.id, event, ways, NOON))


async def count_notifications(*agents: Viewer) -> list[int]:
    return [await Notification.filter(user_id=agent.id).count() for agent in agents]


@pytest.fixture
async def stage() -> tuple[Viewer, Project, list[Viewer]]:
    builder, project = await builder_with_project()
    return builder, project, await agents_on(project, 3)


Stage = tuple[Viewer, Project, list[Viewer]]


async def test_by_default_people_are_notified_in_the_product_only(stage: Stage) -> None:
    builder, project, agents = stage
    await incentive(builder, project)
    assert (await count_notifications(*agents), await Message.all().count()) == ([1, 1, 1], 0)


async def test_an_event_that_is_switched_off_leaves_no_row_and_no_gap(stage: Stage) -> None:
    builder, project, agents = stage
    await choose_ways(agents[0], in_app=False)
    offer = await incentive(builder, project)
    assert await count_notifications(*agents) == [0, 1, 1]
    await unit_of_work(lambda: tell([agents[0].id], Event.EXPIRING, offer.id, NOON))
    assert [row.seq for row in await Notification.filter(user_id=agents[0].id)] == [1]


async def test_a_user_who_chose_email_or_sms_gets_the_notification_in_words(
    stage: Stage, mailbox: Mailbox, twilio: TwilioStandIn, settings: Settings
) -> None:
    builder, project, agents = stage
    await choose_ways(agents[0], email=True, in_app=False)
    await choose_ways(agents[1], sms=True)
    await incentive(builder, project, title=TITLE)
    assert await run_due_jobs(settings) == 2
    (mail,), (text,) = mailbox.mails, twilio.forms
    assert (mail["To"], mail["Subject"]) == (f"{agents[0].id.hex}@example.com", "New: “Bonus for “all””.")
    assert mail.get_content().splitlines()[:4] == [
        f"Hello {agents[0].name},",
        "",
        "New: “Bonus",
        "for “all””.",
    ]
    assert text["Body"] == 'New: "Bonus for "all"".'
    assert await count_notifications(*agents) == [0, 1, 1]


async def test_a_choice_is_for_its_event_alone(stage: Stage) -> None:
    builder, project, agents = stage
    await choose_ways(agents[0], Event.CLOSED, in_app=False, email=True)
    await incentive(builder, project)
    assert (await count_notifications(*agents), await Message.all().count()) == ([1, 1, 1], 0)


async def test_a_disabled_user_and_one_without_a_number_are_sent_nothing(stage: Stage) -> None:
    builder, project, agents = stage
    await choose_ways(agents[0], sms=True)
    await choose_ways(agents[1], email=True)
    await User.filter(id=agents[0].id).update(phone=None)
    await User.filter(id=agents[1].id).update(disabled_at=NOON)
    await incentive(builder, project)
    assert await Message.all().count() == 0


async def test_a_user_who_lost_access_is_sent_nothing(
    stage: Stage, mailbox: Mailbox, settings: Settings
) -> None:
    builder, project, agents = stage
    await choose_ways(agents[0], email=True)
    await incentive(builder, project)
    await project.associations.all().delete()  # type: ignore[attr-defined]
    await run_due_jobs(settings)
    message = await Message.get(user_id=agents[0].id)
    assert (message.state, message.reason) == (
        DeliveryState.FAILED,
        "The user can no longer see this offer.",
    )
    assert mailbox.mails == []


async def test_a_message_about_a_deleted_offer_lacks_its_title(
    stage: Stage, mailbox: Mailbox, settings: Settings
) -> None:
    builder, project, agents = stage
    await choose_ways(agents[0], Event.DELETED, email=True)
    offer = await incentive(builder, project, title="Secret")
    await unit_of_work(lambda: offer.remove(builder, NOON))
    await run_due_jobs(settings)
    assert mailbox.mails[0]["Subject"] == "An offer was removed."
    assert "Secret" not in mailbox.mails[0].get_content()


async def test_notifying_a_hundred_people_takes_as_many_statements_as_three(
    caplog: pytest.LogCaptureFixture,
) -> None:
    counts = []
    for people in (3, 100):
        builder, project = await builder_with_project()
        for agent in await agents_on(project, people):
            await choose_ways(agent, email=True, sms=True)
        offer = await Offer.get(id=(await incentive(builder, project)).id)
        everybody = [a.agent_id for a in await project.associations.all()]  # type: ignore[attr-defined]
        counts.append(await _statements(everybody, offer, caplog))
    assert counts[0] == counts[1] == (1 if on_postgres() else 5)
    assert await Message.filter(channel=Channel.SMS).count() == 2 * 103
    assert await Message.filter(event=Event.EXPIRING).count() == 0


async def _statements(everybody: list[object], offer: Offer, caplog: pytest.LogCaptureFixture) -> int:
    """Return the statements of notifying everybody again, without those of the transaction."""
    logger = logging.getLogger("tortoise.db_client")
    logger.propagate = True
    caplog.clear()
    with caplog.at_level(logging.DEBUG, "tortoise.db_client"):
        await unit_of_work(lambda: tell(everybody, Event.CREATED, offer.id, NOON))  # type: ignore[arg-type]
    return sum(
        1 for record in caplog.records if "preferences" in record.message or "INSERT" in record.message
    )
