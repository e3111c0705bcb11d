"""What a run of the offer loop did, and what the next ones would do."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.checks import mask_phone
from models.slots.loop import LoopRun
from models.slots.preview import Preview, Turn
from schema.fields.refusals import or_refusal
from schema.slots.enums import Unfit

Parent = strawberry.Parent[Turn]
MOST = 500


@strawberry.type(description="A customer of the shop who is considered for a slot.")
class SlotCandidate:
    @strawberry.field(description="Who.")
    def customer_id(turn: Parent) -> UUID:
        return turn.candidate.customer_id

    @strawberry.field(description="Their name.")
    def name(turn: Parent) -> str:
        return turn.candidate.name

    @strawberry.field(description="Why they are not asked; null: they may be.")
    def reason(turn: Parent) -> Unfit | None:
        return turn.candidate.unfit

    @strawberry.field(
        description="When they would be asked if nobody before them answered; null: not at all."
    )
    def at(turn: Parent) -> datetime | None:
        return turn.at


@strawberry.type(description="Who would be asked about a slot. Nothing has changed.")
class SlotCandidates:
    fit: int = strawberry.field(description="How many may be asked.")
    last_at: datetime | None = strawberry.field(
        description="When the last of them would be asked; null: nobody is."
    )

    @strawberry.field(description="How many were considered.")
    def total(preview: strawberry.Parent[Preview]) -> int:
        return len(preview.turns)

    @strawberry.field(description="The first 500 of them, in order.")
    def candidates(preview: strawberry.Parent[Preview]) -> list[SlotCandidate]:
        return list(preview.turns[:MOST])  # type: ignore[arg-type]

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, Preview)


@strawberry.type(description="What one run of the offer loop did.")
class OfferLoopRun:
    success: bool = strawberry.field(description="Always: what goes wrong is an error or a refusal.")
    customer_id: UUID | None = strawberry.field(description="Whom the slot was offered to, if anybody.")
    customer_phone: str | None = strawberry.field(description="Their number, hidden but for two digits.")
    skipped: bool = strawberry.field(description="Whether there was nothing to do just now.")
    completed: bool = strawberry.field(description="Whether the slot was given up.")
    reason: str | None = strawberry.field(
        description="Why it was skipped (slot_status_filled, offer_outstanding, quiet_hours, ...) or given up"
        " (no_eligible_customers, cut_off_passed, chair_taken; quiet_hours that last until the cut-off)."
    )

    @classmethod
    def of(cls, run: LoopRun) -> "OfferLoopRun":
        who = (run.asked.customer_id, mask_phone(run.asked.phone)) if run.asked else (None, None)
        return cls(
            success=True,
            customer_id=who[0],
            customer_phone=who[1],
            skipped=run.skipped is not None,
            completed=run.completed is not None,
            reason=run.skipped or run.completed,
        )


LoopRunResult = or_refusal(OfferLoopRun, "OfferLoopRunResult")
