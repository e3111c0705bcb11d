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


@strawberry.type(description="What became of one offer.")
class OfferStep:
    id: UUID = strawberry.field(description="Which.")

    @strawberry.field(graphql_type=OfferResult, description="The offer as it is now, or why not.")
    def result(taken: Taken) -> Any:
        outcome = taken.outcome
        return refusal_of(outcome) if isinstance(outcome, Refused) else outcome


@strawberry.type(description="What became of many offers.")
class OfferSteps:
    done: int = strawberry.field(description="How many took the step.")
    refused: int = strawberry.field(description="How many did not: these are as they were.")
    rows: list[OfferStep] = strawberry.field(description="Each, in the order in which they were named.")

    @classmethod
    def of(cls, steps: Sequence[StepTaken]) -> "OfferSteps":
        refused = sum(isinstance(each.outcome, Refused) for each in steps)
        return cls(done=len(steps) - refused, refused=refused, rows=steps)  # type: ignore[arg-type]


OfferStepsResult = or_refusal(OfferSteps, "OfferStepsResult", "What became of each, or why nothing was done.")
