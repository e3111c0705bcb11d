"""A new offer of any kind, and what to change of one, as clients write them."""

import strawberry

from models.offers.terms import NewTerms
from schema.offers.unions import OfferTermsChangeInput, OfferTermsInput
from schema.scalars import DateOrDateTime


@strawberry.input(description="A new offer.")
class OfferInput:
    title: str = strawberry.field(description="Up to 200 characters.")
    description: str = strawberry.field(default="", description="Up to 10,000 characters.")
    valid_from: DateOrDateTime | None = strawberry.field(default=None, description="From when it holds.")
    valid_until: DateOrDateTime | None = strawberry.field(
        default=None, description="Until when; absent: it never expires."
    )
    terms: OfferTermsInput = strawberry.field(description="What is promised.")

    def shared(self) -> dict[str, object]:
        return {f: getattr(self, f) for f in SHARED}


@strawberry.input(description="What to change of an offer; what is absent stays.")
class OfferChangeInput:
    title: strawberry.Maybe[str] = strawberry.field(description="Up to 200 characters.")
    description: strawberry.Maybe[str] = strawberry.field(description="Up to 10,000 characters.")
    valid_from: strawberry.Maybe[DateOrDateTime | None] = strawberry.field(description="Null: at once.")
    valid_until: strawberry.Maybe[DateOrDateTime | None] = strawberry.field(
        description="Null: it never expires. A later end revives an EXPIRED offer."
    )
    terms: strawberry.Maybe[OfferTermsChangeInput] = strawberry.field(description="Changes to the terms.")

    def shared(self) -> dict[str, object]:
        return {f: some.value for f in SHARED if (some := getattr(self, f)) is not None}

    def new_terms(self) -> NewTerms | None:
        return self.terms.value.as_terms() if self.terms else None


SHARED = ("title", "description", "valid_from", "valid_until")
