"""The inputs for a new offer of any kind, and for changes to one."""

import strawberry

from models.offers.terms import NewTerms
from schema.offers.unions import OfferTermsChangeInput, OfferTermsInput
from schema.scalars import DateOrDateTime


@strawberry.input(description="A new offer.")
class OfferInput:
    title: str = strawberry.field(description="The title, up to 200 characters.")
    description: str = strawberry.field(default="", description="The description, up to 10,000 characters.")
    valid_from: DateOrDateTime | None = strawberry.field(
        default=None, description="The start of its validity; immediately if absent."
    )
    valid_until: DateOrDateTime | None = strawberry.field(
        default=None, description="The end of its validity; it never expires if absent."
    )
    terms: OfferTermsInput = strawberry.field(description="The terms of exactly one kind.")

    def own_values(self) -> dict[str, object]:
        return {f: getattr(self, f) for f in OWN_FIELDS}


@strawberry.input(description="Changes to an offer; absent fields stay as they are.")
class OfferChangeInput:
    title: strawberry.Maybe[str] = strawberry.field(description="The title, up to 200 characters.")
    description: strawberry.Maybe[str] = strawberry.field(
        description="The description, up to 10,000 characters."
    )
    valid_from: strawberry.Maybe[DateOrDateTime | None] = strawberry.field(
        description="The start of its validity; immediately if null."
    )
    valid_until: strawberry.Maybe[DateOrDateTime | None] = strawberry.field(
        description="The end of its validity; it never expires if null. A later end revives an EXPIRED offer."
    )
    terms: strawberry.Maybe[OfferTermsChangeInput] = strawberry.field(description="Changes to the terms.")

    def own_values(self) -> dict[str, object]:
        return {f: change.value for f in OWN_FIELDS if (change := getattr(self, f)) is not None}

    def new_terms(self) -> NewTerms | None:
        return self.terms.value.as_terms() if self.terms else None


OWN_FIELDS = ("title", "description", "valid_from", "valid_until")
