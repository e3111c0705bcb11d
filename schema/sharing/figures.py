"""How an author's offers were received, and the root field that tells."""

import datetime
from typing import Any

import strawberry

from models.sharing import figures as response_figures
from schema.fields.refusals import or_refusal


@strawberry.type(description="What happened to links, in numbers.")
class Tally:
    shared: int = strawberry.field(description="How many links were made.")
    viewed: int = strawberry.field(description="How many links a person saw for the first time.")
    accepted: int = strawberry.field(description="How many answers were a yes, or a signature.")
    declined: int = strawberry.field(description="How many answers were a no.")
    countered: int = strawberry.field(description="How many answers asked for something else.")


@strawberry.type(description="What happened to your links on one day.")
class DayTally(Tally):
    date: datetime.date = strawberry.field(description="The day.")


@strawberry.type(description="What happened to the links of your offers of one kind.")
class KindTally(Tally):
    kind: str = strawberry.field(description="The kind, as `Offer.kind` has it.")


@strawberry.type(description="How your offers were received in a span of days; deleted ones are left out.")
class ResponseFigures:
    days: list[DayTally] = strawberry.field(description="Every day of the span, the first one first.")
    kinds: list[KindTally] = strawberry.field(
        description="The kinds of which something happened then, by name."
    )
    total: Tally = strawberry.field(description="All of it together.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, response_figures.ResponseFigures)


ResponseFiguresResult = or_refusal(ResponseFigures, "ResponseFiguresResult")
