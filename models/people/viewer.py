"""The viewer: the signed-in user, as permission checks see it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """The role of a user."""

    BUILDER = "BUILDER"
    AGENT = "AGENT"
    ADMIN = "ADMIN"
    SUPER_ADMIN = "SUPER_ADMIN"


ADMINS = frozenset({Role.ADMIN, Role.SUPER_ADMIN})


@dataclass(frozen=True, slots=True)
class Viewer:
    """A user at one moment. `auth_epoch` grows with each change of role, association or password."""

    id: UUID
    name: str
    role: Role
    time_zone: str
    auth_epoch: int
    session_id: UUID | None = None
    signed_in_until: datetime | None = None

    @property
    def is_admin(self) -> bool:
        return self.role in ADMINS
