"""Answering counters: the proposal that accepts some of them, and several answers in one mutation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from models.offers.guards import refuse_another_version
from models.offers.offer import Offer
from models.people.viewer import Viewer
from models.refused import Code, Refused, bad_input
from models.sharing.tokens import Links
from models.splits.followup import refuse_unless_countered, reopen, standings_of
from models.splits.rounds import refuse_closed, revise, terms_of
from models.splits.shares import Shares, gap, rebalance
from models.splits.sheet import Participant
from models.splits.standing import Standings

CHANGED = "The expected shares must be those of the proposal; read it again."
UNEXPECTED = "You must say what you expect the others' shares to become."


class CounterAnswer(StrEnum):
    """The author's answer to a counter."""

    REOPEN = "REOPEN"
    TAKE = "TAKE"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The participants with their present shares, and the shares they would have."""

    participants: Sequence[Participant]
    after: Sequence[Shares]

    @property
    def gap(self) -> Shares:
        return gap(self.after)

    @property
    def by_participant(self) -> dict[UUID, Shares]:
        return {
            participant.id: shares for participant, shares in zip(self.participants, self.after, strict=True)
        }


async def proposal(offer: Offer, participant_ids: Sequence[UUID]) -> Proposal:
    """Compute the shares when these counters are accepted and the rest is adjusted pro rata."""
    participants, table = (await terms_of(offer)).participants, await standings_of(offer)
    refuse_unless_countered(table, participant_ids, "participantIds")
    counters = {
        place: _counter(table, participant.id)
        for place, participant in enumerate(participants)
        if participant.id in participant_ids
    }
    return Proposal(participants, rebalance([participant.shares for participant in participants], counters))


async def answer_counters(
    offer: Offer,
    viewer: Viewer,
    version: int,
    answers: Sequence[tuple[UUID, CounterAnswer]],
    expected_shares: Mapping[UUID, Shares] | None,
    links: Links,
    now: datetime,
) -> None:
    """Answer all counters or none. Accepting any of them starts a new round for everybody."""
    refuse_closed(offer, now)
    refuse_another_version(offer.version, version, "version")
    ids = [identity for identity, _ in answers]
    if not ids or len(set(ids)) < len(ids):
        raise bad_input("You must name at least one participant, and each only once.", "answers")
    refuse_unless_countered(await standings_of(offer), ids, "answers")
    taken_ids = [identity for identity, answer in answers if answer is CounterAnswer.TAKE]
    if not taken_ids:
        await reopen(offer, viewer, ids, links, now)
        return
    after = (await proposal(offer, taken_ids)).by_participant
    _refuse_unexpected_shares(after, expected_shares, offer.version)
    await revise(offer, viewer, version, after, "", None, links, now)


def _counter(table: Standings, identity: UUID) -> Shares:
    answer = table[identity].answer
    shares = answer.counter if answer else None
    if shares is None:
        raise LookupError(f"the counter of {identity} was not kept")
    return shares


def _refuse_unexpected_shares(
    after: Mapping[UUID, Shares], expected_shares: Mapping[UUID, Shares] | None, version: int
) -> None:
    if expected_shares is None:
        raise bad_input(UNEXPECTED, "expected")
    if dict(expected_shares) != dict(after):
        raise Refused(Code.OFFER_CHANGED, CHANGED, "expected", version=version)
