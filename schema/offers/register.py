"""Every kind of offer as clients see it: its type, its inputs."""

from typing import Annotated, Any

import strawberry

from models.offers.kind import NewTerms
from schema.fields.refusals import Refusal
from schema.incentives.incentive import IncentiveOffer
from schema.incentives.input import IncentiveTermsChangeInput, IncentiveTermsInput
from schema.promotions.input import PromotionTermsChangeInput, PromotionTermsInput
from schema.promotions.promotion import PromotionOffer
from schema.quotes.input import QuoteTermsChangeInput, QuoteTermsInput
from schema.quotes.quote import QuoteOffer
from schema.scalars import DateOrDateTime
from schema.slots.input import SlotTermsInput
from schema.slots.slot import SlotOffer
from schema.splits.input import SplitTermsChangeInput, SplitTermsInput
from schema.splits.split import SplitOffer

OFFER_TYPES = (IncentiveOffer, PromotionOffer, QuoteOffer, SlotOffer, SplitOffer)
OfferResult = Annotated[
    IncentiveOffer | PromotionOffer | QuoteOffer | SlotOffer | SplitOffer | Refusal,
    strawberry.union("OfferResult", description="The offer, or why not."),
]


@strawberry.input(one_of=True, description="The terms of exactly one kind.")
class OfferTermsInput:
    incentive: strawberry.Maybe[IncentiveTermsInput] = strawberry.field(
        description="An incentive for agents."
    )
    promotion: strawberry.Maybe[PromotionTermsInput] = strawberry.field(
        description="A promotion of a restaurant."
    )
    quote: strawberry.Maybe[QuoteTermsInput] = strawberry.field(description="A quote for a customer.")
    slot: strawberry.Maybe[SlotTermsInput] = strawberry.field(description="A time that came free.")
    split: strawberry.Maybe[SplitTermsInput] = strawberry.field(description="A split to be agreed.")

    def as_terms(self) -> NewTerms:
        return chosen(self.incentive, self.promotion, self.quote, self.slot, self.split)


@strawberry.input(one_of=True, description="Changes to the terms, for the offer's own kind.")
class OfferTermsChangeInput:
    incentive: strawberry.Maybe[IncentiveTermsChangeInput] = strawberry.field(description="Of an incentive.")
    promotion: strawberry.Maybe[PromotionTermsChangeInput] = strawberry.field(description="Of a promotion.")
    quote: strawberry.Maybe[QuoteTermsChangeInput] = strawberry.field(description="Of a quote.")
    split: strawberry.Maybe[SplitTermsChangeInput] = strawberry.field(description="Of a split's draft.")

    def as_terms(self) -> NewTerms:
        return chosen(self.incentive, self.promotion, self.quote, self.split)


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


def chosen(*kinds: strawberry.Some[Any] | None) -> NewTerms:
    """The one that was given; `@oneOf` sees to it that there is one."""
    terms: NewTerms = next(kind.value.as_terms() for kind in kinds if kind is not None)
    return terms
