"""The generated codes of a promotion, as its owner sees them."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry import argument

from models.promotions.promo_code import PromoCode as PromoCodeRow
from schema.fields.refusals import or_refusal
from schema.promotions.enums import CodeState

Codes = Annotated[list[str], argument(description="1 to 1,000 codes, in any letter case.")]
Count = Annotated[int, argument(description="The number of codes, 1 to 1,000.")]
Prefix = Annotated[
    str, argument(description="The prefix of every code: up to 20 letters, digits, hyphens and underscores.")
]
Length = Annotated[
    int, argument(description="The number of random letters and digits after the prefix, 6 to 20.")
]
UsesEach = Annotated[int, argument(description="The number of times each code can be used, 1 to 1,000,000.")]
OfState = Annotated[
    CodeState | None, argument(name="filter", description="Only codes in this state; absent for all.")
]


@strawberry.type(description="One of the codes generated for a promotion.")
class PromoCode:
    id: UUID = strawberry.field(description="The code's id.")
    code: str = strawberry.field(description="The code that guests type, in any letter case.")
    uses_each: int = strawberry.field(description="The number of times it can be used.")
    used: int = strawberry.field(description="The number of uses, without those given back.")
    created_at: datetime = strawberry.field(description="When the code was generated.")
    withdrawn_at: datetime | None = strawberry.field(
        description="When the code was withdrawn; null if it was not."
    )

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, PromoCodeRow)


@strawberry.type(description="The codes that were generated.")
class PromoCodesGenerated:
    codes: list[str] = strawberry.field(description="All of these codes, ready to hand out.")


@strawberry.type(description="The result of withdrawing codes.")
class PromoCodesWithdrawn:
    codes: list[str] = strawberry.field(
        description="The codes withdrawn now. Codes that were already withdrawn or belong to another"
        " promotion are left out."
    )


GeneratedResult = or_refusal(PromoCodesGenerated, "PromoCodesGeneratedResult")
WithdrawnResult = or_refusal(PromoCodesWithdrawn, "PromoCodesWithdrawnResult")
