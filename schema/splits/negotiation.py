"""What the author of a split works with: proposals, reminders, past versions, the agreement."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from models.splits.agreement import Agreement
from models.splits.counters import Proposal
from models.splits.history import PastCounter, PastVersion, VersionChange, VersionRow
from models.splits.sheet import Participant
from schema.fields.refusals import or_refusal
from schema.splits.answer import SplitCounter, SplitShares, SplitSignature, counter_in, signature_of
from schema.splits.enums import CounterAnswer


@strawberry.type(description="A participant, before and after.")
class SplitProposalRow:
    participant_id: UUID = strawberry.field(description="Who.")
    place: int = strawberry.field(description="Which line of the sheet is theirs, from 1.")
    name: str = strawberry.field(description="Their name.")
    before: SplitShares = strawberry.field(description="What they are to have now.")
    after: SplitShares = strawberry.field(description="What they would have.")


@strawberry.type(
    description="What the table would be if these counters were taken over. Nothing has changed."
)
class SplitProposal:
    @strawberry.field(description="Everybody, in order; whoever has not asked keeps their proportion.")
    def rows(proposal: strawberry.Parent[Proposal]) -> list[SplitProposalRow]:
        pairs = zip(proposal.participants, proposal.after, strict=True)
        return [_proposed(each, after) for each, after in pairs]

    @strawberry.field(
        graphql_type=SplitShares, description="What would be missing to 100 percent; negative: too much."
    )
    def gap(proposal: strawberry.Parent[Proposal]) -> Any:
        return proposal.gap


@strawberry.type(description="Whether a participant was reminded.")
class SplitReminder:
    participant_id: UUID = strawberry.field(description="Who.")
    sent: bool = strawberry.field(description="Whether a message goes out.")
    reason: str = strawberry.field(description="Why not; else empty.")


@strawberry.type(description="Who was reminded, and who was not.")
class SplitReminders:
    reminders: list[SplitReminder] = strawberry.field(description="Everybody who was meant.")


SplitRemindersResult = or_refusal(SplitReminders, "SplitRemindersResult")


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


@strawberry.type(description="The sheet of a split's present version, with every signature under it.")
class SplitAgreement:
    @strawberry.field(description="Of which split.")
    def offer_id(agreement: strawberry.Parent[Agreement]) -> UUID:
        return agreement.offer.id

    @strawberry.field(description="Which version.")
    def version(agreement: strawberry.Parent[Agreement]) -> int:
        return agreement.sheet.version

    @strawberry.field(description="The SHA-256 of `content`.")
    def hash(agreement: strawberry.Parent[Agreement]) -> str:
        return agreement.sheet.hash

    @strawberry.field(description="The sheet, word for word as it is signed: canonical JSON.")
    def content(agreement: strawberry.Parent[Agreement]) -> str:
        return agreement.sheet.content

    @strawberry.field(description="Everybody's who has signed exactly this, in order.")
    def signatures(agreement: strawberry.Parent[Agreement]) -> list[SplitSignature]:
        signers = {each.id: each for each in agreement.sheet.participants}
        found = [signature_of(each, signers[each.asked.id]) for each in agreement.signed]
        return [signature for signature in found if signature]

    @strawberry.field(description="Whether everybody has signed.")
    def complete(agreement: strawberry.Parent[Agreement]) -> bool:
        return agreement.is_complete


@strawberry.input(description="What you say to one counter.")
class CounterAnswerInput:
    participant_id: UUID = strawberry.field(description="Whose.")
    answer: CounterAnswer = strawberry.field(description="Take it over, or ask about the same again.")


def _proposed(participant: Participant, after: Any) -> SplitProposalRow:
    """Rows that SplitShares is the shape of."""
    before: Any = participant.shares
    return SplitProposalRow(
        participant_id=participant.id,
        place=participant.place,
        name=participant.name,
        before=before,
        after=after,
    )
