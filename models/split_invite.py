"""A split as one participant sees it: everybody's shares, their own answer, and nothing of the others'."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from models.kinds.split import SPLIT
from models.lifecycle import Status
from models.recipient import UNKNOWN, Opened
from models.refused import Code, Refused
from models.split_sheet import Participant, Sheet
from models.split_standing import ParticipantStatus, Standing, Standings, standings, status_of


@dataclass(frozen=True, slots=True)
class Invite:
    """What a link to a split opens."""

    opened: Opened
    standings: Standings
    me: UUID

    @property
    def sheet(self) -> Sheet:
        offer = self.opened.offer
        return offer.terms.sheet(offer.version, offer.valid_until)  # type: ignore[no-any-return]

    @property
    def participants(self) -> Sequence[Participant]:
        return self.sheet.participants

    @property
    def mine(self) -> Standing:
        return self.standings[self.me]

    @property
    def is_agreed(self) -> bool:
        return self.opened.offer.status is Status.ACCEPTED

    def status(self, participant: Participant) -> ParticipantStatus:
        offer = self.opened.offer
        return status_of(self.standings.get(participant.id), offer.status, offer.read_at)


async def invite_of(opened: Opened) -> Invite:
    """A link to something else leads nowhere here."""
    if opened.offer.kind != SPLIT.name:
        raise Refused(Code.LINK_UNKNOWN, UNKNOWN)
    table = (await standings([opened.offer.id]))[opened.offer.id]
    (me,) = [identity for identity, each in table.items() if each.share.id == opened.share.id]
    return Invite(opened, table, me)
