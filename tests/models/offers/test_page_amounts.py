"""Pages of one offer each, where the value that the order sorts by is missing: a price, or an end."""

from uuid import UUID

import pytest
from tortoise.context import TortoiseContext

from models.offers.filter import OfferFilter
from models.offers.page import OfferListing, Order
from models.people.project import Project
from models.people.viewer import Role, Viewer
from models.storage.paging import check_paging
from tests.support.quote_rows import make_quote
from tests.support.rows import DAY, NOON, incentive, person
from tests.support.slot_rows import shop_of, slot_of

pytestmark = pytest.mark.anyio
MORE_THAN_ALL = 20


async def _offers(builder: Viewer) -> set[UUID]:
    """Create slots with and without a price, quotes and incentives, with and without an end."""
    shop = await shop_of(builder)
    project = await Project.create(name="Riverside", builder_id=builder.id)
    slots = [
        await slot_of(shop, starts=DAY * day, price=price)
        for day, price in enumerate((None, 0, 700, None), start=1)
    ]
    quotes = [await make_quote(builder), await make_quote(builder, valid_until=NOON + DAY)]
    incentives = [
        await incentive(builder, project),
        await incentive(builder, project, valid_until=NOON + DAY),
    ]
    return {offer.id for offer in [*slots, *quotes, *incentives]}


async def _walk(listing: OfferListing) -> list[UUID]:
    """Return the ids of all pages of one offer each; each page starts after the cursor of the one before."""
    ids, after = list[UUID](), None
    while len(ids) < MORE_THAN_ALL:
        page = await listing.page(check_paging(1, after, None, None))
        ids += [row.id for row in page.rows]
        if not page.has_next:
            break
        after = listing.cursor(page.rows[-1])
    return ids


@pytest.mark.parametrize("order", list(Order))
async def test_every_offer_is_on_one_page_although_its_sort_value_is_missing(
    db: TortoiseContext, order: Order
) -> None:
    builder = await person(Role.BUILDER)
    offer_ids = await _offers(builder)
    listing = OfferListing(builder, OfferFilter(), order, NOON)
    ids = await _walk(listing)
    assert set(ids) == offer_ids
    assert len(ids) == len(offer_ids)
    whole = await listing.page(check_paging(MORE_THAN_ALL, None, None, None))
    assert ids == [row.id for row in whole.rows]


async def test_the_slots_without_a_price_are_walked_through_by_amount(db: TortoiseContext) -> None:
    builder = await person(Role.BUILDER)
    shop = await shop_of(builder)
    slot_ids = {(await slot_of(shop, starts=DAY * day)).id for day in (1, 2, 3)}
    ids = await _walk(OfferListing(builder, OfferFilter(kinds=["slot"]), Order.AMOUNT, NOON))
    assert (set(ids), len(ids)) == (slot_ids, 3)
