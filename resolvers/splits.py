"""What the author of a split can ask: send it, revise it, look at where everybody stands."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from models import split_rounds
from models.clock import now
from models.links import Links
from models.offer import Offer
from models.offer_row import OfferRow
from models.split_shares import Shares
from models.split_standing import Standings, standings
from models.viewer import Viewer
from resolvers.offers import offer
from subscriptions.work import unit_of_work


async def send_invites(viewer: Viewer, offer_id: UUID, link_end: datetime | None, links: Links) -> OfferRow:
    return await _changed(
        viewer, offer_id, lambda split: split_rounds.send_invites(split, viewer, links, link_end, now())
    )


async def revise(
    viewer: Viewer,
    offer_id: UUID,
    version: int,
    wanted: Mapping[UUID, Shares],
    note: str,
    valid_until: datetime | None,
    links: Links,
) -> OfferRow:
    return await _changed(
        viewer,
        offer_id,
        lambda split: split_rounds.revise(split, viewer, version, wanted, note, valid_until, links, now()),
    )


async def standings_of(offer_ids: Sequence[UUID]) -> list[Standings]:
    """For the loader: where everybody stands in each of these splits."""
    found = await standings(offer_ids)
    return [found[offer_id] for offer_id in offer_ids]


async def _changed(viewer: Viewer, offer_id: UUID, change: Callable[[Offer], Awaitable[None]]) -> OfferRow:
    async def work() -> UUID:
        split = await Offer.for_change(viewer, offer_id, "offerId")
        await change(split)
        return split.id

    return await offer(viewer, await unit_of_work(work))
