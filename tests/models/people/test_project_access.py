"""The access check of a project for a user who wants to change it."""

import pytest
from tortoise.context import TortoiseContext

from models.people.association import Association
from models.people.project import Project
from models.people.session import viewer_of
from models.people.user import User
from models.people.viewer import Role
from models.refused import Code, Denied
from subscriptions.work import unit_of_work

pytestmark = pytest.mark.anyio


async def test_seeing_a_project_is_not_being_allowed_to_change_it(db: TortoiseContext) -> None:
    builder = await User.create(name="Builder", role=Role.BUILDER)
    agent = await User.create(name="Agent", role=Role.AGENT)
    project = await Project.create(name="Riverside", builder=builder)
    await unit_of_work(lambda: Association.make(project.id, agent.id))
    assert (await Project.shown_to(viewer_of(agent), project.id)).id == project.id
    with pytest.raises(Denied) as denied:
        await Project.editable_by(viewer_of(agent), project.id, "projectId")
    assert (denied.value.code, denied.value.field) == (Code.FORBIDDEN, "projectId")
    assert (await Project.editable_by(viewer_of(builder), project.id)).id == project.id
