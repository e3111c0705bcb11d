"""What a client can ask of offers."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from models.clock import now
from models.offers.filter import OfferFilter
from models.offers.lifecycle import Step
from models.offers.offer import Offer
from models.offers.page import Order, offer_count, offer_page
from models.offers.reading import offer_shown_to
from models.offers.records import OfferRow
from models.offers.register import KINDS
from models.offers.succession import duplicate, supersede
from models.offers.terms import NewTerms
from models.people.viewer import Viewer
from models.storage.paging import Found, Paging
from subscriptions.work import unit_of_work


async def offer(viewer: Viewer, offer_id: UUID, kinds: Sequence[str] | None = None) -> OfferRow:
    """An offer of one of these kinds; None: of any."""
    some_kinds = None if kinds is None else [KINDS[name] for name in kinds]
    return await offer_shown_to(viewer, offer_id, now(), kinds=some_kinds)


async def offers(viewer: Viewer, wanted: OfferFilter, order: Order, paging: Paging) -> Found[OfferRow]:
    return await offer_page(viewer, wanted, order, paging, now())


async def count_offers(viewer: Viewer, wanted: OfferFilter) -> int:
    return await offer_count(viewer, wanted, now())


async def create_offer(viewer: Viewer, shared: Mapping[str, Any], terms: NewTerms) -> OfferRow:
    made = await unit_of_work(lambda: Offer.make(viewer, shared, terms, now()))
    return await offer(viewer, made.id)


async def update_offer(
    viewer: Viewer, offer_id: UUID, shared: Mapping[str, Any], terms: NewTerms | None, expected: int | None
) -> OfferRow:
    async def revise() -> UUID:
        found = await Offer.for_change(viewer, offer_id)
        await found.revise(viewer, shared, terms, expected, now())
        return found.id

    return await offer(viewer, await unit_of_work(revise))


async def take_step(viewer: Viewer, offer_id: UUID, step: Step) -> OfferRow:
    async def take() -> UUID:
        found = await Offer.for_change(viewer, offer_id)
        await found.take(step, viewer, now())
        return found.id

    return await offer(viewer, await unit_of_work(take))


async def delete_offer(viewer: Viewer, offer_id: UUID) -> UUID:
    async def remove() -> UUID:
        found = await Offer.for_change(viewer, offer_id)
        await found.remove(viewer, now())
        return found.id

    return await unit_of_work(remove)


async def duplicate_offer(viewer: Viewer, offer_id: UUID) -> OfferRow:
    async def copy() -> UUID:
        found = await Offer.for_change(viewer, offer_id)
        return (await duplicate(found, viewer, now())).id

    return await offer(viewer, await unit_of_work(copy))


async def supersede_offer(viewer: Viewer, offer_id: UUID, by_id: UUID) -> OfferRow:
    async def replace() -> UUID:
        found = await Offer.for_change(viewer, offer_id)
        await supersede(found, await Offer.shown_to_author(viewer, by_id, "byId"), viewer, now())
        return found.id

    return await offer(viewer, await unit_of_work(replace))
