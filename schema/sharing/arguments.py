"""The arguments of the root fields of links, each with the words that clients see."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from strawberry import argument

from schema.offers.enums import Decision
from schema.sharing.share import ShareInput
from schema.splits.input import SplitAnswerInput

ShareId = Annotated[UUID, argument(description="The share's id.")]
NewShare = Annotated[ShareInput, argument(description="The new link.")]
LinkEnd = Annotated[datetime | None, argument(description="When it stops working; absent: never.")]
Token = Annotated[str, argument(description="The last part of the link.")]
Answer = Annotated[Decision, argument(description="Yes, no, or for splits: with other shares.")]
SeenVersion = Annotated[int, argument(description="The version of the offer that was seen.")]
Comment = Annotated[str, argument(description="Up to 2,000 characters.")]
SplitAnswer = Annotated[
    SplitAnswerInput | None, argument(description="For a split: the signature, or the shares you ask for.")
]
DEFAULT_SHARE = ShareInput()
FirstDay = Annotated[
    date | None, argument(name="from", description="The first day; 30 days in all unless told.")
]
LastDay = Annotated[date | None, argument(name="until", description="The last day; today unless told.")]
Zone = Annotated[str | None, argument(description="The IANA time zone of the days; absent: your own.")]
