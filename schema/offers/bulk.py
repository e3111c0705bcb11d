"""The root fields that take one step for many offers."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import strawberry

from models.refused import Refused
from resolvers.offers.bulk import StepTaken
from schema.fields.refusals import or_refusal, refusal_of
from schema.offers.unions import OfferResult

Taken = strawberry.Parent[StepTaken]


@strawberry.type(description="The result for one offer.")
class OfferStep:
    id: UUID = strawberry.field(description="The id of the offer.")

    @strawberry.field(graphql_type=OfferResult, description="The changed offer, or why it was refused.")
    def result(taken: Taken) -> Any:
        outcome = taken.outcome
        return refusal_of(outcome) if isinstance(outcome, Refused) else outcome


@strawberry.type(description="The results for many offers.")
class OfferSteps:
    done: int = strawberry.field(description="The number of offers that were changed.")
    refused: int = strawberry.field(description="The number of offers that were refused and are unchanged.")
    rows: list[OfferStep] = strawberry.field(description="One result per offer, in the order of the ids.")

    @classmethod
    def of(cls, steps: Sequence[StepTaken]) -> "OfferSteps":
        refused = sum(isinstance(each.outcome, Refused) for each in steps)
        return cls(done=len(steps) - refused, refused=refused, rows=steps)  # type: ignore[arg-type]


OfferStepsResult = or_refusal(OfferSteps, "OfferStepsResult", "What became of each, or why nothing was done.")
