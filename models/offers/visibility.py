"""The visibility of offers to many viewers, read in one statement."""

from collections.abc import Sequence
from uuid import UUID

from models.offers.kind import Kind
from models.offers.records import OfferRow
from models.offers.register import KINDS
from models.people.viewer import Viewer
from models.storage.sql import Sql, fetch_tuples, one_of

# The ids of a viewer and of an offer.
Pair = tuple[UUID, UUID]


async def visible_pairs(viewers: Sequence[Viewer], offers: Sequence[OfferRow]) -> set[Pair]:
    """Return the pairs whose viewer may see the offer, by the same rule as `Offer.visible_to`."""
    own_pairs = {
        (viewer.id, offer.id)
        for offer in offers
        for viewer in viewers
        if viewer.is_admin or offer.author.id == viewer.id
    }
    non_admins = [viewer for viewer in viewers if not viewer.is_admin]
    of_projects = [offer for offer in offers if offer.project is not None]
    if not non_admins or not of_projects:
        return own_pairs
    return own_pairs.union(*[await _shown_pairs(kind, non_admins, of_projects) for kind in KINDS.values()])


async def _shown_pairs(kind: Kind, viewers: Sequence[Viewer], offers: Sequence[OfferRow]) -> set[Pair]:
    """Return the pairs that the kind shows, because the viewer watches the offer's project."""
    offers_of_kind = [offer for offer in offers if offer.kind == kind.name]
    projects = {offer.project.id for offer in offers_of_kind if offer.project}
    watched_projects = kind.watched_projects(viewers, list(projects)) if offers_of_kind else None
    if watched_projects is None:
        return set()
    rows = await fetch_tuples(
        "SELECT w.viewer_id, o.id FROM offers o JOIN ("
        + watched_projects
        + ") w ON w.project_id = o.project_id"
        + Sql("WHERE o.kind = ? AND o.status <> 'DRAFT' AND o.deleted_at IS NULL AND", kind.name)
        + one_of("o.id", [offer.id for offer in offers_of_kind])
    )
    return {(_uuid(viewer_id), _uuid(offer_id)) for viewer_id, offer_id in rows}


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)
