"""Demonstration rows: written once, and every one of them valid."""

import pytest
from tortoise.context import TortoiseContext

from jobs.demo import ACCOUNTS, HILLTOP, RIVERSIDE, ROLES, SPLIT, seed
from jobs.verify import verify_activity
from models.association import Association
from models.clock import now
from models.lifecycle import Status, status_at
from models.offer import Offer
from models.project import Project
from models.session import user_with_password
from models.user import User

pytestmark = pytest.mark.anyio


async def test_an_empty_database_is_filled_once(db: TortoiseContext) -> None:
    assert [await seed(), await seed()] == [True, False]
    counts = [await table.all().count() for table in (User, Project, Offer, Association)]
    assert counts == [5, 2, len((*RIVERSIDE, *HILLTOP, SPLIT)), 1]
    await every_account_signs_in()
    await every_sample_is_valid()


async def every_account_signs_in() -> None:
    people = [await user_with_password(account.email, account.password) for account in ACCOUNTS]
    assert tuple(user.role for user in people) == ROLES


async def every_sample_is_valid() -> None:
    offers = {offer.title: offer for offer in await Offer.all()}
    assert set(offers) == {sample.title for sample in (*RIVERSIDE, *HILLTOP, SPLIT)}
    for offer in offers.values():
        (await offer.terms()).check()
    seen = {title: status_at(offer.status, offer.valid_until, now()) for title, offer in offers.items()}
    assert sorted(seen.values()) == sorted(
        [Status.DRAFT, Status.EXPIRED, Status.PAUSED, *[Status.ACTIVE] * 4]
    )
    assert (await verify_activity(lambda _: None))[1] == []


async def test_a_database_with_anybody_in_it_stays_as_it_is(db: TortoiseContext) -> None:
    await User.create(name="Somebody", role=ROLES[0])
    assert [await seed(), await User.all().count(), await Offer.all().count()] == [False, 1, 0]
