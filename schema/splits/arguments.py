"""The arguments of the root fields of splits, with their descriptions."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from strawberry import argument

from schema.splits.input import CounterAnswerInput, SplitSharesInput

NewShares = Annotated[
    list[SplitSharesInput],
    argument(
        description="The new shares. Absent participants keep their shares; all shares together must be"
        " 100 percent."
    ),
]
Note = Annotated[
    str,
    argument(
        description="What this version changes and why, up to 2,000 characters. Every participant reads it."
    ),
]
NewDeadline = Annotated[
    datetime | None,
    argument(description="A new deadline, which revives an expired split; absent to keep the current one."),
]
ParticipantId = Annotated[UUID, argument(description="The participant's id.")]
ParticipantIds = Annotated[
    list[UUID],
    argument(description="The participants whose counters to accept; empty for the current shares."),
]
SomeParticipantIds = Annotated[
    list[UUID] | None,
    argument(description="The participants to remind; absent or empty for all who have not answered."),
]
CounterAnswers = Annotated[
    list[CounterAnswerInput], argument(description="One answer per participant who made a counter.")
]
ExpectedShares = Annotated[
    list[SplitSharesInput] | None,
    argument(
        description="With TAKE: the shares of all participants as `splitProposal` shows them. If the"
        " result would differ, the mutation is refused as OFFER_CHANGED."
    ),
]
