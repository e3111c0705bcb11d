"""The split as the recipient of a link sees it through the common root fields of links."""

from typing import Any

import strawberry

from models.splits.split import SplitRow
from schema.percent import percent
from schema.scalars import Percentage


@strawberry.type(description="A participant's shares in a split.")
class SharedSplitLine:
    place: int = strawberry.field(description="The number of the line on the sheet, from 1.")
    name: str = strawberry.field(description="The participant's name.")
    role: str = strawberry.field(description="The participant's role.")
    master: Percentage = strawberry.field(description="The share of the recording.")
    publishing: Percentage = strawberry.field(description="The share of the composition.")


@strawberry.type(description="The terms of a split as a participant sees them; `splitInvite` gives more.")
class SharedSplitTerms:
    project_name: str = strawberry.field(description="The name of the project whose rights are split.")

    @strawberry.field(description="The shares of all participants, in order.")
    def participants(terms: strawberry.Parent[SplitRow]) -> list[SharedSplitLine]:
        return [
            SharedSplitLine(
                place=participant.place,
                name=participant.name,
                role=participant.role,
                master=percent(participant.shares.master),
                publishing=percent(participant.shares.publishing),
            )
            for participant in terms.participants
        ]

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, SplitRow)
