"""The sheet of a split with its signatures, as its author sees it."""

from uuid import UUID

import strawberry

from models.splits.agreement import Agreement
from schema.splits.answer import SplitSignature, signature_of


@strawberry.type(description="The sheet of a split's current version, with its signatures.")
class SplitAgreement:
    @strawberry.field(description="The split's id.")
    def offer_id(agreement: strawberry.Parent[Agreement]) -> UUID:
        return agreement.offer.id

    @strawberry.field(description="The version of the split.")
    def version(agreement: strawberry.Parent[Agreement]) -> int:
        return agreement.sheet.version

    @strawberry.field(description="The SHA-256 of `content`.")
    def hash(agreement: strawberry.Parent[Agreement]) -> str:
        return agreement.sheet.hash

    @strawberry.field(description="The sheet exactly as it is signed: canonical JSON.")
    def content(agreement: strawberry.Parent[Agreement]) -> str:
        return agreement.sheet.content

    @strawberry.field(
        description="Signatures of everyone who signed this exact version, in the order of the sheet."
    )
    def signatures(agreement: strawberry.Parent[Agreement]) -> list[SplitSignature]:
        signers = {signer.id: signer for signer in agreement.sheet.participants}
        signatures = [signature_of(row, signers[row.participant.id]) for row in agreement.signers]
        return [signature for signature in signatures if signature]

    @strawberry.field(description="Whether every participant has signed.")
    def complete(agreement: strawberry.Parent[Agreement]) -> bool:
        return agreement.is_complete
