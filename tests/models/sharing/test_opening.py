"""A link that is locked after a wait for another change is read as it is by then, on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from models.offers.offer import Offer
from models.people.viewer import Role, Viewer
from models.refused import Code, Refused
from models.sharing.opening import Link, find_link
from models.sharing.recipient import Answer, answer_link
from models.sharing.share import Share
from models.storage.database import database
from models.storage.sql import Sql, fetch
from subscriptions.live import Live, current
from subscriptions.work import unit_of_work
from tests.support.quote_rows import LINKS, make_linked_quote, token_of
from tests.support.races import NOBODY, YES
from tests.support.rows import NOON, person
from tests.support.server import SECONDS

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("postgres")]
WAITERS = """SELECT COUNT(*) AS n FROM pg_locks
WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"""
Change = Callable[[Offer, Share, Viewer], Awaitable[None]]


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[None]:
    async with database(postgres_url), Live("memory://") as live:
        token = current.set(live)
        yield
        current.reset(token)


async def read_behind(change: Change) -> tuple[Link, Share]:
    """Return the link as a reader gets it who waits for the change's commit, and the share before."""
    author = await person(Role.AGENT)
    offer, (share,) = await make_linked_quote(author, 1)
    token, is_held = token_of(share), asyncio.Event()

    async def change_when_awaited() -> None:
        locked = await Offer.lock(offer.id)
        is_held.set()
        await wait_for_a_waiter()
        await change(locked, await Share.get(id=share.id), author)

    changing = asyncio.create_task(unit_of_work(change_when_awaited))
    await is_held.wait()
    try:
        return await unit_of_work(lambda: find_link(token, is_locked=True)), share
    finally:
        await changing


async def wait_for_a_waiter() -> None:
    """Return when another transaction waits for this one."""
    async with asyncio.timeout(SECONDS):
        while not (await fetch(Sql(f"{WAITERS} AND pg_sleep(0.01) IS NOT NULL")))[0]["n"]:
            pass


async def test_new_terms_are_read_with_the_offer_that_they_belong_to() -> None:
    def revise(offer: Offer, _: Share, author: Viewer) -> Awaitable[None]:
        return offer.revise(author, {"title": "Bath"}, None, None, NOON)

    link, _ = await read_behind(revise)
    opened = await link.open(NOON)
    assert (link.offer.version, opened.offer.version, opened.offer.title) == (2, 2, "Bath")


async def test_a_link_that_was_revoked_meanwhile_does_not_open() -> None:
    link, _ = await read_behind(lambda offer, share, author: share.revoke(offer, author, NOON))
    with pytest.raises(Refused) as refused:
        await link.open(NOON)
    assert refused.value.code is Code.LINK_REVOKED


async def test_a_token_that_was_replaced_meanwhile_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        await read_behind(lambda offer, share, author: share.rotate(offer, author, LINKS, NOON))
    assert refused.value.code is Code.LINK_REVOKED


async def test_an_answer_that_was_given_meanwhile_is_seen() -> None:
    async def answer(_: Offer, share: Share, __: Viewer) -> None:
        await answer_link(token_of(share), Answer(YES, version=1), NOBODY, NOON)

    link, share = await read_behind(answer)
    assert link.response is not None
    assert (link.response.share_id, link.response.decision) == (share.id, YES)
