"""One kind of offer as clients see it: its types and its inputs, in the register."""

from dataclasses import dataclass
from typing import Protocol

from models.offers.terms import NewTerms


class TermsInput(Protocol):
    """Terms as clients write them."""

    def as_terms(self) -> NewTerms: ...


@dataclass(frozen=True, slots=True)
class KindTypes:
    """`terms` and `change` are inputs, each with its description; without `change` the terms never change.

    `shared_terms`: what the recipient of a link sees of the terms.
    """

    name: str
    offer: type
    shared_terms: type
    terms: type[TermsInput]
    terms_description: str
    change: type[TermsInput] | None = None
    change_description: str = ""
