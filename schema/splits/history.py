"""The past versions of a split, as its author sees them."""

from datetime import datetime
from uuid import UUID

import strawberry

from models.splits.history import PastCounter, PastVersion, VersionChange, VersionRow
from schema.splits.answer import SplitCounter, counter_in


@strawberry.type(description="A participant's shares in one version.")
class SplitVersionRow:
    master: str = strawberry.field(description="Of the recording, in percent with two decimals.")
    publishing: str = strawberry.field(description="Of the composition, in percent with two decimals.")

    @strawberry.field(description="Who.")
    def participant_id(row: strawberry.Parent[VersionRow]) -> UUID:
        return row.participant.id

    @strawberry.field(description="Their name.")
    def name(row: strawberry.Parent[VersionRow]) -> str:
        return row.participant.name


@strawberry.type(description="What one version changed against the one before.")
class SplitVersionChange:
    field: str = strawberry.field(description="master, publishing or deadline.")
    before: str | None = strawberry.field(description="What it was.")
    after: str | None = strawberry.field(description="What it is since.")

    @strawberry.field(description="Whose; null for the deadline.")
    def participant_id(change: strawberry.Parent[VersionChange]) -> UUID | None:
        return change.participant.id if change.participant else None

    @strawberry.field(description="Their name.")
    def name(change: strawberry.Parent[VersionChange]) -> str | None:
        return change.participant.name if change.participant else None


@strawberry.type(description="What a participant asked for instead of one version.")
class SplitPastCounter:
    @strawberry.field(description="Who.")
    def participant_id(asked: strawberry.Parent[PastCounter]) -> UUID:
        return asked.participant.id

    @strawberry.field(description="Their name.")
    def name(asked: strawberry.Parent[PastCounter]) -> str:
        return asked.participant.name

    @strawberry.field(description="When.")
    def at(asked: strawberry.Parent[PastCounter]) -> datetime:
        return asked.response.created_at

    @strawberry.field(description="The shares they asked for, and why.")
    def counter(asked: strawberry.Parent[PastCounter]) -> SplitCounter | None:
        return counter_in(asked.answer, asked.response)


@strawberry.type(description="A version that everybody was asked about.")
class SplitVersion:
    at: datetime = strawberry.field(description="When.")
    rows: list[SplitVersionRow] = strawberry.field(description="Everybody's shares, in order.")
    changes: list[SplitVersionChange] = strawberry.field(description="Against the version before.")
    counters: list[SplitPastCounter] = strawberry.field(
        description="The latest 200 that it was answered with, oldest first, whatever came of them."
    )

    @strawberry.field(description="Its number.")
    def version(past: strawberry.Parent[PastVersion]) -> int:
        return past.kept.version

    @strawberry.field(description="In which round.")
    def round(past: strawberry.Parent[PastVersion]) -> int:
        return past.kept.round

    @strawberry.field(description="What the author said of it.")
    def note(past: strawberry.Parent[PastVersion]) -> str:
        return past.kept.note

    @strawberry.field(description="The SHA-256 of its sheet.")
    def hash(past: strawberry.Parent[PastVersion]) -> str:
        return past.kept.hash
