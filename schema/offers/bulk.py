"""The results of the root fields that take one step for many offers."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import strawberry

from models.refused import Refused
from resolvers.offers.bulk import StepResult
from schema.fields.refusals import or_refusal, refusal_of
from schema.offers.unions import OfferResult

Parent = strawberry.Parent[StepResult]


@strawberry.type(description="The result for one offer.")
class OfferStep:
    id: UUID = strawberry.field(description="The id of the offer.")

    @strawberry.field(graphql_type=OfferResult, description="The changed offer, or why it was refused.")
    def result(step: Parent) -> Any:
        outcome = step.outcome
        return refusal_of(outcome) if isinstance(outcome, Refused) else outcome


@strawberry.type(description="The results for many offers.")
class OfferSteps:
    done: int = strawberry.field(description="The number of offers that were changed.")
    refused: int = strawberry.field(description="The number of offers that were refused and are unchanged.")
    rows: list[OfferStep] = strawberry.field(description="One result per offer, in the order of the ids.")

    @classmethod
    def of(cls, steps: Sequence[StepResult]) -> "OfferSteps":
        refused = sum(isinstance(step.outcome, Refused) for step in steps)
        return cls(done=len(steps) - refused, refused=refused, rows=steps)  # type: ignore[arg-type]


OfferStepsResult = or_refusal(
    OfferSteps, "OfferStepsResult", "The result for each offer, or a refusal if nothing was done."
)
