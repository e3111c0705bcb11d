"""The queries and mutations of offers of all kinds."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from models.clock import now
from models.offers.filter import OfferFilter
from models.offers.lifecycle import Step
from models.offers.offer import Offer
from models.offers.page import OfferListing, Order
from models.offers.reading import offer_shown_to
from models.offers.records import OfferRow
from models.offers.register import KINDS
from models.offers.succession import duplicate, supersede
from models.offers.terms import NewTerms
from models.people.viewer import Viewer
from models.storage.paging import Listing
from subscriptions.work import unit_of_work


async def offer(viewer: Viewer, offer_id: UUID, kinds: Sequence[str] | None = None) -> OfferRow:
    """Return an offer of one of these kinds; None stands for any kind."""
    some_kinds = None if kinds is None else [KINDS[name] for name in kinds]
    return await offer_shown_to(viewer, offer_id, now(), kinds=some_kinds)


def offers(viewer: Viewer, offer_filter: OfferFilter, order: Order) -> Listing[OfferRow]:
    return OfferListing(viewer, offer_filter, order, now())


async def create_offer(viewer: Viewer, values: Mapping[str, Any], terms: NewTerms) -> OfferRow:
    new_offer = await unit_of_work(lambda: Offer.make(viewer, values, terms, now()))
    return await offer(viewer, new_offer.id)


async def update_offer(
    viewer: Viewer,
    offer_id: UUID,
    values: Mapping[str, Any],
    terms: NewTerms | None,
    expected_version: int | None,
) -> OfferRow:
    return await _change(
        viewer, offer_id, lambda offer: offer.revise(viewer, values, terms, expected_version, now())
    )


async def take_step(viewer: Viewer, offer_id: UUID, step: Step) -> OfferRow:
    return await _change(viewer, offer_id, lambda offer: offer.take(step, viewer, now()))


async def delete_offer(viewer: Viewer, offer_id: UUID) -> UUID:
    async def remove() -> UUID:
        offer = await Offer.for_change(viewer, offer_id)
        await offer.remove(viewer, now())
        return offer.id

    return await unit_of_work(remove)


async def duplicate_offer(viewer: Viewer, offer_id: UUID) -> OfferRow:
    return await _change(viewer, offer_id, lambda offer: duplicate(offer, viewer, now()))


async def supersede_offer(viewer: Viewer, offer_id: UUID, by_id: UUID) -> OfferRow:
    async def replace(offer: Offer) -> None:
        await supersede(offer, await Offer.author_view(viewer, by_id, "byId"), viewer, now())

    return await _change(viewer, offer_id, replace)


async def _change(
    viewer: Viewer, offer_id: UUID, change: Callable[[Offer], Awaitable[Offer | None]]
) -> OfferRow:
    """Change an offer; return its new row, or that of the offer made from it."""

    async def work() -> UUID:
        original = await Offer.for_change(viewer, offer_id)
        return (await change(original) or original).id

    return await offer(viewer, await unit_of_work(work))
