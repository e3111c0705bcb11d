"""The access to offers: which of them a viewer may see, and which they may change."""

from typing import Self
from uuid import UUID

from models.offers.register import KINDS
from models.people.access import Access
from models.people.viewer import Viewer
from models.storage.row import Row
from models.storage.sql import FALSE, TRUE, Sql, fetch, on_postgres, one_of
from models.storage.statements import selected


class OfferAccess(Row):
    """The base of `Offer`; its conditions are on `offers o`."""

    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, viewer: Viewer) -> Sql:
        """Build the condition: admins see all, others their own and those that a kind shows them."""
        if viewer.is_admin:
            return TRUE
        of_projects = FALSE
        for kind in KINDS.values():
            projects = kind.visible_projects(viewer)
            if projects is None:
                continue
            of_kind = Sql("o.kind = ? AND o.status <> 'DRAFT' AND o.project_id IN (", kind.name)
            of_projects = of_projects | (of_kind + projects + ")")
        return Sql("o.author_id = ?", viewer.id) | of_projects

    @classmethod
    def editable_by(cls, viewer: Viewer) -> Sql:
        """Build the condition: admins change all, others their own of the kinds their role may create."""
        if viewer.is_admin:
            return TRUE
        kinds = [kind.name for kind in KINDS.values() if viewer.role in kind.authors]
        return Sql("o.author_id = ?", viewer.id) & one_of("o.kind", kinds)

    @staticmethod
    def may_change(viewer: Viewer, author_id: UUID, kind: str) -> bool:
        """Apply the rule of `editable_by` to an offer that has been read."""
        return viewer.is_admin or (author_id == viewer.id and viewer.role in KINDS[kind].authors)

    @classmethod
    async def lock(cls, offer_id: UUID) -> Self:
        """Return the offer, locked until the transaction ends."""
        if on_postgres():
            return await cls.select_for_update().get(id=offer_id)
        return await cls.get(id=offer_id)

    @classmethod
    async def for_scheduler(cls, offer_id: UUID, field: str = "id") -> Self:
        """Return the offer, locked, for work that no user requests; refuse with NOT_FOUND if deleted."""
        if not await cls.exists(id=offer_id, deleted_at=None):
            raise Access(None, "offer", offer_id, "Offer.for_scheduler", field).deny(exists=False)
        return await cls.lock(offer_id)

    @classmethod
    async def for_change(cls, viewer: Viewer, offer_id: UUID, field: str = "id") -> Self:
        """Return the offer, locked until the transaction ends, if the viewer may change it."""
        return await cls._editable(viewer, offer_id, field, "FOR UPDATE" if on_postgres() else "")

    @classmethod
    async def author_view(cls, viewer: Viewer, offer_id: UUID, field: str = "offerId") -> Self:
        """Return the offer, not locked, if the viewer may change it, to read what only editors may."""
        return await cls._editable(viewer, offer_id, field)

    @classmethod
    async def _editable(cls, viewer: Viewer, offer_id: UUID, field: str, lock: str = "") -> Self:
        rows = await fetch(
            f"SELECT {selected(cls, 'o')}, ("
            + cls.editable_by(viewer)
            + ") AS allowed FROM offers o"
            + Sql("WHERE o.id = ? AND o.deleted_at IS NULL", offer_id)
            + lock
        )
        if not rows or not rows[0]["allowed"]:
            raise Access(viewer, "offer", offer_id, "Offer.editable_by", field).deny(bool(rows))
        return cls.from_values(rows[0])
