"""The result of a run of the offer loop, and a preview of the next ones."""

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


@strawberry.type(description="A customer who is considered for a slot.")
class SlotCandidate:
    @strawberry.field(description="The customer's id.")
    def customer_id(turn: Parent) -> UUID:
        return turn.candidate.customer_id

    @strawberry.field(description="The customer's name.")
    def name(turn: Parent) -> str:
        return turn.candidate.name

    @strawberry.field(description="Why the customer is not asked; null if they can be.")
    def reason(turn: Parent) -> Unfit | None:
        return turn.candidate.unfit

    @strawberry.field(
        description="When the customer would be asked if nobody before them answered; null if they would"
        " not be."
    )
    def at(turn: Parent) -> datetime | None:
        return turn.at


@strawberry.type(description="The customers who would be asked about a slot: a preview that changes nothing.")
class SlotCandidates:
    fit: int = strawberry.field(description="The number of customers who can be asked.")
    last_at: datetime | None = strawberry.field(
        description="When the last of them would be asked; null if nobody would be."
    )

    @strawberry.field(description="The number of customers considered.")
    def total(preview: strawberry.Parent[Preview]) -> int:
        return len(preview.turns)

    @strawberry.field(description="The first 500 customers considered, in order.")
    def candidates(preview: strawberry.Parent[Preview]) -> list[SlotCandidate]:
        return list(preview.turns[:MOST])  # type: ignore[arg-type]

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, Preview)


@strawberry.type(description="The result of one run of the offer loop.")
class OfferLoopRun:
    success: bool = strawberry.field(description="Always true; failures are errors or refusals.")
    customer_id: UUID | None = strawberry.field(
        description="The id of the customer who was asked; null if nobody was."
    )
    customer_phone: str | None = strawberry.field(
        description="The customer's number with all but two digits hidden."
    )
    skipped: bool = strawberry.field(description="Whether there was nothing to do.")
    completed: bool = strawberry.field(
        description="Whether the loop ended because the slot could not be filled."
    )
    reason: str | None = strawberry.field(
        description="Why the run was skipped (slot_status_filled, offer_outstanding, quiet_hours, ...) or"
        " completed (no_eligible_customers, cut_off_passed, chair_taken, or quiet hours that"
        " last until the cut-off)."
    )

    @classmethod
    def of(cls, run: LoopRun) -> "OfferLoopRun":
        attempt = run.attempt
        return cls(
            success=True,
            customer_id=attempt.customer_id if attempt else None,
            customer_phone=mask_phone(attempt.phone) if attempt else None,
            skipped=run.skip_reason is not None,
            completed=run.end_reason is not None,
            reason=run.skip_reason or run.end_reason,
        )


LoopRunResult = or_refusal(OfferLoopRun, "OfferLoopRunResult")
