"""What is built of the register of kinds: the unions of offers and of terms, and the inputs of terms."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Annotated, Any

import strawberry

from models.offers.terms import NewTerms
from schema.fields.refusals import Refusal
from schema.offers.register import KIND_TYPES

# As a value: what it holds is known when the register is read.
MAYBE: Any = strawberry.Maybe


class ChosenTerms:
    """The terms of exactly one kind; `@oneOf` sees to it that there is one."""

    def as_terms(self) -> NewTerms:
        terms: NewTerms = next(some.value.as_terms() for some in vars(self).values() if some is not None)
        return terms


def one_of_types(name: str, description: str, types: Sequence[type]) -> Any:
    """The union of these types."""
    return Annotated[reduce(or_, types), strawberry.union(name, description=description)]


def one_kind(name: str, description: str, kinds: Mapping[str, tuple[type, str]]) -> Any:
    """The input that holds the terms of one kind, under the name of the kind."""
    namespace: dict[str, Any] = {
        kind: strawberry.field(description=sentence) for kind, (_, sentence) in kinds.items()
    }
    namespace["__annotations__"] = {kind: MAYBE[given] for kind, (given, _) in kinds.items()}
    return strawberry.input(type(name, (ChosenTerms,), namespace), one_of=True, description=description)


OFFER_TYPES = [kind.offer for kind in KIND_TYPES]
OfferResult = one_of_types("OfferResult", "The offer, or why not.", [*OFFER_TYPES, Refusal])
SharedTerms = one_of_types(
    "SharedTerms", "What is promised, by kind.", [kind.shared_terms for kind in KIND_TYPES]
)
OfferTermsInput = one_kind(
    "OfferTermsInput",
    "The terms of exactly one kind.",
    {kind.name: (kind.terms, kind.terms_description) for kind in KIND_TYPES},
)
OfferTermsChangeInput = one_kind(
    "OfferTermsChangeInput",
    "Changes to the terms, for the offer's own kind.",
    {kind.name: (kind.change, kind.change_description) for kind in KIND_TYPES if kind.change},
)
