"""The data loaders of this room: one statement per request for many rows."""

from functools import cached_property
from uuid import UUID

from strawberry.dataloader import DataLoader

from models.people.project import Project
from models.people.user import User
from resolvers.people.projects import people, projects_by_id


class PeopleLoaders:
    @cached_property
    def people(self) -> DataLoader[UUID, User | None]:
        return DataLoader(load_fn=people)

    @cached_property
    def projects(self) -> DataLoader[UUID, Project | None]:
        return DataLoader(load_fn=projects_by_id)
