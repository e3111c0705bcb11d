"""What a builder runs, a shop or a restaurant: theirs and the admins' to see and to change."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self
from uuid import UUID

from tortoise.expressions import Q

from models.people.user import User
from models.people.viewer import Role, Viewer
from models.refused import Code, Refused, bad_input, forbidden, not_found
from models.storage.row import Row


class Business(Row):
    """What `Shop` and `Restaurant` are built on; `noun` is what people call it."""

    noun: ClassVar[str]
    builder_id: UUID
    currency: Any

    class Meta:
        abstract = True

    @classmethod
    def checked(cls, settings: Mapping[str, Any]) -> dict[str, Any]:
        """Of the settings those that are given, as they are stored; refuses what they may not be."""
        raise NotImplementedError

    async def has_prices(self) -> bool:
        """Whether an amount has been written in its currency."""
        raise NotImplementedError

    @classmethod
    async def start(cls, viewer: Viewer, builder_id: UUID | None, settings: Mapping[str, Any]) -> Self:
        """A builder starts their own; an admin names the builder."""
        if viewer.role is Role.BUILDER and builder_id not in (None, viewer.id):
            raise forbidden(f"A builder cannot create a {cls.noun} for somebody else.", "builderId")
        owner = viewer.id if viewer.role is Role.BUILDER else builder_id
        if owner is None or not await User.exists(id=owner, role=Role.BUILDER):
            raise bad_input(f"You must name the builder who owns this {cls.noun}.", "builderId")
        started = cls(builder_id=owner, **cls.checked(settings))
        await started.save(force_create=True)
        return started

    async def change(self, settings: Mapping[str, Any]) -> None:
        """Those that are given. What was priced keeps its currency."""
        new = self.checked(settings)
        if new.get("currency", self.currency) != self.currency and await self.has_prices():
            raise Refused(Code.IN_USE, "The currency cannot change: amounts already use it.", "currency")
        self.update_from_dict(new)
        await self.save(update_fields=[*new, "updated_at"])

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Q:
        """Admins see all, builders their own."""
        return Q() if viewer.is_admin else Q(builder_id=viewer.id)

    @classmethod
    async def run_by(cls, viewer: Viewer, business_id: UUID, field: str | None = None) -> Self:
        """For whoever may run it: its builder, admins."""
        if found := await cls.filter(cls.visible_to(viewer), id=business_id).first():
            return found
        field = field or f"{cls.noun}Id"
        raise forbidden(field=field) if await cls.exists(id=business_id) else not_found(cls.noun, field)
