"""Projects, and the associations of agents with them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from models.clock import now
from models.people.association import Association
from models.people.project import Project
from models.people.user import User
from models.people.viewer import Viewer
from models.storage.listing import newest_first
from models.storage.paging import Listing
from subscriptions.work import unit_of_work


async def project(viewer: Viewer, project_id: UUID) -> Project:
    return await Project.shown_to(viewer, project_id)


def projects(viewer: Viewer) -> Listing[Project]:
    return newest_first(Project.filter(Project.visible_to(viewer)))


async def create_project(viewer: Viewer, **details: Any) -> Project:
    return await unit_of_work(lambda: Project.start(viewer, **details))


async def update_project(viewer: Viewer, project_id: UUID, **details: str) -> Project:
    async def update() -> Project:
        project = await Project.editable_by(viewer, project_id)
        await project.change(**details)
        return project

    return await unit_of_work(update)


async def associate_agent(
    viewer: Viewer, project_id: UUID, agent_id: UUID | None, email: str | None
) -> Association:
    async def associate() -> Association:
        project = await Project.editable_by(viewer, project_id, "projectId")
        return await Association.with_agent(project.id, agent_id, email)

    return await unit_of_work(associate)


async def end_association(viewer: Viewer, project_id: UUID, agent_id: UUID) -> Association:
    async def end() -> Association:
        project = await Project.editable_by(viewer, project_id, "projectId")
        return await Association.end(project.id, agent_id, now())

    return await unit_of_work(end)


def associations(viewer: Viewer, project_id: UUID | None) -> Listing[Association]:
    live = Association.filter(Association.visible_to(viewer), ended_at=None)
    return newest_first(live if project_id is None else live.filter(project_id=project_id))


async def projects_by_id(ids: Sequence[UUID]) -> list[Project | None]:
    """Return projects in the order of the ids, for viewers who may see a row that names them."""
    projects = await Project.in_bulk(list(set(ids)), "id")
    return [projects.get(project_id) for project_id in ids]


async def people(ids: Sequence[UUID]) -> list[User | None]:
    """Return users in the order of the ids."""
    users = await User.in_bulk(list(set(ids)), "id")
    return [users.get(user_id) for user_id in ids]
