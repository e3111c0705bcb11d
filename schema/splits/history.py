"""The past versions of a split, as its author sees them."""

from datetime import datetime
from uuid import UUID

import strawberry

from models.splits.history import PastCounter, PastVersion, VersionChange, VersionRow
from schema.splits.answer import SplitCounter, counter_in


@strawberry.type(description="A participant's shares in one version.")
class SplitVersionRow:
    master: str = strawberry.field(description="The share of the recording, in percent with two decimals.")
    publishing: str = strawberry.field(
        description="The share of the composition, in percent with two decimals."
    )

    @strawberry.field(description="The participant's id.")
    def participant_id(row: strawberry.Parent[VersionRow]) -> UUID:
        return row.participant.id

    @strawberry.field(description="The participant's name.")
    def name(row: strawberry.Parent[VersionRow]) -> str:
        return row.participant.name


@strawberry.type(description="A difference between one version and the version before.")
class SplitVersionChange:
    field: str = strawberry.field(description="The changed field: master, publishing or deadline.")
    before: str | None = strawberry.field(description="The value before.")
    after: str | None = strawberry.field(description="The value since.")

    @strawberry.field(description="The id of the participant whose share changed; null for the deadline.")
    def participant_id(change: strawberry.Parent[VersionChange]) -> UUID | None:
        return change.participant.id if change.participant else None

    @strawberry.field(description="The participant's name; null for the deadline.")
    def name(change: strawberry.Parent[VersionChange]) -> str | None:
        return change.participant.name if change.participant else None


@strawberry.type(description="A counter to one version of a split.")
class SplitPastCounter:
    @strawberry.field(description="The participant's id.")
    def participant_id(counter: strawberry.Parent[PastCounter]) -> UUID:
        return counter.participant.id

    @strawberry.field(description="The participant's name.")
    def name(counter: strawberry.Parent[PastCounter]) -> str:
        return counter.participant.name

    @strawberry.field(description="When the counter was made.")
    def at(counter: strawberry.Parent[PastCounter]) -> datetime:
        return counter.response.created_at

    @strawberry.field(description="The proposed shares, and the reason.")
    def counter(counter: strawberry.Parent[PastCounter]) -> SplitCounter | None:
        return counter_in(counter.answer, counter.response)


@strawberry.type(description="A version of a split that was sent to its participants.")
class SplitVersion:
    at: datetime = strawberry.field(description="When the version was sent.")
    rows: list[SplitVersionRow] = strawberry.field(description="The shares of all participants, in order.")
    changes: list[SplitVersionChange] = strawberry.field(
        description="The differences from the version before."
    )
    counters: list[SplitPastCounter] = strawberry.field(
        description="The latest 200 counters to this version, oldest first, whatever became of them."
    )

    @strawberry.field(description="The number of the version.")
    def version(past: strawberry.Parent[PastVersion]) -> int:
        return past.record.version

    @strawberry.field(description="The round in which it was sent.")
    def round(past: strawberry.Parent[PastVersion]) -> int:
        return past.record.round

    @strawberry.field(description="The author's note on this version.")
    def note(past: strawberry.Parent[PastVersion]) -> str:
        return past.record.note

    @strawberry.field(description="The SHA-256 of the version's sheet.")
    def hash(past: strawberry.Parent[PastVersion]) -> str:
        return past.record.hash
