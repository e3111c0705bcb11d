"""A split as one participant sees it: all shares, but only the participant's own answer."""

from asyncio import Task, create_task
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from uuid import UUID

import orjson

from models.offers.lifecycle import Status
from models.offers.records import OfferRow
from models.offers.settling import Decision
from models.refused import Code, Refused
from models.sharing.recipient import UNKNOWN, OpenedShare
from models.sharing.response import Response
from models.sharing.share import Share
from models.splits.participant import SplitVersion
from models.splits.shares import Shares
from models.splits.sheet import Participant, Sheet
from models.splits.split import SPLIT
from models.splits.standing import ParticipantStatus, Standing, Standings, standings, status_of


@dataclass(frozen=True)
class Invite:
    """The view of a split that an invitation link opens."""

    opened: OpenedShare
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
    def you(self) -> Participant:
        (you,) = [each for each in self.participants if each.id == self.me]
        return you

    @property
    def mine(self) -> Standing:
        return self.standings[self.me]

    @cached_property
    def news(self) -> Task["News"]:
        """Start reading the news when it is first needed; all fields share one read."""
        return create_task(news_of(self.opened.offer))

    @property
    def is_agreed(self) -> bool:
        return self.opened.offer.status is Status.ACCEPTED

    def status(self, participant: Participant) -> ParticipantStatus:
        offer = self.opened.offer
        return status_of(self.standings.get(participant.id), offer.status, offer.read_at)


@dataclass(frozen=True, slots=True)
class SetAside:
    """An earlier answer of the participant that no longer counts."""

    decision: Decision
    is_reopened: bool


@dataclass(frozen=True, slots=True)
class News:
    """The author's note on a round, and the shares in the round before."""

    note: str
    before: Mapping[UUID, Shares]


async def news_of(offer: OfferRow) -> News:
    """Read the news of the latest round; empty in the first one."""
    kept = SplitVersion.filter(offer_id=offer.id, version__lte=offer.version)
    latest = await kept.order_by("-version").limit(2)
    if len(latest) < 2:
        return News("", {})
    present, earlier = latest
    lines = zip(offer.terms.participants, orjson.loads(earlier.content)["participants"], strict=True)
    before = {
        each.id: Shares(_hundredths(was["master"]), _hundredths(was["publishing"])) for each, was in lines
    }
    return News(present.note, before)


async def set_aside_of(offer: OfferRow, share: Share, participant_id: UUID) -> SetAside | None:
    """Return the participant's latest answer through an earlier link; reopened if it was to this version."""
    theirs = Response.filter(offer_id=offer.id, split_answer__participant_id=participant_id)
    latest = await theirs.exclude(share_id=share.id).order_by("-seq").first()
    return SetAside(latest.decision, latest.version == offer.version) if latest else None


async def invite_of(opened: OpenedShare) -> Invite:
    """Return the invitation; refuse a link to another kind as unknown."""
    if opened.offer.kind != SPLIT.name:
        raise Refused(Code.LINK_UNKNOWN, UNKNOWN)
    table = (await standings([opened.offer.id]))[opened.offer.id]
    (me,) = [identity for identity, each in table.items() if each.share.id == opened.share.id]
    return Invite(opened, table, me)


def _hundredths(percent: str) -> int:
    return int(Decimal(percent).scaleb(2))
