"""The arguments of the root fields around splits, each with the words that clients see."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from strawberry import argument

from schema.splits.input import CounterAnswerInput, SplitSharesInput

NewShares = Annotated[
    list[SplitSharesInput], argument(description="Whoever is not named keeps theirs; together 100 percent.")
]
Note = Annotated[
    str,
    argument(
        description="What this version changes and why; every participant reads it. Up to 2,000 characters."
    ),
]
NewDeadline = Annotated[
    datetime | None,
    argument(description="Another deadline, which revives an expired split; absent: it stays."),
]
ParticipantId = Annotated[UUID, argument(description="The participant's id.")]
ParticipantIds = Annotated[list[UUID], argument(description="Whose counters; none: the table as it is.")]
SomeParticipantIds = Annotated[
    list[UUID] | None, argument(description="Whom; absent or none: everybody who has not answered.")
]
CounterAnswers = Annotated[
    list[CounterAnswerInput], argument(description="One for each of those who asked for other shares.")
]
ExpectedShares = Annotated[
    list[SplitSharesInput] | None,
    argument(
        description="With TAKE: everybody's shares as `splitProposal` gives them, so that nothing changes"
        " unseen; else it is refused as OFFER_CHANGED."
    ),
]
