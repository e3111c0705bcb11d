"""One step for many offers of any kind: each by itself, so that one refusal leaves the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from models.offers.lifecycle import Step
from models.offers.records import OfferRow
from models.people.viewer import Viewer
from models.refused import Refused, bad_input
from resolvers.offers.offer import take_step

MOST = 100


@dataclass(frozen=True, slots=True)
class StepTaken:
    """The offer as it is now, or why it did not take the step."""

    id: UUID
    outcome: OfferRow | Refused


async def take_steps(viewer: Viewer, offer_ids: Sequence[UUID], step: Step) -> list[StepTaken]:
    if not 1 <= len(offer_ids) <= MOST:
        raise bad_input(f"You must name 1 to {MOST} offers.", "ids")
    return [await _taken(viewer, offer_id, step) for offer_id in offer_ids]


async def _taken(viewer: Viewer, offer_id: UUID, step: Step) -> StepTaken:
    try:
        return StepTaken(offer_id, await take_step(viewer, offer_id, step))
    except Refused as refused:
        return StepTaken(offer_id, refused)
