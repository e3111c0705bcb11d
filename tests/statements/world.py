"""A world with many rows of everything, for counting their statements."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from models.clock import now
from models.events import Event
from models.notifications.message import Channel
from models.notifications.notification import Notification
from models.notifications.preference import Preference
from models.offers.offer import Offer
from models.offers.settling import Decision
from models.people.association import Association
from models.people.device import Device
from models.people.project import Project
from models.people.session import Session
from models.people.user import User
from models.people.viewer import Role, Viewer
from models.sharing import recipient, visits
from models.sharing.share import Share
from models.sharing.visitor import Visitor
from subscriptions.work import unit_of_work
from tests.support.quote_rows import make_quote, share_offer, token_of
from tests.support.rows import agents_on, incentive, person

HOLDER = Visitor("192.0.2.0/24", "a browser")


@dataclass
class World:
    """A builder with so many projects; on one of them so many agents and offers, and all was told to all.

    `promise` is an incentive with so many links: the first is touched often, the others are answered.
    """

    rows: int
    builder: Viewer
    agent: Viewer
    second: Viewer
    admin: Viewer
    project: Project
    promise: Offer
    offers: list[Offer] = field(default_factory=list)
    sessions: list[UUID] = field(default_factory=list)
    devices: list[UUID] = field(default_factory=list)
    links: list[Share] = field(default_factory=list)

    @classmethod
    async def of(cls, rows: int) -> "World":
        builder, admin = await person(Role.BUILDER), await person(Role.ADMIN)
        projects = [Project(name=f"P {number}", builder_id=builder.id) for number in range(rows)]
        await Project.bulk_create(projects)
        agent, second, *rest = await agents_on(projects[0], rows)
        await _want_mail([agent, second, *rest])
        others = [Association(project_id=project.id, agent_id=agent.id) for project in projects[1:]]
        await Association.bulk_create(others)
        promise = await incentive(builder, projects[0])
        world = cls(rows, builder, agent, second, admin, projects[0], promise)
        world.offers = [await incentive(builder, projects[0]) for _ in range(rows)]
        for _ in range(rows - 1):
            await world._rename(world.offers[0])
        await world.sign_in_often()
        await world._share_often()
        return world

    async def _share_often(self) -> None:
        sent = {"channel": Channel.EMAIL, "recipient": "asha@example.com"}
        for _ in range(self.rows):
            await make_quote(self.agent)
            self.links.append(await share_offer(self.promise, self.builder, **sent))
            await self._fetch(self.links[0])
        for link in self.links[1:]:
            await self._decline(link)

    async def _fetch(self, link: Share) -> None:
        await unit_of_work(lambda: visits.record_fetch(token_of(link), HOLDER, now()))

    async def _decline(self, link: Share) -> None:
        token = token_of(link)
        reply = recipient.Answer(Decision.DECLINED, version=1)
        await unit_of_work(lambda: recipient.answer_link(token, reply, HOLDER, now()))

    async def _rename(self, offer: Offer) -> None:
        async def rename() -> None:
            found = await Offer.get(id=offer.id)
            await found.revise(self.builder, {"title": uuid4().hex}, None, None, now())

        await unit_of_work(rename)

    async def sign_in_often(self) -> None:
        user = await User.get(id=self.agent.id)
        for _ in range(self.rows):
            session, _token = await Session.open(user, timedelta(hours=1), "", now())
            self.sessions.append(session.id)
            await Device.remember(user, None, timedelta(days=1), "", now())
        self.devices += [device.id for device in await Device.filter(user_id=user.id)]

    async def notification_ids(self) -> list[str]:
        rows = await Notification.filter(user_id=self.agent.id).order_by("seq")
        return [str(row.id) for row in rows]


async def _want_mail(agents: list[Viewer]) -> None:
    """Set the preferences of these users so that every event is e-mailed."""
    for agent in agents:
        await User.filter(id=agent.id).update(email=f"{agent.id}@example.com")
    wishes = [Preference(user_id=agent.id, event=event, email=True) for agent in agents for event in Event]
    await Preference.bulk_create(wishes)
