"""The split as one participant sees it: all shares, but only the participant's own answer."""

from asyncio import Task, create_task
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from models.offers.lifecycle import Status
from models.refused import Code, Refused
from models.sharing.opened_share import OpenedShare
from models.sharing.opening import UNKNOWN
from models.splits.news import News, news_of
from models.splits.sheet import Participant, Sheet
from models.splits.split import SPLIT
from models.splits.standing import ParticipantStatus, Standing, Standings, standings, status_of


@dataclass(frozen=True)
class Invite:
    """The view of a split that an invitation link opens."""

    opened_share: OpenedShare
    standings: Standings
    me: UUID

    @property
    def sheet(self) -> Sheet:
        offer = self.opened_share.offer
        return offer.terms.sheet(offer.version, offer.valid_until)  # type: ignore[no-any-return]

    @property
    def participants(self) -> Sequence[Participant]:
        return self.sheet.participants

    @property
    def you(self) -> Participant:
        (you,) = [participant for participant in self.participants if participant.id == self.me]
        return you

    @property
    def own_standing(self) -> Standing:
        return self.standings[self.me]

    @cached_property
    def news(self) -> Task[News]:
        """Read the news once for all fields, and only when a field needs it."""
        return create_task(news_of(self.opened_share.offer))

    @property
    def is_agreed(self) -> bool:
        return self.opened_share.offer.status is Status.ACCEPTED

    def status(self, participant: Participant) -> ParticipantStatus:
        offer = self.opened_share.offer
        return status_of(self.standings.get(participant.id), offer.status, offer.read_at)


async def invite_of(opened_share: OpenedShare) -> Invite:
    """Return the invitation; refuse a link to another kind as unknown."""
    if opened_share.offer.kind != SPLIT.name:
        raise Refused(Code.LINK_UNKNOWN, UNKNOWN)
    table = (await standings([opened_share.offer.id]))[opened_share.offer.id]
    (me,) = [identity for identity, standing in table.items() if standing.share.id == opened_share.share.id]
    return Invite(opened_share, table, me)
