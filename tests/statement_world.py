"""A world with so many rows of everything, for counting what they cost."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from models.association import Association
from models.clock import now
from models.notification import Notification
from models.offer import Offer
from models.project import Project
from models.session import Session
from models.user import User
from models.viewer import Role, Viewer
from subscriptions.work import unit_of_work
from tests.makers import agents_on, incentive, person


@dataclass
class World:
    """A builder with so many projects; on one of them so many agents and offers, and all was told to all."""

    rows: int
    builder: Viewer
    agent: Viewer
    second: Viewer
    admin: Viewer
    project: Project
    offers: list[Offer] = field(default_factory=list)
    sessions: list[UUID] = field(default_factory=list)

    @classmethod
    async def of(cls, rows: int) -> "World":
        builder, admin = await person(Role.BUILDER), await person(Role.ADMIN)
        projects = [Project(name=f"P {number}", builder_id=builder.id) for number in range(rows)]
        await Project.bulk_create(projects)
        agent, second, *_ = await agents_on(projects[0], rows)
        others = [Association(project_id=project.id, agent_id=agent.id) for project in projects[1:]]
        await Association.bulk_create(others)
        world = cls(rows, builder, agent, second, admin, projects[0])
        world.offers = [await incentive(builder, projects[0]) for _ in range(rows)]
        for _ in range(rows - 1):
            await world._rename(world.offers[0])
        await world.sign_in_often()
        return world

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

    async def notification_ids(self) -> list[str]:
        rows = await Notification.filter(user_id=self.agent.id).order_by("seq")
        return [str(row.id) for row in rows]
