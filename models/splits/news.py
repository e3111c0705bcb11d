"""The news of a split's round: the author's note, the previous shares, an answer that no longer counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

import orjson

from models.offers.records import OfferRow
from models.offers.settling import Decision
from models.sharing.response import Response
from models.sharing.share import Share
from models.splits.participant import SplitVersion
from models.splits.shares import Shares


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """The participant's earlier answer, which no longer counts."""

    decision: Decision
    is_reopened: bool


@dataclass(frozen=True, slots=True)
class News:
    """The author's note on a round, and everybody's shares in the previous round."""

    note: str
    before: Mapping[UUID, Shares]


async def news_of(offer: OfferRow) -> News:
    """Return the news of this round; empty in the first round."""
    versions = SplitVersion.filter(offer_id=offer.id, version__lte=offer.version)
    latest = await versions.order_by("-version").limit(2)
    if len(latest) < 2:
        return News("", {})
    present, earlier = latest
    lines = zip(offer.terms.participants, orjson.loads(earlier.content)["participants"], strict=True)
    before = {
        participant.id: Shares(_hundredths(was["master"]), _hundredths(was["publishing"]))
        for participant, was in lines
    }
    return News(present.note, before)


async def earlier_answer(offer: OfferRow, share: Share, participant_id: UUID) -> EarlierAnswer | None:
    """Return the latest answer through an earlier link; `is_reopened` if it was to the current version."""
    responses = Response.filter(offer_id=offer.id, split_answer__participant_id=participant_id)
    latest = await responses.exclude(share_id=share.id).order_by("-seq").first()
    return EarlierAnswer(latest.decision, latest.version == offer.version) if latest else None


def _hundredths(percent: str) -> int:
    return int(Decimal(percent).scaleb(2))
