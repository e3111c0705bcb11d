"""A business of a builder, a shop or a restaurant, for its builder and admins to see and change."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self
from uuid import UUID

from tortoise.expressions import Q

from models.people.access import Access, require
from models.people.user import owner_of
from models.people.viewer import Viewer
from models.refused import Code, Refused
from models.storage.row import Row


class Business(Row):
    """The base of `Shop` and `Restaurant`; `noun` is its name in sentences."""

    noun: ClassVar[str]
    builder_id: UUID
    currency: Any

    class Meta:
        abstract = True

    @classmethod
    def check(cls, settings: Mapping[str, Any]) -> dict[str, Any]:
        """Return the given settings as they are stored; refuse invalid ones."""
        raise NotImplementedError

    async def has_prices(self) -> bool:
        """Tell whether any amount exists in its currency."""
        raise NotImplementedError

    @classmethod
    async def start(cls, viewer: Viewer, builder_id: UUID | None, settings: Mapping[str, Any]) -> Self:
        """Start a business: builders for themselves, admins for the builder they name."""
        owner = await owner_of(viewer, builder_id, cls.noun)
        business = cls(builder_id=owner, **cls.check(settings))
        await business.save(force_create=True)
        return business

    async def change(self, settings: Mapping[str, Any]) -> None:
        """Change the given settings; refuse another currency once amounts exist."""
        new = self.check(settings)
        if new.get("currency", self.currency) != self.currency and await self.has_prices():
            raise Refused(Code.IN_USE, "The currency cannot change: amounts already use it.", "currency")
        self.update_from_dict(new)
        await self.save(update_fields=[*new, "updated_at"])

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Q:
        """Return the filter: admins see all, builders their own."""
        return Q() if viewer.is_admin else Q(builder_id=viewer.id)

    @classmethod
    async def run_by(cls, viewer: Viewer, business_id: UUID, field: str | None = None) -> Self:
        """Return the business if the viewer is its builder or an admin."""
        query = cls.filter(cls.visible_to(viewer), id=business_id).first()
        access = Access(viewer, cls.noun, business_id, "Business.visible_to", field or f"{cls.noun}Id")
        return await require(query, cls.exists(id=business_id), access)
