"""What a negotiation is, said once more in small: the oracle of tests/journeys/splits/test_rounds.py."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from models.offers.lifecycle import Step
from models.offers.settling import Decision
from models.refused import Code
from tests.journeys.splits.arithmetic import Pair, Pairs, is_whole, rebalanced, sheet_hash
from tests.support.rows import HOUR

Said = tuple[Decision, Pair | None]


@dataclass
class Invitation:
    """A link: for whom, about which version, until when, and what came of it."""

    seat: int
    version: int
    ends: datetime | None
    answer: Said | None = None
    is_gone: bool = False
    token: str = ""
    share: UUID | None = None
    sent: list[datetime] = field(default_factory=list)

    def is_worn(self, now: datetime) -> bool:
        """Sent five times within the hour."""
        return len([moment for moment in self.sent if moment > now - HOUR]) >= 5

    def is_open(self, now: datetime) -> bool:
        return not self.is_gone and (self.ends is None or self.ends > now)


@dataclass
class Oracle:
    """Each act gives the reasons against it, of which any may be named; without one it takes place."""

    table: Pairs
    deadline: datetime | None
    status: str = "DRAFT"
    version: int = 1
    round: int = 0
    present: list[Invitation] = field(default_factory=list)
    hashes: dict[int, str] = field(default_factory=dict)

    def stands(self, now: datetime) -> str:
        over = self.deadline is not None and self.deadline <= now
        return "EXPIRED" if over and self.status in ("ACTIVE", "PAUSED") else self.status

    def statuses(self, now: datetime) -> list[str]:
        """Of everybody, in order."""
        if not self.present:
            return ["PENDING"] * len(self.table)
        over = self.stands(now) == "EXPIRED"
        left = ["INVITED" if each.is_open(now) and not over else "EXPIRED" for each in self.present]
        gone = [each.is_gone for each in self.present]
        waiting = ["REVOKED" if is_gone else wait for is_gone, wait in zip(gone, left, strict=True)]
        answers = [each.answer for each in self.present]
        return [said[0].value if said else wait for said, wait in zip(answers, waiting, strict=True)]

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
            self._ask_everybody(ends, now)
        return reasons

    def revise(self, seen: int, table: Pairs, until: datetime | None, now: datetime) -> set[Code]:
        before, self.deadline = self.deadline, until or self.deadline
        reasons = set() if self.stands(now) == "ACTIVE" else {Code.OFFER_NOT_OPEN}
        reasons |= {Code.OFFER_CHANGED} if seen != self.version else set()
        late = until is not None and until <= now
        reasons |= {Code.BAD_INPUT} if late or not is_whole(table) else set()
        if reasons:
            self.deadline = before
        else:
            self.version, self.table = self.version + 1, table
            self._ask_everybody(None, now)
        return reasons

    def take(self, seen: int, taken: Sequence[int], expected: Pairs, now: datetime) -> set[Code]:
        """No number of anybody's changes that was not said beforehand."""
        if strange := [seat for seat in taken if self.counter(seat) is None]:
            return {Code.STEP_NOT_ALLOWED, Code.OFFER_NOT_OPEN, Code.OFFER_CHANGED} if strange else set()
        if expected != self.proposal(taken):
            return {Code.OFFER_CHANGED, Code.OFFER_NOT_OPEN}
        return self.revise(seen, expected, None, now)

    def proposal(self, taken: Sequence[int]) -> Pairs:
        """Those who take have what they asked for, the others what is left in their proportions."""
        wanted = {seat: self.counter(seat) or self.table[seat] for seat in taken}
        columns = [
            rebalanced(
                [pair[right] for pair in self.table], {seat: pair[right] for seat, pair in wanted.items()}
            )
            for right in (0, 1)
        ]
        return list(zip(*columns, strict=True))

    def counter(self, seat: int) -> Pair | None:
        answer = self.present[seat].answer if self.present else None
        return answer[1] if answer else None

    def countered(self) -> list[int]:
        return [seat for seat in range(len(self.present)) if self.counter(seat)]

    def reopen(self, seat: int, now: datetime) -> set[Code]:
        reasons = set() if self.stands(now) == "ACTIVE" else {Code.OFFER_NOT_OPEN}
        reasons |= {Code.STEP_NOT_ALLOWED, Code.BAD_INPUT} if self.counter(seat) is None else set()
        return reasons or self._ask(seat, None, now)

    def resend(self, seat: int, now: datetime) -> set[Code]:
        """An open link is sent once more; in place of one that is over there is a new one."""
        reasons = set() if self.stands(now) == "ACTIVE" else {Code.OFFER_NOT_OPEN}
        invitation = self.present[seat]
        reasons |= {Code.ALREADY_ANSWERED} if invitation.answer else set()
        reasons |= {Code.STEP_NOT_ALLOWED} if invitation.is_worn(now) else set()
        if not reasons and not invitation.is_open(now):
            return self._ask(seat, None, now)
        if not reasons:
            invitation.sent.append(now)
        return reasons

    def step(self, step: Step, now: datetime) -> set[Code]:
        allowed = {
            Step.CLOSE: {"DRAFT": "CLOSED", "ACTIVE": "CLOSED", "PAUSED": "CLOSED", "EXPIRED": "CLOSED"},
            Step.PAUSE: {"ACTIVE": "PAUSED"},
            Step.ACTIVATE: {"PAUSED": "ACTIVE"},
        }[step]
        if (was := self.stands(now)) not in allowed:
            return {Code.STEP_NOT_ALLOWED}
        self.status = allowed[was]
        return set()

    def revoke(self, seat: int) -> set[Code]:
        """Whoever answered keeps their link."""
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

    def answer(self, invitation: Invitation, said: Said, seen: int, now: datetime) -> set[Code]:
        reasons = self.look(invitation, now)
        if invitation.answer is not None:
            return reasons or (set() if invitation.answer == said else {Code.ALREADY_ANSWERED})
        reasons |= {Code.OFFER_NOT_OPEN} if self.stands(now) != "ACTIVE" else set()
        reasons |= {Code.OFFER_CHANGED} if seen != self.version else set()
        reasons |= {Code.BAD_INPUT} if said[1] == self.table[invitation.seat] else set()
        if not reasons:
            invitation.answer = said
            self._settle()
        return reasons

    def _settle(self) -> None:
        said = [each.answer[0] if each.answer else None for each in self.present]
        if Decision.DECLINED in said:
            self.status = "DECLINED"
        elif set(said) == {Decision.ACCEPTED}:
            self.status = "ACCEPTED"

    def _ask_everybody(self, ends: datetime | None, now: datetime) -> None:
        self.round += 1
        self.hashes[self.version] = sheet_hash(self.version, self.table, self.deadline)
        self.present = self.present or [Invitation(seat, 0, None) for seat in range(len(self.table))]
        for seat in range(len(self.table)):
            self._ask(seat, ends, now)

    def _ask(self, seat: int, ends: datetime | None, now: datetime) -> set[Code]:
        """Without an end of its own a link ends when the earlier one would have."""
        earlier = self.present[seat]
        earlier.is_gone = True
        kept = earlier.ends if earlier.ends and earlier.ends > now else None
        self.present[seat] = Invitation(seat, self.version, ends or kept, sent=[now])
        return set()
