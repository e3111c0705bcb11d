"""A business of a builder, a shop or a restaurant, for its builder and admins to see and change."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self
from uuid import UUID

from tortoise.expressions import Q

from models.people.user import User
from models.people.viewer import Role, Viewer
from models.refused import Code, Refused, bad_input, forbidden, not_found
from models.storage.row import Row


class Business(Row):
    """The base of `Shop` and `Restaurant`; `noun` is its name in sentences."""

    noun: ClassVar[str]
    builder_id: UUID
    currency: Any

    class Meta:
        abstract = True

    @classmethod
    def checked(cls, settings: Mapping[str, Any]) -> dict[str, Any]:
        """Return the given settings as they are stored; refuse invalid ones."""
        raise NotImplementedError

    async def has_prices(self) -> bool:
        """Tell whether any amount exists in its currency."""
        raise NotImplementedError

    @classmethod
    async def start(cls, viewer: Viewer, builder_id: UUID | None, settings: Mapping[str, Any]) -> Self:
        """Start a business: builders for themselves, admins for the builder they name."""
        if viewer.role is Role.BUILDER and builder_id not in (None, viewer.id):
            raise forbidden(f"A builder starts {cls.noun}s of their own.", "builderId")
        owner = viewer.id if viewer.role is Role.BUILDER else builder_id
        if owner is None or not await User.exists(id=owner, role=Role.BUILDER):
            raise bad_input(f"Name the builder whose {cls.noun} this is.", "builderId")
        started = cls(builder_id=owner, **cls.checked(settings))
        await started.save(force_create=True)
        return started

    async def change(self, settings: Mapping[str, Any]) -> None:
        """Change the given settings; refuse another currency once amounts exist."""
        new = self.checked(settings)
        if new.get("currency", self.currency) != self.currency and await self.has_prices():
            raise Refused(Code.IN_USE, "Amounts have been written in this currency already.", "currency")
        self.update_from_dict(new)
        await self.save(update_fields=[*new, "updated_at"])

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Q:
        """Return the filter: admins see all, builders their own."""
        return Q() if viewer.is_admin else Q(builder_id=viewer.id)

    @classmethod
    async def run_by(cls, viewer: Viewer, business_id: UUID, field: str | None = None) -> Self:
        """Return the business if the viewer is its builder or an admin."""
        if found := await cls.filter(cls.visible_to(viewer), id=business_id).first():
            return found
        field = field or f"{cls.noun}Id"
        raise forbidden(field=field) if await cls.exists(id=business_id) else not_found(cls.noun, field)
