"""The arguments of the root fields of links, with their descriptions."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from strawberry import argument

from schema.offers.enums import Decision
from schema.sharing.share import ShareInput
from schema.splits.input import SplitAnswerInput

ShareId = Annotated[UUID, argument(description="The share's id.")]
NewShare = Annotated[ShareInput, argument(description="The new link.")]
LinkEnd = Annotated[datetime | None, argument(description="When the link expires; never if absent.")]
Token = Annotated[str, argument(description="The token, which is the last part of the link.")]
Answer = Annotated[
    Decision, argument(description="Whether to accept, decline or, for splits, ask for other shares.")
]
SeenVersion = Annotated[int, argument(description="The version of the offer that you have read.")]
Comment = Annotated[str, argument(description="A comment of up to 2,000 characters.")]
SplitAnswer = Annotated[
    SplitAnswerInput | None,
    argument(description="For a split: your signature, or the shares that you ask for."),
]
DEFAULT_SHARE = ShareInput()
FirstDay = Annotated[
    date | None, argument(name="from", description="The first day; 30 days before the end if absent.")
]
LastDay = Annotated[date | None, argument(name="until", description="The last day; today if absent.")]
Zone = Annotated[str | None, argument(description="The IANA time zone of the days; your own if absent.")]
