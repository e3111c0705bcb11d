"""A small second implementation of a negotiation: the oracle of tests/journeys/splits/test_rounds.py."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from models.offers.lifecycle import Step
from models.offers.settling import Decision
from models.refused import Code
from tests.support.negotiation.arithmetic import Pair, Pairs, is_whole, rebalance_exactly, sheet_hash
from tests.support.rows import HOUR

Reply = tuple[Decision, Pair | None]


@dataclass
class Invitation:
    """A link: its participant, version and end, and the answer given through it."""

    seat: int
    version: int
    ends: datetime | None
    answer: Reply | None = None
    is_gone: bool = False
    token: str = ""
    share: UUID | None = None
    sent: list[datetime] = field(default_factory=list)

    def is_sent_too_often(self, now: datetime) -> bool:
        """Tell whether it was sent five times within the hour."""
        return len([moment for moment in self.sent if moment > now - HOUR]) >= 5

    def is_open(self, now: datetime) -> bool:
        return not self.is_gone and (self.ends is None or self.ends > now)

    def status(self, now: datetime, over: bool) -> str:
        """Return the status of its participant; `over` says that the split itself has ended."""
        if self.answer:
            return self.answer[0].value
        if self.is_gone:
            return "REVOKED"
        return "INVITED" if self.is_open(now) and not over else "EXPIRED"


@dataclass
class Oracle:
    """Each step returns the reasons against it, any of which may be given; without one it is taken."""

    table: Pairs
    deadline: datetime | None
    status: str = "DRAFT"
    version: int = 1
    round: int = 0
    present: list[Invitation] = field(default_factory=list)
    hashes: dict[int, str] = field(default_factory=dict)

    def status_at(self, now: datetime) -> str:
        over = self.deadline is not None and self.deadline <= now
        return "EXPIRED" if over and self.status in ("ACTIVE", "PAUSED") else self.status

    def statuses(self, now: datetime) -> list[str]:
        """Return the status of every participant, in order."""
        if not self.present:
            return ["PENDING"] * len(self.table)
        over = self.status_at(now) == "EXPIRED"
        return [invitation.status(now, over) for invitation in self.present]

    def draft(self, table: Pairs) -> set[Code]:
        if self.status != "DRAFT":
            return {Code.OFFER_NOT_OPEN}
        self.version += table != self.table
        self.table = table
        return set()

    def send(self, ends: datetime | None, now: datetime) -> set[Code]:
        reasons = {Code.STEP_NOT_ALLOWED} if self.status != "DRAFT" else set()
        late = any(end is not None and end <= now for end in (ends, self.deadline))
        reasons |= {Code.BAD_INPUT} if late or not is_whole(self.table) else set()
        if not reasons:
            self.status = "ACTIVE"
            self._invite_all(ends, now)
        return reasons

    def revise(self, version: int, table: Pairs, until: datetime | None, now: datetime) -> set[Code]:
        before, self.deadline = self.deadline, until or self.deadline
        reasons = set() if self.status_at(now) == "ACTIVE" else {Code.OFFER_NOT_OPEN}
        reasons |= {Code.OFFER_CHANGED} if version != self.version else set()
        late = until is not None and until <= now
        reasons |= {Code.BAD_INPUT} if late or not is_whole(table) else set()
        if reasons:
            self.deadline = before
        else:
            self.version, self.table = self.version + 1, table
            self._invite_all(None, now)
        return reasons

    def take(self, version: int, seats: Sequence[int], expected: Pairs, now: datetime) -> set[Code]:
        """Take these counters; only the shares that the proposal showed may result."""
        if strange := [seat for seat in seats if self.counter(seat) is None]:
            return {Code.STEP_NOT_ALLOWED, Code.OFFER_NOT_OPEN, Code.OFFER_CHANGED} if strange else set()
        if expected != self.proposal(seats):
            return {Code.OFFER_CHANGED, Code.OFFER_NOT_OPEN}
        return self.revise(version, expected, None, now)

    def proposal(self, seats: Sequence[int]) -> Pairs:
        """Return the table with these counters taken and the rest shared pro rata among the others."""
        counters = {seat: self.counter(seat) or self.table[seat] for seat in seats}
        columns = [
            rebalance_exactly(
                [pair[right] for pair in self.table], {seat: pair[right] for seat, pair in counters.items()}
            )
            for right in (0, 1)
        ]
        return list(zip(*columns, strict=True))

    def counter(self, seat: int) -> Pair | None:
        answer = self.present[seat].answer if self.present else None
        return answer[1] if answer else None

    def counter_seats(self) -> list[int]:
        return [seat for seat in range(len(self.present)) if self.counter(seat)]

    def reopen(self, seat: int, now: datetime) -> set[Code]:
        reasons = set() if self.status_at(now) == "ACTIVE" else {Code.OFFER_NOT_OPEN}
        reasons |= {Code.STEP_NOT_ALLOWED, Code.BAD_INPUT} if self.counter(seat) is None else set()
        return reasons or self._invite(seat, None, now)

    def resend(self, seat: int, now: datetime) -> set[Code]:
        """Send an open link again; replace one that has ended."""
        reasons = set() if self.status_at(now) == "ACTIVE" else {Code.OFFER_NOT_OPEN}
        invitation = self.present[seat]
        reasons |= {Code.ALREADY_ANSWERED} if invitation.answer else set()
        reasons |= {Code.STEP_NOT_ALLOWED} if invitation.is_sent_too_often(now) else set()
        if not reasons and not invitation.is_open(now):
            return self._invite(seat, None, now)
        if not reasons:
            invitation.sent.append(now)
        return reasons

    def step(self, step: Step, now: datetime) -> set[Code]:
        allowed = {
            Step.CLOSE: {"DRAFT": "CLOSED", "ACTIVE": "CLOSED", "PAUSED": "CLOSED", "EXPIRED": "CLOSED"},
            Step.PAUSE: {"ACTIVE": "PAUSED"},
            Step.ACTIVATE: {"PAUSED": "ACTIVE"},
        }[step]
        if (was := self.status_at(now)) not in allowed:
            return {Code.STEP_NOT_ALLOWED}
        self.status = allowed[was]
        return set()

    def revoke(self, seat: int) -> set[Code]:
        """Revoke a link that has no answer."""
        if self.present[seat].answer:
            return {Code.IN_USE}
        self.present[seat].is_gone = True
        return set()

    def extend(self, seat: int, ends: datetime | None, now: datetime) -> set[Code]:
        invitation = self.present[seat]
        reasons = {Code.LINK_REVOKED} if invitation.is_gone else set()
        reasons |= {Code.BAD_INPUT} if ends is not None and ends <= now else set()
        invitation.ends = invitation.ends if reasons else ends
        return reasons

    def look(self, invitation: Invitation, now: datetime) -> set[Code]:
        if invitation.is_gone:
            return {Code.LINK_REVOKED}
        return set() if invitation.answer or invitation.is_open(now) else {Code.LINK_EXPIRED}

    def answer(self, invitation: Invitation, reply: Reply, version: int, now: datetime) -> set[Code]:
        reasons = self.look(invitation, now)
        if invitation.answer is not None:
            return reasons or (set() if invitation.answer == reply else {Code.ALREADY_ANSWERED})
        reasons |= {Code.OFFER_NOT_OPEN} if self.status_at(now) != "ACTIVE" else set()
        reasons |= {Code.OFFER_CHANGED} if version != self.version else set()
        reasons |= {Code.BAD_INPUT} if reply[1] == self.table[invitation.seat] else set()
        if not reasons:
            invitation.answer = reply
            self._settle()
        return reasons

    def _settle(self) -> None:
        decisions = [invitation.answer[0] if invitation.answer else None for invitation in self.present]
        if Decision.DECLINED in decisions:
            self.status = "DECLINED"
        elif set(decisions) == {Decision.ACCEPTED}:
            self.status = "ACCEPTED"

    def _invite_all(self, ends: datetime | None, now: datetime) -> None:
        self.round += 1
        self.hashes[self.version] = sheet_hash(self.version, self.table, self.deadline)
        self.present = self.present or [Invitation(seat, 0, None) for seat in range(len(self.table))]
        for seat in range(len(self.table)):
            self._invite(seat, ends, now)

    def _invite(self, seat: int, ends: datetime | None, now: datetime) -> set[Code]:
        """Replace the link of a seat; without an end it inherits that of the earlier link."""
        earlier = self.present[seat]
        earlier.is_gone = True
        remaining_end = earlier.ends if earlier.ends and earlier.ends > now else None
        self.present[seat] = Invitation(seat, self.version, ends or remaining_end, sent=[now])
        return set()
