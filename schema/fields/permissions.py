"""Permission classes: which role may use a field. Which rows a viewer may see is decided in the models."""

from typing import Any, ClassVar

from strawberry.permission import BasePermission
from strawberry.types import Info

from models.people.viewer import ADMINS, Role
from models.refused import Code, Denied, forbidden


class Guard(BasePermission):
    """The base of all permission classes: `check` raises the refusal."""

    label: ClassVar[str]

    def has_permission(self, source: Any, info: Info, **_: Any) -> bool:
        self.check(info.context)
        return True

    def check(self, context: Any) -> None:
        raise NotImplementedError


class IsPublic(Guard):
    """Anyone, even without an account."""

    label = "everybody"

    def check(self, context: Any) -> None:
        return None


class HasRole(Guard):
    """Users who are signed in with one of these roles."""

    roles: ClassVar[frozenset[Role]]

    def check(self, context: Any) -> None:
        if context.viewer.role not in self.roles:
            raise forbidden("Your role cannot do this.")


class IsSignedIn(HasRole):
    """All users who are signed in."""

    label = "signed in"
    roles = frozenset(Role)


class IsBuilder(HasRole):
    """Builders, and admins on their behalf."""

    label = "builder, admin"
    roles = frozenset({Role.BUILDER, *ADMINS})


class IsAdmin(HasRole):
    """Admins and super admins."""

    label = "admin"
    roles = ADMINS


class HasRoleOrSecret(Guard):
    """Users who are signed in with one of these roles, and the scheduler with its secret."""

    roles: ClassVar[frozenset[Role]]

    def check(self, context: Any) -> None:
        if context.is_scheduler:
            return
        if context.viewer_or_none is None and context.settings.internal_secret is None:
            sentence = "INTERNAL_SECRET must be set on this server to recognise the scheduler."
            raise Denied(Code.NOT_CONFIGURED, sentence)
        if context.viewer.role not in self.roles:
            raise forbidden("Your role cannot do this.")


class IsScheduler(HasRoleOrSecret):
    """The scheduler, and admins on its behalf."""

    label = "scheduler, admin"
    roles = ADMINS


class IsBuilderOrScheduler(HasRoleOrSecret):
    """The scheduler, builders, and admins on their behalf."""

    label = "scheduler, builder, admin"
    roles = frozenset({Role.BUILDER, *ADMINS})
