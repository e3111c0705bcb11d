"""The sheet of a split with its signatures, as the author sees it."""

from uuid import UUID

import strawberry

from models.splits.agreement import Agreement
from schema.splits.answer import SplitSignature, signature_of


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
