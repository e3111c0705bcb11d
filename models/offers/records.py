"""The rows that are read of an offer, its author and its project."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.offers.lifecycle import Status, is_in_force


@dataclass(slots=True)
class AuthorRow:
    """The author of an offer, with the fields that others may see."""

    id: UUID
    name: str
    role: str


@dataclass(slots=True)
class ProjectRow:
    """A project, with the same attributes as its table."""

    id: UUID
    name: str
    location: str
    description: str
    builder_id: UUID
    created_at: datetime
    updated_at: datetime


# Fields of an OfferRow that are not columns of `offers`.
BESIDE = frozenset({"author", "project", "terms", "read_at"})


@dataclass(slots=True)
class OfferRow:
    """The offer at the moment `read_at`; `status` takes that time into account."""

    id: UUID
    kind: str
    title: str
    description: str
    status: Status
    valid_from: datetime | None
    valid_until: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime
    superseded_by_id: UUID | None
    author: AuthorRow
    project: ProjectRow | None
    terms: Any
    read_at: datetime

    @property
    def is_in_force(self) -> bool:
        return is_in_force(self.status, self.valid_from, self.read_at)
