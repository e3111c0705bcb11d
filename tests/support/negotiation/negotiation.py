"""One negotiation on a real database, with its oracle beside it."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any, TypeVar
from uuid import UUID

from models.offers.answering import Details
from models.offers.offer import Offer
from models.offers.reading import offer_for_holder
from models.offers.settling import Decision
from models.offers.terms import NewTerms
from models.people.viewer import Viewer
from models.refused import Code, Refused
from models.sharing import recipient, visits
from models.sharing.share import Share
from models.splits import rounds as split_rounds
from models.splits.agreement import mismatches
from models.splits.answer import SplitAnswer
from models.splits.invite import invite_of
from models.splits.shares import Shares
from models.splits.standing import standings, status_of
from subscriptions.work import unit_of_work
from tests.support.negotiation.arithmetic import NAMES, Pair, Pairs, is_whole, sheet_hash
from tests.support.negotiation.oracle import Invitation, Oracle, Reply
from tests.support.quote_rows import token_of
from tests.support.races import NOBODY
from tests.support.rows import NOON

T = TypeVar("T")
# Where two columns of four people are cut, and by how much the first misses the whole.
Numbers = tuple[list[int], list[int], int]
SETTLED = ("ACCEPTED", "DECLINED")


class Negotiation:
    """A negotiation whose steps are taken by the oracle and by the models, with the same outcome."""

    loop: asyncio.Runner
    author: Viewer

    def create_draft(self, count: int, numbers: Numbers, deadline: timedelta | None) -> None:
        self.now, self.count, self.invitations = NOON, count, list[Invitation]()
        self.settlement: list[object] = []
        self.oracle = Oracle(self.table(numbers), self.at(deadline))
        people = [[None, name, f"{name}@band.example", "writer"] for name in NAMES[:count]]
        terms = NewTerms(
            "split", {"project_name": "Night Bus", "people": people, "shares": rows(self.oracle.table)}
        )
        fields = {"title": "A split", "valid_until": self.oracle.deadline}
        self.id = self.run(unit_of_work(lambda: Offer.make(self.author, fields, terms, NOON))).id
        self.people = [participant.id for participant in self.run(self.terms()).participants]

    # Parts of the steps

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run(work)

    def seat(self, number: int) -> int:
        return number % self.count

    def at(self, end: timedelta | None) -> Any:
        return None if end is None else self.now + end

    def table(self, numbers: Numbers) -> list[Pair]:
        """Return the shares of all, from the cuts of the whole; a slip leaves a sum other than the whole."""
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

    # Steps

    def act_as_author(self, act: Callable[[Offer], Awaitable[object]], reasons: set[Code]) -> None:
        """Take a step as the author; collect the links that it made."""

        async def work() -> None:
            await act(await Offer.for_change(self.author, self.id))

        self.check_outcome(unit_of_work(work), reasons)
        self.run(self.collect_new_links())

    def answer_through(self, invitation: Invitation, decision: Decision, master: int, version: int) -> None:
        shares = (master, 100_00 - master) if decision is Decision.COUNTERED else None
        details: dict[str, Any] = {"signature": "Signed by me"} if decision is Decision.ACCEPTED else {}
        details |= {"master": shares[0], "publishing": shares[1]} if shares else {}
        reply_value: Reply = (decision, shares)
        reply = recipient.Answer(decision, version=version, details=Details("split", details))
        transaction = unit_of_work(lambda: recipient.answer_link(invitation.token, reply, NOBODY, self.now))
        self.check_outcome(transaction, self.oracle.answer(invitation, reply_value, version, self.now))

    async def check_view(self, invitation: Invitation) -> None:
        """Check that a link shows the version that it was made for."""
        invite = await unit_of_work(lambda: self.invite(invitation.token))
        shares = pairs(invite.participants)
        offer, hash_ = invite.opened_share.offer, self.oracle.hashes[invitation.version]
        assert sheet_hash(offer.version, shares, offer.valid_until) == invite.sheet.hash == hash_
        assert (self.people.index(invite.me), invite.is_agreed) == (
            invitation.seat,
            self.oracle.status == "ACCEPTED",
        )

    async def invite(self, token: str) -> Any:
        return await invite_of(await visits.record_fetch(token, NOBODY, self.now))

    def check_outcome(self, act: Coroutine[Any, Any, object], reasons: set[Code]) -> None:
        """Check that a step is refused for one of these reasons, or taken when there is none."""
        code = self.run(outcome(act))
        assert code in reasons if reasons else code is None, (code, reasons)

    async def collect_new_links(self) -> None:
        """Collect the links that the last step made."""
        new_invitations = [invitation for invitation in self.oracle.present if invitation.share is None]
        table = (await standings([self.id]))[self.id] if new_invitations else {}
        for invitation in new_invitations:
            share = table[self.people[invitation.seat]].share
            invitation.share, invitation.token = share.id, token_of(share)
            self.invitations.append(invitation)

    # Invariants

    async def terms(self) -> Any:
        return await split_rounds.terms_of(await Offer.get(id=self.id))

    async def compare(self) -> None:
        offer, table = await offer_for_holder(self.id, self.now), (await standings([self.id]))[self.id]
        assert offer is not None
        shares = pairs(offer.terms.participants)
        statuses = [status_of(table.get(who), offer.status, self.now) for who in self.people]
        oracle = self.oracle
        assert (shares, offer.version, offer.terms.round) == (
            list(oracle.table),
            oracle.version,
            oracle.round,
        )
        assert (offer.status, statuses) == (oracle.status_at(self.now), oracle.statuses(self.now))
        await self.compare_signatures()
        if offer.status in SETTLED:
            await self.compare_settlement()

    async def compare_signatures(self) -> None:
        """Check that each answer is bound to the sheet that its link showed."""
        answers = {answer.response.share_id: answer for answer in await self.answers()}
        invitations = [invitation for invitation in self.invitations if invitation.answer]
        assert {invitation.share for invitation in invitations} == set(answers)
        for invitation in invitations:
            answer = answers[invitation.share or self.id]
            assert answer.agreement_hash == self.oracle.hashes[invitation.version]
            assert (invitation.answer and invitation.answer[0] is Decision.ACCEPTED) == (
                answer.signature is not None
            )

    async def compare_settlement(self) -> None:
        """Check that an accepted split is whole and signed by all, and that a settled one never changes."""
        offer = await Offer.get(id=self.id)
        if offer.status.value == "ACCEPTED":
            signed = {answer.participant_id for answer in await self.answers() if self.is_current(answer)}
            assert (signed, is_whole(self.oracle.table)) == (set(self.people), True)
            assert await mismatches(offer) == []
        now = [offer.status, offer.version, offer.valid_until, vars(await self.terms())]
        text = str([*now, *map(vars, await self.answers())])
        self.settlement = self.settlement or [text]
        assert self.settlement == [text]

    def is_current(self, answer: SplitAnswer) -> bool:
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
    """Return the shares in the form in which the terms keep them."""
    return [list(pair) for pair in table]


def pairs(participants: Sequence[Any]) -> list[Pair]:
    return [(participant.shares.master, participant.shares.publishing) for participant in participants]


async def outcome(act: Coroutine[Any, Any, object]) -> Code | None:
    try:
        await act
    except Refused as refused:
        return refused.code
    return None
