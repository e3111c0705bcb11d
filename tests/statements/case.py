"""A case of the counting of statements: how one root field is called."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.statements.world import World

OFFER = """id kind title status author { name } project { name builder { name } }
  ... on IncentiveOffer { terms { incentiveAmount { text } termsAndConditions tiers { fromUnits } } }"""
QUOTE = """... on QuoteOffer { quote: terms {
    customer { name email phone } lines { description net { text } } totals { total { text } }
  } }"""


@dataclass(frozen=True)
class Case:
    """The caller, the operation and its variables."""

    who: str
    query: str
    variables: Callable[[World], Any] = lambda _: {}


def page_of(root: str, selection: str) -> str:
    """Return the selection of a page of this list, with all that a page offers."""
    page_fields = "edges { cursor } pageInfo { endCursor } pagination { total }"
    return f"{root} {{ nodes {{ {selection} }} {page_fields} }}"


def list_case(who: str, root: str, selection: str) -> Case:
    return Case(who, "{ " + page_of(root, selection) + " }")
