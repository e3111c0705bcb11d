"""The GraphQL types and inputs of one kind of offer, for the register."""

from dataclasses import dataclass
from typing import Protocol

from models.offers.terms import NewTerms


class TermsInput(Protocol):
    """The input for the terms of one kind."""

    def as_terms(self) -> NewTerms: ...


@dataclass(frozen=True, slots=True)
class KindTypes:
    """The types of a kind. `terms` and `change` are inputs; without `change` the terms are fixed.

    `shared_terms` is the type of the terms that the recipient of a link sees.
    """

    name: str
    offer: type
    shared_terms: type
    terms: type[TermsInput]
    terms_description: str
    change: type[TermsInput] | None = None
    change_description: str = ""
