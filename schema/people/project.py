"""The types and inputs of projects and associations."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.people.association import Association as AssociationRow
from schema.context import Info
from schema.fields.refusals import or_refusal
from schema.people.user import Person


@strawberry.type(description="A builder's project.")
class Project:
    id: UUID = strawberry.field(description="The project's id.")
    name: str = strawberry.field(description="The name.")
    location: str = strawberry.field(description="The location.")
    description: str = strawberry.field(description="The description.")
    created_at: datetime = strawberry.field(description="When it was created.")
    updated_at: datetime = strawberry.field(description="When the project was last changed.")

    @strawberry.field(graphql_type=Person, description="The builder who owns it.")
    async def builder(project: strawberry.Parent[Any], info: Info) -> Any:
        return await info.context.loaders.people.load(project.builder_id)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return hasattr(row, "builder_id")


@strawberry.type(description="An agent's right to see the offers of a project.")
class Association:
    id: UUID = strawberry.field(description="The association's id.")
    created_at: datetime = strawberry.field(description="When it began.")
    ended_at: datetime | None = strawberry.field(description="When it ended; null if it is current.")

    @strawberry.field(graphql_type=Project, description="The project.")
    async def project(association: strawberry.Parent[AssociationRow], info: Info) -> Any:
        return await info.context.loaders.projects.load(association.project_id)

    @strawberry.field(graphql_type=Person, description="The agent.")
    async def agent(association: strawberry.Parent[AssociationRow], info: Info) -> Any:
        return await info.context.loaders.people.load(association.agent_id)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, AssociationRow)


@strawberry.input(description="A new project.")
class ProjectInput:
    name: str = strawberry.field(description="The name, up to 120 characters.")
    location: str = strawberry.field(default="", description="The location, up to 200 characters.")
    description: str = strawberry.field(default="", description="The description, up to 5,000 characters.")
    builder_id: UUID | None = strawberry.field(
        default=None,
        description="The builder who owns it; admins must name one, builders can only name themselves.",
    )


@strawberry.input(description="Changes to a project; absent fields stay as they are.")
class ProjectChangeInput:
    name: strawberry.Maybe[str] = strawberry.field(description="The name, up to 120 characters.")
    location: strawberry.Maybe[str] = strawberry.field(description="The location, up to 200 characters.")
    description: strawberry.Maybe[str] = strawberry.field(
        description="The description, up to 5,000 characters."
    )

    def changes(self) -> dict[str, str]:
        return {name: change.value for name, change in vars(self).items() if change is not None}


ProjectResult = or_refusal(Project, "ProjectResult")
AssociationResult = or_refusal(Association, "AssociationResult")
