"""Demonstration rows: written once, and every one of them valid."""

import pytest
from tortoise.context import TortoiseContext

from jobs.demo.demonstration import invitation_token, seed
from jobs.demo.restaurant import PROMOTIONS, TABLE, has_table
from jobs.demo.rows import ACCOUNTS, HILLTOP, RIVERSIDE, ROLES, SENT_SPLIT, SPLIT
from jobs.offers.verification import verify_activity
from models.clock import now
from models.offers.lifecycle import Status, status_at
from models.offers.offer import Offer
from models.people.association import Association
from models.people.project import Project
from models.people.session import user_with_password
from models.people.user import User
from models.promotions.dining.guest import NO_CONTACT
from models.promotions.menu_item import MenuItem
from models.sharing.recipient import open_share
from models.sharing.share import Share
from models.sharing.tokens import Links
from resolvers.promotions.dining import Place, compare
from tests.support.quote_rows import LINKS

pytestmark = pytest.mark.anyio
SAMPLES = (*RIVERSIDE, *HILLTOP, SPLIT, SENT_SPLIT, *PROMOTIONS)
NO_KEY = Links(None, LINKS.app_url)


async def test_an_empty_database_is_filled_once(db: TortoiseContext) -> None:
    assert [await seed(LINKS), await seed(LINKS)] == [True, False]
    counts = [await table.all().count() for table in (User, Project, Offer, Association)]
    assert counts == [5, 2, len(SAMPLES), 1]
    await every_account_signs_in()
    await every_sample_is_valid()


async def every_account_signs_in() -> None:
    people = [await user_with_password(account.email, account.password) for account in ACCOUNTS]
    assert tuple(user.role for user in people) == ROLES


async def every_sample_is_valid() -> None:
    offers = {offer.title: offer for offer in await Offer.all()}
    assert set(offers) == {sample.title for sample in SAMPLES}
    for offer in offers.values():
        (await offer.terms()).check()
    seen = {title: status_at(offer.status, offer.valid_until, now()) for title, offer in offers.items()}
    assert sorted(seen.values()) == sorted(
        [Status.DRAFT, Status.EXPIRED, Status.PAUSED, *[Status.ACTIVE] * (5 + len(PROMOTIONS))]
    )
    assert (await verify_activity(lambda _: None))[1] == []


async def test_a_database_with_anybody_in_it_stays_as_it_is(db: TortoiseContext) -> None:
    await User.create(name="Somebody", role=ROLES[0])
    assert [await seed(LINKS), await User.all().count(), await Offer.all().count()] == [False, 1, 0]


async def test_the_invitation_that_is_shown_opens_the_split_that_was_sent(db: TortoiseContext) -> None:
    await seed(LINKS)
    token = await invitation_token(LINKS)
    assert token is not None
    assert (await open_share(token, now())).offer.title == SENT_SPLIT.title
    assert await invitation_token(LINKS) == token
    assert await invitation_token(Links(f"another-{LINKS.secret_key}", LINKS.app_url)) is None
    await Share.all().update(revoked_at=now())
    assert await invitation_token(LINKS) is None


async def test_a_cart_at_the_demonstration_s_table_gets_the_example_s_offers(
    db: TortoiseContext,
) -> None:
    assert not await has_table()
    await seed(LINKS)
    assert await has_table()
    dishes = {item.name: item.id for item in await MenuItem.all()}
    cart = [(dishes["Margherita Pizza"], 2), (dishes["Coke"], 1)]
    found = (await compare(Place(TABLE), cart, NO_CONTACT, None)).comparisons
    assert found.best
    assert [(one.promotion.title, one.savings) for one in (found.best, *found.others)] == [
        ("Buy 2 Get 1 Free", 250_00),
        ("Flat 20% Off", 110_00),
        ("Free Coke on ₹500+", 50_00),
    ]
    (burgers,) = found.not_eligible
    assert burgers.missing[0].quantity == 3
    coded = await compare(Place(TABLE), cart, NO_CONTACT, "friends")
    assert [each.title for each in coded.default_promotions] == ["60% for friends"]


async def test_without_a_key_for_links_nothing_is_sent(db: TortoiseContext) -> None:
    assert (await seed(NO_KEY), await Offer.filter(kind="split").count()) == (True, 1)
    assert (await invitation_token(NO_KEY), await seed(LINKS)) == (None, False)
