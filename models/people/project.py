"""The projects that builders sell."""

from typing import Self
from uuid import UUID

from tortoise import fields
from tortoise.expressions import Q, Subquery

from models.checks import clean_text
from models.people.access import Access, require
from models.people.association import Association
from models.people.user import User, owner_of
from models.people.viewer import Role, Viewer
from models.storage.row import Row
from models.storage.sql import Sql, fetch
from models.storage.statements import selected

LONGEST = {"name": 120, "location": 200, "description": 5000}


class Project(Row):
    """A project of one builder, which never changes hands."""

    name = fields.CharField(max_length=120)
    location = fields.CharField(max_length=200, default="")
    description = fields.TextField(default="")
    builder: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("offers.User", related_name="projects")
    builder_id: UUID
    updated_at = fields.DatetimeField(auto_now=True)

    class Meta:
        table = "projects"

    @classmethod
    async def start(
        cls, viewer: Viewer, *, name: str, location: str, description: str, builder_id: UUID | None
    ) -> Self:
        """Start a project: builders for themselves, admins for the builder they name."""
        owner = await owner_of(viewer, builder_id, "project")
        words = {"name": name, "location": location, "description": description}
        project = cls(builder_id=owner, **_clean(words))
        await project.save(force_create=True)
        return project

    async def change(self, **words: str) -> None:
        """Change those of name, location and description that are given."""
        self.update_from_dict(_clean(words))
        await self.save(update_fields=[*words, "updated_at"])

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Q:
        """Return the filter: admins see all, builders their own, agents those of their associations."""
        if viewer.is_admin:
            return Q()
        if viewer.role is Role.BUILDER:
            return Q(builder_id=viewer.id)
        own = Association.filter(agent_id=viewer.id, ended_at=None).values("project_id")
        return Q(id__in=Subquery(own))

    @classmethod
    async def shown_to(cls, viewer: Viewer, project_id: UUID, field: str = "id") -> Self:
        query = cls.filter(cls.visible_to(viewer), id=project_id).first()
        access = Access(viewer, "project", project_id, "Project.visible_to", field)
        return await require(query, cls.exists(id=project_id), access)

    @classmethod
    async def editable_by(cls, viewer: Viewer, project_id: UUID, field: str = "id") -> Self:
        """Return the project if the viewer may change it: its builder or an admin."""
        rows = await fetch(Sql(f"SELECT {selected(cls, 'p')} FROM projects p WHERE p.id = ?", project_id))
        project = cls.from_values(rows[0]) if rows else None
        if project is None or not (viewer.is_admin or project.builder_id == viewer.id):
            raise Access(viewer, "project", project_id, "Project.editable_by", field).deny(bool(rows))
        return project


def _clean(words: dict[str, str]) -> dict[str, str]:
    return {
        field: clean_text(text, field, LONGEST[field], shortest=int(field == "name"))
        for field, text in words.items()
    }
