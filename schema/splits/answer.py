"""Shares, counters and signatures of a split as clients see them."""

from datetime import datetime

import strawberry

from models.sharing.response import Response
from models.splits.answer import SplitAnswer
from models.splits.shares import Shares
from models.splits.sheet import Participant
from models.splits.standing import Standing
from schema.percent import percent
from schema.scalars import Percentage


@strawberry.type(description="Shares of the two rights, in percent.")
class SplitShares:
    @strawberry.field(description="Of the recording.")
    def master(shares: strawberry.Parent[Shares]) -> Percentage:
        return percent(shares.master)

    @strawberry.field(description="Of the composition.")
    def publishing(shares: strawberry.Parent[Shares]) -> Percentage:
        return percent(shares.publishing)


@strawberry.type(description="What a participant asks for instead.")
class SplitCounter:
    master: Percentage = strawberry.field(description="Of the recording.")
    publishing: Percentage = strawberry.field(description="Of the composition.")
    notes: str = strawberry.field(description="Why, in their own words.")


@strawberry.type(description="A signature, bound to the sheet that was signed.")
class SplitSignature:
    name: str = strawberry.field(description="Whose it is.")
    place: int = strawberry.field(description="Which line of the sheet is theirs, from 1.")
    role: str = strawberry.field(description="What they did, as the sheet says.")
    text: str = strawberry.field(description="What they signed with.")
    drawn: str | None = strawberry.field(description="What they drew: a PNG as a data URL.")
    at: datetime = strawberry.field(description="When.")
    agreement_hash: str = strawberry.field(description="The SHA-256 of the sheet that they signed.")


def counter_of(standing: Standing | None) -> SplitCounter | None:
    if standing is None or standing.response is None:
        return None
    return counter_in(standing.answer, standing.response)


def counter_in(answer: SplitAnswer | None, response: Response) -> SplitCounter | None:
    if answer is None or (counter := answer.counter) is None:
        return None
    notes = response.comment
    return SplitCounter(master=percent(counter.master), publishing=percent(counter.publishing), notes=notes)


def signature_of(standing: Standing | None, signer: Participant) -> SplitSignature | None:
    if standing is None or standing.answer is None or standing.response is None:
        return None
    return signed(standing.answer, signer, standing.response.created_at)


def signed(answer: SplitAnswer, signer: Participant, at: datetime) -> SplitSignature | None:
    if answer.signature is None:
        return None
    return SplitSignature(
        name=answer.signer_name,
        place=signer.place,
        role=signer.role,
        text=answer.signature,
        drawn=answer.drawn,
        at=at,
        agreement_hash=answer.agreement_hash,
    )
