"""Participants and the author of a split at the same instant: one legal outcome each time."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass

import pytest

from models.events import Event
from models.offers.answering import Details
from models.offers.lifecycle import Status
from models.offers.offer import Offer
from models.offers.settling import Decision
from models.people.viewer import Role, Viewer
from models.refused import Code
from models.sharing.recipient import Answer
from models.sharing.response import Response
from models.sharing.share import Share
from models.splits.agreement import mismatches
from models.splits.answer import SplitAnswer
from models.splits.participant import SplitParticipant, SplitVersion
from models.splits.shares import Shares
from resolvers.sharing.recipients import respond_to_share
from resolvers.splits import revise
from tests.support.quote_rows import LINKS, token_of
from tests.support.races import DONE, NO, NOBODY, YES, events_of, is_log_intact, outcome
from tests.support.rows import person
from tests.support.split_rows import invitations, send_split, sign

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]

ROUNDS, FEWER, AT_ONCE = 50, 12, 20
OTHERS = ((70_00, 30_00), (30_00, 70_00))


@dataclass(frozen=True)
class Duel:
    """The outcome of two concurrent steps: the codes, and the rows in the tables."""

    codes: tuple[str, ...]
    offer: Offer
    answers: Sequence[Response]
    signed: Sequence[SplitAnswer]
    sheets: dict[int, str]

    @property
    def decisions(self) -> list[Decision]:
        return sorted(answer.decision for answer in self.answers)


def respond(share: Share, decision: Decision = YES) -> Awaitable[str]:
    details = Details("split", {"signature": "My name"} if decision is YES else {})
    return outcome(respond_to_share(token_of(share), Answer(decision, version=1, details=details), NOBODY))


async def revise_shares(offer: Offer, author: Viewer) -> str:
    """Revise the shares of both, based on the version that everybody has seen."""
    asked = await SplitParticipant.filter(offer_id=offer.id).order_by("email")
    wanted = {row.id: Shares(*pair) for row, pair in zip(asked, OTHERS, strict=True)}
    return await outcome(revise(author, offer.id, 1, wanted, "", None, LINKS))


async def duel(offer: Offer, *acts: Awaitable[str]) -> Duel:
    told = tuple(await asyncio.gather(*acts))
    answers = await Response.filter(offer_id=offer.id)
    signed = await SplitAnswer.filter(response__offer_id=offer.id)
    sheets = {row.version: row.hash for row in await SplitVersion.filter(offer_id=offer.id)}
    return Duel(told, await Offer.get(id=offer.id), answers, signed, sheets)


async def create_splits(count: int = ROUNDS) -> tuple[Viewer, list[Offer]]:
    author = await person(Role.AGENT)
    return author, [await send_split(author) for _ in range(count)]


async def test_two_concurrent_acceptances_settle_the_split_once() -> None:
    _, offers = await create_splits()
    rounds = [duel(offer, *(respond(share) for share in await invitations(offer))) for offer in offers]
    for ended in await asyncio.gather(*rounds):
        assert (ended.codes, ended.decisions) == ((DONE, DONE), [YES, YES])
        assert {answer.agreement_hash for answer in ended.signed} == {ended.sheets[1]}
        assert await events_of(ended.offer.id) == [Event.SIGNED, Event.ACCEPTED]
        assert (ended.offer.status, await mismatches(ended.offer)) == (Status.ACCEPTED, [])
    assert await is_log_intact()


async def test_a_concurrent_yes_and_no_end_the_split() -> None:
    _, offers = await create_splits(FEWER)
    pairs = [await invitations(offer) for offer in offers]
    rounds = [
        duel(offer, respond(first), respond(second, NO))
        for offer, (first, second) in zip(offers, pairs, strict=True)
    ]
    for ended in await asyncio.gather(*rounds):
        both = ended.codes == (DONE, DONE)
        assert both or ended.codes == (Code.OFFER_NOT_OPEN, DONE)
        assert (ended.decisions, ended.offer.status) == ([YES, NO][not both :], Status.DECLINED)
    assert await is_log_intact()


async def test_an_acceptance_against_a_revision_never_binds_to_the_new_numbers() -> None:
    """The acceptance counts for the old version, whose round is over, or it is refused."""
    author, offers = await create_splits()
    old = [(await invitations(offer))[0] for offer in offers]
    rounds = [
        duel(offer, respond(share), revise_shares(offer, author))
        for offer, share in zip(offers, old, strict=True)
    ]
    for ended in await asyncio.gather(*rounds):
        accepted = ended.codes == (DONE, DONE)
        assert accepted or ended.codes in ((Code.LINK_REVOKED, DONE), (Code.OFFER_CHANGED, DONE))
        assert [answer.version for answer in ended.answers] == [1] * accepted
        assert [answer.agreement_hash for answer in ended.signed] == [ended.sheets[1]] * accepted
        assert (ended.offer.status, ended.offer.version) == (Status.ACTIVE, 2)
    assert await is_log_intact()


async def test_the_last_acceptance_against_a_revision_either_settles_or_comes_too_late() -> None:
    author, offers = await create_splits(FEWER)
    pairs = [await invitations(offer) for offer in offers]
    for first, _ in pairs:
        await sign(first)
    rounds = [
        duel(offer, respond(second), revise_shares(offer, author))
        for offer, (_, second) in zip(offers, pairs, strict=True)
    ]
    for ended in await asyncio.gather(*rounds):
        agreed = ended.codes == (DONE, Code.OFFER_NOT_OPEN)
        assert agreed or ended.codes in ((Code.LINK_REVOKED, DONE), (Code.OFFER_CHANGED, DONE))
        assert {answer.agreement_hash for answer in ended.signed} == {ended.sheets[1]}
        assert ended.offer.status is (Status.ACCEPTED if agreed else Status.ACTIVE)
        assert (len(ended.signed), len(ended.sheets)) == ((2, 1) if agreed else (1, 2))
    assert await is_log_intact()


async def test_the_same_answer_sent_concurrently_is_one_answer() -> None:
    offer = await send_split(await person(Role.AGENT))
    share, _ = await invitations(offer)
    ended = await duel(offer, *(respond(share) for _ in range(AT_ONCE)))
    assert Counter(ended.codes) == {DONE: AT_ONCE}
    assert (ended.decisions, len(ended.signed), await events_of(offer.id)) == ([YES], 1, [Event.SIGNED])


async def test_of_two_revisions_of_the_same_version_one_wins() -> None:
    author, offers = await create_splits(FEWER)
    rounds = [duel(offer, revise_shares(offer, author), revise_shares(offer, author)) for offer in offers]
    for ended in await asyncio.gather(*rounds):
        assert sorted(ended.codes) == [DONE, Code.OFFER_CHANGED]
        assert (ended.offer.version, set(ended.sheets)) == (2, {1, 2})
        assert len(await Share.filter(offer_id=ended.offer.id, revoked_at=None)) == 2
    assert await is_log_intact()
