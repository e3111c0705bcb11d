"""Pages of offers, project by project where that is quicker, against a plain computation over random rows."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tortoise.context import TortoiseContext

from models.incentives.incentive import IncentiveTerms, IncentiveType, of_types
from models.offers.filter import OfferFilter
from models.offers.lifecycle import Status, status_at
from models.offers.offer import Offer
from models.offers.page import OfferListing, Order
from models.people.association import Association
from models.people.project import Project
from models.people.viewer import Role, Viewer
from models.storage.paging import check_paging
from tests.support.rows import DAY, NOON, person

pytestmark = pytest.mark.anyio
NEVER = NOON.replace(year=9999)
WORDS = ("Summer", "summer_sale", "100%", "Bonus", "a\\b")
SORTED: dict[Order, Callable[[Offer, int], Any]] = {
    Order.NEWEST: lambda offer, _: (offer.created_at, offer.id),
    Order.ENDING_SOONEST: lambda offer, _: (offer.valid_until or NEVER, offer.id),
    Order.AMOUNT: lambda offer, amount: (amount, offer.id),
}


@dataclass(frozen=True, kw_only=True)
class TypeFilter(OfferFilter):
    """A filter that remembers of which types its incentives are to be."""

    types: Sequence[IncentiveType]


def of_type(*types: IncentiveType, **others: Any) -> TypeFilter:
    return TypeFilter(types=types, terms=of_types(types), **others)


@dataclass
class World:
    """Random offers on eight projects, most with equal sort keys, and who may see them."""

    agent: Viewer
    builder: Viewer
    admin: Viewer
    seen: dict[UUID, set[UUID]]
    offers: list[Offer]
    terms: dict[UUID, IncentiveTerms]
    builders: dict[UUID, UUID]

    def expected(self, viewer: Viewer, wanted: OfferFilter, order: Order) -> list[UUID]:
        fits = [o for o in self.offers if self._is_seen_by(viewer, o) and self._fits(wanted, o)]
        newest_or_most = order is not Order.ENDING_SOONEST
        key = SORTED[order]
        fits.sort(key=lambda o: key(o, self.terms[o.id].amount), reverse=newest_or_most)
        return [offer.id for offer in fits]

    def _is_seen_by(self, viewer: Viewer, offer: Offer) -> bool:
        put_to_them = offer.status is not Status.DRAFT and offer.project_id in self.seen[viewer.id]
        return viewer.is_admin or offer.author_id == viewer.id or put_to_them

    def _fits(self, wanted: OfferFilter, offer: Offer) -> bool:
        status, ends = status_at(offer.status, offer.valid_until, NOON), offer.valid_until or NEVER
        starts = offer.valid_from or NOON.replace(year=1)
        return (
            offer.deleted_at is None
            and wanted.project_id in (None, offer.project_id)
            and wanted.author_id in (None, offer.author_id)
            and wanted.builder_id in (None, self.builders[offer.project_id or offer.id])
            and (wanted.statuses is None or status in wanted.statuses)
            and (not isinstance(wanted, TypeFilter) or self.terms[offer.id].type in wanted.types)
            and (wanted.text is None or wanted.text.casefold() in offer.title.casefold())
            and (wanted.valid_at is None or starts <= wanted.valid_at < ends)
            and (wanted.ends_before is None or (offer.valid_until or NEVER) < wanted.ends_before)
        )


async def test_every_page_is_what_a_plain_computation_finds(db: TortoiseContext) -> None:
    dice = random.Random(11)
    world = await _random_world(dice)
    for viewer in (world.agent, world.builder, world.admin):
        for wanted in _filters(world):
            for order in dice.sample(list(Order), 3):
                expected = world.expected(viewer, wanted, order)
                size = 9 if wanted == OfferFilter() else 30
                assert await _by_cursor(viewer, wanted, order, size) == expected, (viewer.role, wanted, order)
            assert await _by_page(viewer, wanted, order, size) == expected, (viewer.role, wanted)
            assert await OfferListing(viewer, wanted, order, NOON).count() == len(expected)


async def test_the_random_rows_put_the_filters_to_the_test(db: TortoiseContext) -> None:
    """Every filter finds some of the rows and leaves some, for each viewer; so none passes for nothing."""
    world = await _random_world(random.Random(11))
    for viewer in (world.agent, world.builder, world.admin):
        everything = len(world.expected(viewer, OfferFilter(), Order.NEWEST))
        found = [len(world.expected(viewer, wanted, Order.NEWEST)) for wanted in _filters(world)[1:]]
        assert all(0 <= count < everything for count in found)
        assert sum(count > 0 for count in found) >= len(found) - 1


async def _by_cursor(viewer: Viewer, wanted: OfferFilter, order: Order, size: int) -> list[UUID]:
    seen, after = list[UUID](), None
    listing = OfferListing(viewer, wanted, order, NOON)
    while len(seen) < 1000:
        page = await listing.page(check_paging(size, after, None, None))
        seen += [row.id for row in page.rows]
        if not page.has_next:
            break
        after = listing.cursor(page.rows[-1])
    return seen


async def _by_page(viewer: Viewer, wanted: OfferFilter, order: Order, size: int) -> list[UUID]:
    seen, number, has_next = list[UUID](), 0, True
    listing = OfferListing(viewer, wanted, order, NOON)
    while has_next and len(seen) < 1000:
        number += 1
        page = await listing.page(check_paging(None, None, number, size))
        seen, has_next = seen + [row.id for row in page.rows], page.has_next
    return seen


def _filters(world: World) -> list[OfferFilter]:
    some = world.offers[0]
    return [
        OfferFilter(),
        OfferFilter(project_id=some.project_id),
        OfferFilter(builder_id=world.builder.id),
        OfferFilter(author_id=world.builder.id),
        OfferFilter(statuses=[Status.ACTIVE]),
        OfferFilter(statuses=[Status.EXPIRED]),
        OfferFilter(statuses=[Status.PAUSED, Status.DRAFT, Status.CLOSED]),
        of_type(IncentiveType.BULK_SALE, IncentiveType.EARLY_BIRD),
        OfferFilter(text="MER_"),
        OfferFilter(text="100%"),
        OfferFilter(valid_at=NOON + DAY),
        OfferFilter(ends_before=NOON - DAY),
        of_type(IncentiveType.BULK_SALE, statuses=[Status.ACTIVE], text="s", valid_at=NOON),
    ]


async def _random_world(dice: random.Random) -> World:
    agent, builder, other, admin = [
        await person(r) for r in (Role.AGENT, Role.BUILDER, Role.BUILDER, Role.ADMIN)
    ]
    projects = [Project(name=str(n), builder_id=(builder, other)[n % 2].id) for n in range(8)]
    await Project.bulk_create(projects)
    theirs = {project.id for project in projects[2:6]}
    associations = [Association(agent_id=agent.id, project_id=project_id) for project_id in sorted(theirs)]
    over = Association(agent_id=agent.id, project_id=projects[0].id, ended_at=NOON)
    await Association.bulk_create([*associations, over])
    offers = [_offer(dice, dice.choice(projects), [builder, other, admin]) for _ in range(180)]
    terms = [_terms(dice, offer) for offer in offers]
    await Offer.bulk_create(offers)
    for each in terms:
        await each.save(force_create=True)
    return World(
        agent,
        builder,
        admin,
        {
            agent.id: theirs,
            builder.id: {project.id for project in projects if project.builder_id == builder.id},
            admin.id: set(),
        },
        offers,
        {each.offer_id: each for each in terms},
        {project.id: project.builder_id for project in projects},
    )


def _offer(dice: random.Random, project: Project, authors: Sequence[Viewer]) -> Offer:
    title = f"{dice.choice(WORDS)} {dice.choice(WORDS)}"
    starts, ends = _sometimes(dice, NOON - 2 * DAY, 4), _sometimes(dice, NOON, 4)
    if starts and ends:
        ends = max(ends, starts + DAY)
    return Offer(
        id=UUID(int=dice.getrandbits(128), version=4),
        kind="incentive",
        title=title,
        search_text=f"{title}\n".casefold(),
        author_id=dice.choice(authors).id,
        project_id=project.id,
        status=dice.choice(list(Status)[:5]),
        created_at=NOON - timedelta(minutes=dice.randrange(12)),
        valid_from=starts,
        valid_until=ends,
        deleted_at=NOON if dice.random() < 0.1 else None,
    )


def _sometimes(dice: random.Random, around: datetime, days: int) -> datetime | None:
    return None if dice.random() < 0.3 else around + dice.randrange(-days, days + 1) * DAY


def _terms(dice: random.Random, offer: Offer) -> IncentiveTerms:
    return IncentiveTerms(
        offer_id=offer.id,
        type=dice.choice(list(IncentiveType)),
        amount=dice.choice((0, 1, 500, 10**15)),
        currency="INR",
    )
