"""Concurrent answers to one offer: one settles it, and every other gets that outcome."""

import asyncio
import random
from collections import Counter

import httpx
import pytest

from models.events import Event
from models.offers.lifecycle import Status
from models.offers.offer import Offer
from models.people.viewer import Role
from models.refused import Code
from models.sharing.response import Response
from models.sharing.share import Share
from resolvers.sharing.recipients import record_view
from tests.support.actors import Cast
from tests.support.quote_rows import make_linked_quote, token_of
from tests.support.races import DONE, NO, NOBODY, YES, events_of, is_log_intact, outcome, respond
from tests.support.rows import person
from tests.support.server import PLAIN
from tests.support.sharing import ANSWER, quote, share

pytestmark = pytest.mark.anyio

ROUNDS, AT_ONCE = 100, 200


@pytest.mark.usefixtures("db")
async def test_of_200_answers_through_200_links_one_settles() -> None:
    """Decision 5."""
    offer, links = await make_linked_quote(await person(Role.AGENT), AT_ONCE)
    told = Counter(await asyncio.gather(*(respond(link) for link in links)))
    assert told == {DONE: 1, Code.OFFER_NOT_OPEN: AT_ONCE - 1}
    assert (await Offer.get(id=offer.id)).status is Status.ACCEPTED
    assert (await Response.all().count(), await events_of(offer.id)) == (1, [Event.ACCEPTED])
    assert await is_log_intact()


@pytest.mark.usefixtures("db")
async def test_one_of_200_answers_through_one_link_is_stored() -> None:
    offer, (link,) = await make_linked_quote(await person(Role.AGENT), 1)
    decisions = [YES, NO] * (AT_ONCE // 2)
    told = await asyncio.gather(*(respond(link, decision) for decision in decisions))
    (kept,) = await Response.all()
    for decision, code in zip(decisions, told, strict=True):
        assert code == (DONE if decision is kept.decision else Code.ALREADY_ANSWERED)
    assert (await Offer.get(id=offer.id)).status == kept.decision.value
    assert (await events_of(offer.id), await is_log_intact()) == ([Event[kept.decision]], True)


@pytest.mark.usefixtures("db")
async def test_of_many_who_say_yes_or_no_one_yes_settles() -> None:
    offer, links = await make_linked_quote(await person(Role.AGENT), ROUNDS)
    told = await asyncio.gather(*(respond(link, random.choice([YES, NO])) for link in links))
    assert set(told) <= {DONE, Code.OFFER_NOT_OPEN}
    events = await events_of(offer.id)
    assert events == [Event.DECLINED] * (len(events) - 1) + [Event.ACCEPTED]
    seqs = [answer.seq for answer in await Response.all().order_by("seq")]
    assert (seqs, told.count(DONE)) == (list(range(1, len(events) + 1)), len(events))
    assert await is_log_intact()


async def test_one_of_200_concurrent_requests_settles_and_none_gets_an_error(cast: Cast) -> None:
    offer = quote(cast.agent)
    tokens = [share(cast.agent, offer).token for _ in range(10)] * (AT_ONCE // 10)
    wish = {"decision": "ACCEPTED", "version": 1}
    async with httpx.AsyncClient(base_url=f"http://{cast.server.address}", timeout=300, verify=PLAIN) as http:
        asked = [{"query": ANSWER, "variables": {"token": token, **wish}} for token in tokens]
        told = await asyncio.gather(*(http.post("/graphql", json=one) for one in asked))
    assert {answer.status_code for answer in told} == {200}
    said = [answer.json()["data"]["respondToShare"] for answer in told]
    accepted = [token for token, one in zip(tokens, said, strict=True) if one.get("state") == "ANSWERED"]
    assert (len(set(accepted)), len(accepted)) == (1, AT_ONCE // 10)
    assert Counter(one.get("code") for one in said) == {None: 20, "OFFER_NOT_OPEN": 180}


@pytest.mark.usefixtures("db")
async def test_concurrent_views_are_all_counted_and_one_is_notified() -> None:
    offer, (link,) = await make_linked_quote(await person(Role.AGENT), 1)
    await asyncio.gather(*(outcome(record_view(token_of(link), NOBODY)) for _ in range(50)))
    assert ((await Share.get(id=link.id)).views, await events_of(offer.id)) == (50, [Event.VIEWED])
