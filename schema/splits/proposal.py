"""The preview of a split if counters were accepted."""

from typing import Any
from uuid import UUID

import strawberry

from models.splits.counters import Proposal
from models.splits.sheet import Participant
from schema.splits.answer import SplitShares


@strawberry.type(description="A participant's shares before and after.")
class SplitProposalRow:
    participant_id: UUID = strawberry.field(description="The participant's id.")
    place: int = strawberry.field(description="The number of the participant's line on the sheet, from 1.")
    name: str = strawberry.field(description="The participant's name.")
    before: SplitShares = strawberry.field(description="The current shares.")
    after: SplitShares = strawberry.field(description="The shares if the counters were accepted.")


@strawberry.type(
    description="The shares of a split if counters were accepted: a preview that changes nothing."
)
class SplitProposal:
    @strawberry.field(
        description="All participants, in order; those without a counter keep their proportions."
    )
    def rows(proposal: strawberry.Parent[Proposal]) -> list[SplitProposalRow]:
        pairs = zip(proposal.participants, proposal.after, strict=True)
        return [_build_row(participant, after) for participant, after in pairs]

    @strawberry.field(
        graphql_type=SplitShares,
        description="What would be missing to 100 percent; negative if the shares would exceed it.",
    )
    def gap(proposal: strawberry.Parent[Proposal]) -> Any:
        return proposal.gap


def _build_row(participant: Participant, after: Any) -> SplitProposalRow:
    """Build a row; its `Shares` are shown as SplitShares."""
    before: Any = participant.shares
    return SplitProposalRow(
        participant_id=participant.id,
        place=participant.place,
        name=participant.name,
        before=before,
        after=after,
    )
