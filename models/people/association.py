"""An agent's right to see the offers of a project."""

from datetime import datetime
from typing import Self
from uuid import UUID

from tortoise import fields
from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q

from models.checks import is_email
from models.people.access import Access, require
from models.people.user import User, refresh_rights
from models.people.viewer import Role, Viewer
from models.refused import Code, Refused, bad_input
from models.storage.row import Row


class Association(Row):
    """An agent's association with a project until `ended_at`; at most one is live per pair."""

    project: fields.ForeignKeyRelation[Row] = fields.ForeignKeyField(
        "offers.Project", related_name="associations"
    )
    project_id: UUID
    agent: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "offers.User", related_name="associations"
    )
    agent_id: UUID
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "associations"

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Q:
        """Return the filter: admins see all, builders those of their projects, agents their own."""
        if viewer.is_admin:
            return Q()
        return Q(project__builder_id=viewer.id) if viewer.role is Role.BUILDER else Q(agent_id=viewer.id)

    @classmethod
    async def with_agent(cls, project_id: UUID, agent_id: UUID | None, email: str | None) -> Self:
        """Associate an agent, named either by id or by e-mail address."""
        if (agent_id is None) == (email is None):
            raise bad_input("You must name the agent by either agentId or agentEmail.", "agentId")
        key = {"id": agent_id} if email is None else {"email": email.strip().lower()}
        agent = await User.get_or_none(role=Role.AGENT, **key) if email is None or is_email(email) else None
        if agent is None:
            raise bad_input("There is no such agent.", "agentId" if email is None else "agentEmail")
        return await cls.make(project_id, agent.id)

    @classmethod
    async def make(cls, project_id: UUID, agent_id: UUID) -> Self:
        """Associate an agent; refuse with CONFLICT when the pair has a live association."""
        try:
            association = await cls.create(project_id=project_id, agent_id=agent_id)
        except IntegrityError:
            sentence = "This agent is already associated with the project."
            raise Refused(Code.CONFLICT, sentence, "agentId") from None
        await refresh_rights(agent_id)
        return association

    @classmethod
    async def end(cls, project_id: UUID, agent_id: UUID, now: datetime) -> Self:
        """End the live association; the agent loses sight of the project's offers immediately."""
        query = cls.get_or_none(project_id=project_id, agent_id=agent_id, ended_at=None)
        access = Access(None, "current association", None, "Association.end", "agentId")
        live = await require(query, None, access)
        live.ended_at = now
        await live.save(update_fields=["ended_at"])
        await refresh_rights(agent_id)
        return live
