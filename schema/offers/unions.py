"""The unions of offers and of terms, and the inputs for terms, built from the register of kinds."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Annotated, Any

import strawberry

from models.offers.terms import NewTerms
from schema.fields.refusals import Refusal
from schema.offers.register import KIND_TYPES

# Typed as Any, because its arguments are known only when the register is read.
MAYBE: Any = strawberry.Maybe


class ChosenTerms:
    """The terms of exactly one kind, which `@oneOf` guarantees."""

    def as_terms(self) -> NewTerms:
        terms: NewTerms = next(
            terms_input.value.as_terms() for terms_input in vars(self).values() if terms_input is not None
        )
        return terms


def one_of_types(name: str, description: str, types: Sequence[type]) -> Any:
    """Build the union of these types."""
    return Annotated[reduce(or_, types), strawberry.union(name, description=description)]


def one_kind(name: str, description: str, kinds: Mapping[str, tuple[type, str]]) -> Any:
    """Build the input that holds the terms of one kind under the name of the kind."""
    namespace: dict[str, Any] = {
        kind: strawberry.field(description=sentence) for kind, (_, sentence) in kinds.items()
    }
    namespace["__annotations__"] = {kind: MAYBE[terms] for kind, (terms, _) in kinds.items()}
    return strawberry.input(type(name, (ChosenTerms,), namespace), one_of=True, description=description)


OFFER_TYPES = [kind.offer for kind in KIND_TYPES]
OfferResult = one_of_types("OfferResult", "The offer, or a refusal.", [*OFFER_TYPES, Refusal])
SharedTerms = one_of_types(
    "SharedTerms", "The terms, by kind of offer.", [kind.shared_terms for kind in KIND_TYPES]
)
OfferTermsInput = one_kind(
    "OfferTermsInput",
    "The terms of exactly one kind.",
    {kind.name: (kind.terms, kind.terms_description) for kind in KIND_TYPES},
)
OfferTermsChangeInput = one_kind(
    "OfferTermsChangeInput",
    "Changes to the terms of the offer's own kind.",
    {kind.name: (kind.change, kind.change_description) for kind in KIND_TYPES if kind.change},
)
