"""The root fields that take one step for many offers."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry import argument

from models.offers.lifecycle import Step
from models.refused import Refused
from resolvers.offers.bulk import StepTaken, take_steps
from schema.context import Info
from schema.fields.permissions import IsSignedIn
from schema.fields.refusals import Refusal, refusal_of
from schema.fields.root_field import mutation
from schema.offers.unions import OfferResult

OfferIds = Annotated[list[UUID], argument(description="1 to 100 offers, of any kinds.")]
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


OfferStepsResult = Annotated[
    OfferSteps | Refusal,
    strawberry.union("OfferStepsResult", description="What became of each, or why nothing was done."),
]


@strawberry.type
class OffersAtOnceMutation:
    @mutation(
        IsSignedIn,
        "Let offers of yours hold, or hold again; admins any. One that may not leaves the others.",
        OfferStepsResult,
        keyed=False,
    )
    async def activate_offers(self, info: Info, ids: OfferIds) -> object:
        return OfferSteps.of(await take_steps(info.context.viewer, ids, Step.ACTIVATE))

    @mutation(
        IsSignedIn,
        "Suspend offers of yours; admins any. One that may not leaves the others.",
        OfferStepsResult,
        keyed=False,
    )
    async def pause_offers(self, info: Info, ids: OfferIds) -> object:
        return OfferSteps.of(await take_steps(info.context.viewer, ids, Step.PAUSE))

    @mutation(
        IsSignedIn,
        "End offers of yours for good; admins any. One that may not leaves the others.",
        OfferStepsResult,
        keyed=False,
    )
    async def close_offers(self, info: Info, ids: OfferIds) -> object:
        return OfferSteps.of(await take_steps(info.context.viewer, ids, Step.CLOSE))
