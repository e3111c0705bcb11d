"""A split as the recipient of a link sees it, beside the page of its own."""

from typing import Any

import strawberry

from models.splits.split import SplitRow
from schema.percent import percent
from schema.scalars import Percentage


@strawberry.type(description="Somebody's shares in a split.")
class SharedSplitLine:
    place: int = strawberry.field(description="Which line of the sheet it is, from 1.")
    name: str = strawberry.field(description="Whose.")
    role: str = strawberry.field(description="What they did.")
    master: Percentage = strawberry.field(description="Of the recording.")
    publishing: Percentage = strawberry.field(description="Of the composition.")


@strawberry.type(description="What is to be agreed, as a participant sees it; `splitInvite` says more.")
class SharedSplitTerms:
    project_name: str = strawberry.field(description="Of what the shares are.")

    @strawberry.field(description="Everybody's shares, in order.")
    def participants(terms: strawberry.Parent[SplitRow]) -> list[SharedSplitLine]:
        return [
            SharedSplitLine(
                place=each.place,
                name=each.name,
                role=each.role,
                master=percent(each.shares.master),
                publishing=percent(each.shares.publishing),
            )
            for each in terms.participants
        ]

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, SplitRow)
