"""The standing of each participant, derived from the invitation and its answer and never stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from models.offers.lifecycle import Status
from models.sharing.response import Response
from models.sharing.share import Share, ShareState, state_of
from models.splits.answer import SplitAnswer, answers_to
from models.splits.participant import SplitParticipant


class ParticipantStatus(StrEnum):
    """The status of a participant."""

    PENDING = "PENDING"
    INVITED = "INVITED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    COUNTERED = "COUNTERED"
    EXPIRED = "EXPIRED"
    REVOKED = "REVOKED"


@dataclass(frozen=True, slots=True)
class Standing:
    """The current invitation of a participant, and its answer, if any."""

    participant: SplitParticipant
    share: Share
    response: Response | None
    answer: SplitAnswer | None


def status_of(standing: Standing | None, offer: Status, now: datetime) -> ParticipantStatus:
    if standing is None:
        return ParticipantStatus.PENDING
    if standing.response is not None:
        return ParticipantStatus[standing.response.decision]
    state = state_of(standing.share, False, now)
    if state is ShareState.REVOKED:
        return ParticipantStatus.REVOKED
    over = offer is Status.EXPIRED or state is not ShareState.OPEN
    return ParticipantStatus.EXPIRED if over else ParticipantStatus.INVITED


Standings = Mapping[UUID, Standing]


async def standings(offer_ids: Sequence[UUID]) -> Mapping[UUID, Standings]:
    """Read the standings by offer and participant; the number of statements is constant."""
    participants = await SplitParticipant.filter(offer_id__in=offer_ids).select_related("share")
    share_ids = [row.share_id for row in participants]
    responses = await Response.filter(share_id__in=share_ids) if participants else []
    responses_by_share = {response.share_id: response for response in responses}
    answers = await answers_to([response.id for response in responses])
    standings: dict[UUID, dict[UUID, Standing]] = {offer_id: {} for offer_id in offer_ids}
    for row in participants:
        response = responses_by_share.get(row.share_id)
        answer = answers.get(response.id) if response else None
        standings[row.offer_id][row.id] = Standing(row, row.share, response, answer)
    return standings
