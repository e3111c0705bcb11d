"""An answer concurrent with a step that ends the offer: one legal outcome each time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from models.events import Event
from models.offers.expiry import expire_due
from models.offers.lifecycle import Status
from models.offers.offer import Offer
from models.people.viewer import Role, Viewer
from models.refused import Code
from models.sharing.recipient import Answer, answer_link
from models.sharing.response import Response
from models.sharing.share import Share
from models.storage.database import database
from resolvers.offers.offer import update_offer
from resolvers.sharing.recipients import shared_offer
from resolvers.sharing.shares import revoke_share, rotate_share
from subscriptions.live import Live, current
from subscriptions.work import unit_of_work
from tests.support.quote_rows import LINKS, make_linked_quote, token_of
from tests.support.races import DONE, NOBODY, YES, events_of, is_log_intact, outcome, respond
from tests.support.rows import NOON, person

pytestmark = pytest.mark.anyio

ROUNDS, MINUTE = 100, timedelta(minutes=1)


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[None]:
    async with database(postgres_url), Live("memory://") as live:
        token = current.set(live)
        yield
        current.reset(token)


@dataclass(frozen=True)
class Round:
    """The outcome of an answer and a concurrent step: the two codes, and the rows in the tables."""

    told: tuple[str, str]
    status: Status
    log: list[Event]
    answers: list[int]


async def each_round(author: Viewer, against: Callable[[Viewer, Share], Awaitable[object]]) -> list[Round]:
    """Accept a hundred quotes, each concurrently with a step against it."""
    links = [(await make_linked_quote(author, 1))[1][0] for _ in range(ROUNDS)]
    return await asyncio.gather(*(one_round(link, author, against) for link in links))


async def one_round(
    link: Share, author: Viewer, against: Callable[[Viewer, Share], Awaitable[object]]
) -> Round:
    told = await asyncio.gather(respond(link), outcome(against(author, link)))
    offer = await Offer.get(id=link.offer_id)
    versions = [answer.version for answer in await Response.filter(offer_id=offer.id)]
    return Round((told[0], told[1]), offer.status, await events_of(offer.id), versions)


def revoking(author: Viewer, link: Share) -> Awaitable[object]:
    return revoke_share(author, link.id)


def editing(author: Viewer, link: Share) -> Awaitable[object]:
    return update_offer(author, link.offer_id, {"title": "Bath"}, None, None)


def accepting(link: Share, at: datetime) -> Awaitable[object]:
    return unit_of_work(lambda: answer_link(token_of(link), Answer(YES, version=1), NOBODY, at))


@pytest.mark.usefixtures("postgres")
async def test_an_answer_against_a_revocation() -> None:
    author = await person(Role.AGENT)
    for ended in await each_round(author, revoking):
        accepted = ended.told == (DONE, DONE)
        assert accepted or ended.told == (Code.LINK_REVOKED, DONE)
        assert ended.log == [Event.ACCEPTED, Event.LINK_REVOKED][not accepted :]
        assert ended.status is (Status.ACCEPTED if accepted else Status.ACTIVE)
        assert ended.answers == [1] * accepted
    assert await is_log_intact()


@pytest.mark.usefixtures("postgres")
async def test_an_answer_against_an_edit() -> None:
    author = await person(Role.AGENT)
    for ended in await each_round(author, editing):
        accepted = ended.told == (DONE, Code.OFFER_NOT_OPEN)
        assert accepted or ended.told == (Code.OFFER_CHANGED, DONE)
        assert ended.log == [Event.ACCEPTED if accepted else Event.CHANGED]
        assert ended.status is (Status.ACCEPTED if accepted else Status.ACTIVE)
        assert ended.answers == [1] * accepted
    assert await is_log_intact()


async def ten_answers_and_one_sweep(author: Viewer, end: datetime) -> list[tuple[Offer, str]]:
    """Answer ten offers just in time, while a sweep expires those that are not locked."""
    rounds = await asyncio.gather(*(make_linked_quote(author, 1, valid_until=end) for _ in range(10)))
    answers = [outcome(accepting(links[0], end - MINUTE / 2)) for _, links in rounds]
    told = await asyncio.gather(*answers, outcome(unit_of_work(lambda: expire_due(end))))
    await unit_of_work(lambda: expire_due(end))
    return [(offer, code) for (offer, _), code in zip(rounds, told[:10], strict=True)]


@pytest.mark.usefixtures("postgres")
async def test_an_answer_against_the_end_of_the_offer() -> None:
    author = await person(Role.AGENT)
    ends = [NOON + minute * MINUTE for minute in range(1, ROUNDS // 10 + 1)]
    ended = [pair for end in ends for pair in await ten_answers_and_one_sweep(author, end)]
    for offer, code in ended:
        status = Status.ACCEPTED if code == DONE else Status.EXPIRED
        assert code in (DONE, Code.OFFER_NOT_OPEN)
        assert (await Offer.get(id=offer.id)).status is status
        assert await events_of(offer.id) == [Event[status]]
    accepted = [code for _, code in ended if code == DONE]
    assert (await Response.all().count(), await is_log_intact()) == (len(accepted), True)


@pytest.mark.usefixtures("postgres")
async def test_a_fetch_against_a_replacement_never_deadlocks() -> None:
    author = await person(Role.AGENT)
    links = [(await make_linked_quote(author, 1))[1][0] for _ in range(50)]
    fetches = [outcome(shared_offer(token_of(link), NOBODY)) for link in links]
    replacements = [outcome(rotate_share(author, link.id, LINKS)) for link in links]
    told = await asyncio.gather(*fetches, *replacements)
    assert set(told[:50]) <= {DONE, Code.LINK_REVOKED}
    assert (set(told[50:]), await is_log_intact()) == ({DONE}, True)
