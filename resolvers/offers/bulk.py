"""One step for many offers of any kind, each in its own transaction, so that refusals are independent."""

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
class StepResult:
    """The result for one offer: its row after the step, or the refusal."""

    id: UUID
    outcome: OfferRow | Refused


async def take_steps(viewer: Viewer, offer_ids: Sequence[UUID], step: Step) -> list[StepResult]:
    if not 1 <= len(offer_ids) <= MOST:
        raise bad_input(f"You must name 1 to {MOST} offers.", "ids")
    return [await _try_step(viewer, offer_id, step) for offer_id in offer_ids]


async def _try_step(viewer: Viewer, offer_id: UUID, step: Step) -> StepResult:
    try:
        return StepResult(offer_id, await take_step(viewer, offer_id, step))
    except Refused as refused:
        return StepResult(offer_id, refused)
