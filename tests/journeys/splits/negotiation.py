"""One negotiation on a real database, with its oracle beside it."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from itertools import pairwise
from typing import Any, TypeVar
from uuid import UUID

from models.offers.answering import Details
from models.offers.offer import Offer
from models.offers.reading import offer_put_to_holder
from models.offers.settling import Decision
from models.offers.terms import NewTerms
from models.people.viewer import Viewer
from models.refused import Code, Refused
from models.sharing import recipient
from models.sharing.share import Share
from models.splits import rounds as split_rounds
from models.splits.agreement import mismatches
from models.splits.answer import SplitAnswer
from models.splits.invite import invite_of
from models.splits.shares import Shares
from models.splits.standing import standings, status_of
from subscriptions.work import unit_of_work
from tests.journeys.splits.arithmetic import NAMES, Pair, Pairs, is_whole, sheet_hash
from tests.journeys.splits.oracle import Invitation, Oracle, Said
from tests.support.quote_rows import token_of
from tests.support.races import NOBODY
from tests.support.rows import NOON

T = TypeVar("T")
# Where two columns of four people are cut, and by how much the first misses the whole.
Numbers = tuple[list[int], list[int], int]
SETTLED = ("ACCEPTED", "DECLINED")


class Negotiation:
    """Whoever acts is asked first of the oracle, then of the models; both must come to the same."""

    loop: asyncio.Runner
    author: Viewer

    def create_draft(self, count: int, numbers: Numbers, deadline: timedelta | None) -> None:
        self.now, self.count, self.issued = NOON, count, list[Invitation]()
        self.frozen: list[object] = []
        self.oracle = Oracle(self.table(numbers), self.at(deadline))
        people = [[None, name, f"{name}@band.example", "writer"] for name in NAMES[:count]]
        terms = NewTerms(
            "split", {"project_name": "Night Bus", "people": people, "shares": rows(self.oracle.table)}
        )
        wish = {"title": "A split", "valid_until": self.oracle.deadline}
        self.id = self.run(unit_of_work(lambda: Offer.make(self.author, wish, terms, NOON))).id
        self.people = [each.id for each in self.run(self.terms()).participants]

    # What acts are made of

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run(work)

    def seat(self, number: int) -> int:
        return number % self.count

    def at(self, end: timedelta | None) -> Any:
        return None if end is None else self.now + end

    def table(self, numbers: Numbers) -> list[Pair]:
        """For everybody, from where the whole is cut; a slip leaves it not whole."""
        master, publishing, slip = numbers
        (first, second), *rest = zip(self.parts(master), self.parts(publishing), strict=True)
        return [(min(max(first + slip, 0), 100_00), second), *rest]

    def parts(self, cuts: list[int]) -> list[int]:
        marks = [0, *sorted(cuts[: self.count - 1]), 100_00]
        return [right - left for left, right in pairwise(marks)]

    def by_person(self, table: Pairs) -> dict[UUID, Shares]:
        return {who: Shares(*pair) for who, pair in zip(self.people, table, strict=True)}

    def share(self, number: int) -> Share:
        async def read() -> Share:
            return await Share.get(id=self.oracle.present[self.seat(number)].share or self.id)

        return self.run(read())

    # Acts

    def does(self, act: Callable[[Offer], Awaitable[object]], reasons: set[Code]) -> None:
        """By the author; who may have made new links."""

        async def work() -> None:
            await act(await Offer.for_change(self.author, self.id))

        self.agrees(unit_of_work(work), reasons)
        self.run(self.learn())

    def answered(self, told: Invitation, decision: Decision, master: int, seen: int) -> None:
        wanted = (master, 100_00 - master) if decision is Decision.COUNTERED else None
        details: dict[str, Any] = {"signature": "Signed by me"} if decision is Decision.ACCEPTED else {}
        details |= {"master": wanted[0], "publishing": wanted[1]} if wanted else {}
        said: Said = (decision, wanted)
        reply = recipient.Answer(decision, version=seen, details=Details("split", details))
        giving = unit_of_work(lambda: recipient.answer_link(told.token, reply, NOBODY, self.now))
        self.agrees(giving, self.oracle.answer(told, said, seen, self.now))

    async def looked_at(self, told: Invitation) -> None:
        """What a link shows is the version that it was made for."""
        invite = await unit_of_work(lambda: self.invite(told.token))
        shown = [(each.shares.master, each.shares.publishing) for each in invite.participants]
        offer, hash_ = invite.opened.offer, self.oracle.hashes[told.version]
        assert sheet_hash(offer.version, shown, offer.valid_until) == invite.sheet.hash == hash_
        assert (self.people.index(invite.me), invite.is_agreed) == (
            told.seat,
            self.oracle.status == "ACCEPTED",
        )

    async def invite(self, token: str) -> Any:
        return await invite_of(await recipient.record_fetch(token, NOBODY, self.now))

    def agrees(self, act: Coroutine[Any, Any, object], reasons: set[Code]) -> None:
        """Refused for one of the reasons against it, or done when there is none."""
        told = self.run(outcome(act))
        assert told in reasons if reasons else told is None, (told, reasons)

    async def learn(self) -> None:
        """The links that were made since."""
        fresh = [told for told in self.oracle.present if told.share is None]
        table = (await standings([self.id]))[self.id] if fresh else {}
        for told in fresh:
            made = table[self.people[told.seat]].share
            told.share, told.token = made.id, token_of(made)
            self.issued.append(told)

    # What is always so

    async def terms(self) -> Any:
        return await split_rounds.terms_of(await Offer.get(id=self.id))

    async def compare(self) -> None:
        offer, table = await offer_put_to_holder(self.id, self.now), (await standings([self.id]))[self.id]
        assert offer is not None
        shown = [(each.shares.master, each.shares.publishing) for each in offer.terms.participants]
        statuses = [status_of(table.get(who), offer.status, self.now) for who in self.people]
        oracle = self.oracle
        assert (shown, offer.version, offer.terms.round) == (list(oracle.table), oracle.version, oracle.round)
        assert (offer.status, statuses) == (oracle.stands(self.now), oracle.statuses(self.now))
        await self.compare_signatures()
        if offer.status in SETTLED:
            await self.compare_with_what_settled()

    async def compare_signatures(self) -> None:
        """Each stands for the sheet that its link showed."""
        kept = {each.response.share_id: each for each in await self.answers()}
        given = [told for told in self.issued if told.answer]
        assert {told.share for told in given} == set(kept)
        for told in given:
            answer = kept[told.share or self.id]
            assert answer.agreement_hash == self.oracle.hashes[told.version]
            assert (told.answer and told.answer[0] is Decision.ACCEPTED) == (answer.signature is not None)

    async def compare_with_what_settled(self) -> None:
        """An accepted split is whole and signed by all; nothing that was settled changes."""
        offer = await Offer.get(id=self.id)
        if offer.status.value == "ACCEPTED":
            signed = {answer.participant_id for answer in await self.answers() if self.is_of_now(answer)}
            assert (signed, is_whole(self.oracle.table)) == (set(self.people), True)
            assert await mismatches(offer) == []
        now = [offer.status, offer.version, offer.valid_until, vars(await self.terms())]
        settled = str([*now, *map(vars, await self.answers())])
        self.frozen = self.frozen or [settled]
        assert self.frozen == [settled]

    def is_of_now(self, answer: SplitAnswer) -> bool:
        return (
            answer.signature is not None and answer.agreement_hash == self.oracle.hashes[self.oracle.version]
        )

    async def answers(self) -> list[SplitAnswer]:
        return (
            await SplitAnswer.filter(response__offer_id=self.id)
            .order_by("response_id")
            .select_related("response")
        )


def rows(table: Pairs) -> list[list[int]]:
    """As the terms keep them."""
    return [list(pair) for pair in table]


async def outcome(act: Coroutine[Any, Any, object]) -> Code | None:
    try:
        await act
    except Refused as refused:
        return refused.code
    return None
