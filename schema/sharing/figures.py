"""The types of the response figures of an author."""

import datetime
from typing import Any

import strawberry

from models.sharing import figures as response_figures
from schema.fields.refusals import or_refusal


@strawberry.type(description="Counts of what happened to links.")
class Tally:
    shared: int = strawberry.field(description="The number of links created.")
    viewed: int = strawberry.field(description="The number of links viewed by a person for the first time.")
    accepted: int = strawberry.field(description="The number of acceptances, signatures included.")
    declined: int = strawberry.field(description="The number of refusals by recipients.")
    countered: int = strawberry.field(description="The number of counters.")


@strawberry.type(description="The counts of one day.")
class DayTally(Tally):
    date: datetime.date = strawberry.field(description="The day.")


@strawberry.type(description="The counts of one kind of offer.")
class KindTally(Tally):
    kind: str = strawberry.field(description="The kind, as in `Offer.kind`.")


@strawberry.type(description="How your offers were received over a range of days, without deleted offers.")
class ResponseFigures:
    days: list[DayTally] = strawberry.field(description="One entry per day, in order.")
    kinds: list[KindTally] = strawberry.field(
        description="The kinds with any activity in the range, by name."
    )
    total: Tally = strawberry.field(description="The totals of the range.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, response_figures.ResponseFigures)


ResponseFiguresResult = or_refusal(ResponseFigures, "ResponseFiguresResult")
