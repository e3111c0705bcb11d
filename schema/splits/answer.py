"""The types of shares, counters and signatures of a split."""

from datetime import datetime

import strawberry

from models.sharing.response import Response
from models.splits.answer import SplitAnswer
from models.splits.shares import Shares
from models.splits.sheet import Participant
from models.splits.standing import Standing
from schema.percent import percent
from schema.scalars import Percentage


@strawberry.type(description="Shares in the two rights, in percent.")
class SplitShares:
    @strawberry.field(description="The share of the recording.")
    def master(shares: strawberry.Parent[Shares]) -> Percentage:
        return percent(shares.master)

    @strawberry.field(description="The share of the composition.")
    def publishing(shares: strawberry.Parent[Shares]) -> Percentage:
        return percent(shares.publishing)


@strawberry.type(description="The shares that a participant proposes instead.")
class SplitCounter:
    master: Percentage = strawberry.field(description="The share of the recording.")
    publishing: Percentage = strawberry.field(description="The share of the composition.")
    notes: str = strawberry.field(description="The participant's reason.")


@strawberry.type(description="A signature, bound to the sheet that was signed.")
class SplitSignature:
    name: str = strawberry.field(description="The name of the signer.")
    place: int = strawberry.field(description="The number of the signer's line on the sheet, from 1.")
    role: str = strawberry.field(description="The signer's role, as the sheet says.")
    text: str = strawberry.field(description="The typed signature.")
    drawn: str | None = strawberry.field(description="The drawn signature: a PNG as a data URL.")
    at: datetime = strawberry.field(description="When it was signed.")
    agreement_hash: str = strawberry.field(description="The SHA-256 of the signed sheet.")


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
    return signature_in(standing.answer, signer, standing.response.created_at)


def signature_in(answer: SplitAnswer, signer: Participant, at: datetime) -> SplitSignature | None:
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
