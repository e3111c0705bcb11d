"""What a split would become if counters were taken over."""

from typing import Any
from uuid import UUID

import strawberry

from models.splits.counters import Proposal
from models.splits.sheet import Participant
from schema.splits.answer import SplitShares


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
