"""A promotion's codes as whoever runs the restaurant sees them."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry import argument

from models.promotions.promo_code import PromoCode as PromoCodeRow
from schema.fields.refusals import or_refusal
from schema.promotions.enums import CodeState

Codes = Annotated[list[str], argument(description="1 to 1,000 codes, in any letter case.")]
Count = Annotated[int, argument(description="How many, 1 to 1,000.")]
Prefix = Annotated[
    str, argument(description="What each begins with: up to 20 letters, digits, hyphens, underscores.")
]
Length = Annotated[int, argument(description="How many letters and digits follow, 6 to 20.")]
UsesEach = Annotated[int, argument(description="How often each can be used, 1 to 1,000,000.")]
OfState = Annotated[CodeState | None, argument(name="filter", description="Only these; absent: all.")]


@strawberry.type(description="One of many codes that were made for a promotion.")
class PromoCode:
    id: UUID = strawberry.field(description="The code's id.")
    code: str = strawberry.field(description="What guests type, in any letter case.")
    uses_each: int = strawberry.field(description="How often it can be used.")
    used: int = strawberry.field(description="How often it was; what was given back is not counted.")
    created_at: datetime = strawberry.field(description="When it was made.")
    withdrawn_at: datetime | None = strawberry.field(description="When it was withdrawn.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, PromoCodeRow)


@strawberry.type(description="Codes that were made just now.")
class PromoCodesGenerated:
    codes: list[str] = strawberry.field(description="All of them, to be handed out.")


@strawberry.type(description="What became of codes that were to be withdrawn.")
class PromoCodesWithdrawn:
    codes: list[str] = strawberry.field(
        description="Those that nobody can use any more; the others were withdrawn before, or are not its."
    )


GeneratedResult = or_refusal(PromoCodesGenerated, "PromoCodesGeneratedResult")
WithdrawnResult = or_refusal(PromoCodesWithdrawn, "PromoCodesWithdrawnResult")
