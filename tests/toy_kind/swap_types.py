"""The schema room of a toy kind."""

from typing import Any

import strawberry

from models.offers.terms import NewTerms
from schema.offers.kind_types import KindTypes
from schema.offers.offer import Offer
from tests.toy_kind.swap import SWAP, SwapRow


@strawberry.type(description="What is swapped.")
class SwapTerms:
    wanted: str = strawberry.field(description="What is wanted.")

    @strawberry.field(description="What is given.")  # type: ignore[untyped-decorator]
    def given(terms: strawberry.Parent[SwapRow]) -> str:  # noqa: N805 - as strawberry wants it
        return terms.given_thing


@strawberry.type(description="One thing for another.")
class SwapOffer(Offer):
    terms: SwapTerms = strawberry.field(description="What is promised.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return getattr(row, "kind", None) == SWAP.name


@strawberry.type(description="What is swapped, as the recipient of a link sees it.")
class SharedSwapTerms(SwapTerms):
    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, SwapRow)


@strawberry.input(description="What to swap.")
class SwapTermsInput:
    given: str = strawberry.field(description="What is given.")
    wanted: str = strawberry.field(description="What is wanted.")

    def as_terms(self) -> NewTerms:
        return NewTerms(SWAP.name, {"given_thing": self.given, "wanted": self.wanted})


SWAP_TYPES = KindTypes(
    name=SWAP.name,
    offer=SwapOffer,
    shared_terms=SharedSwapTerms,
    terms=SwapTermsInput,
    terms_description="A swap.",
    change=SwapTermsInput,
    change_description="Of a swap.",
)
