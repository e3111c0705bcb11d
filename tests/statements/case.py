"""What the counting of statements has to know to ask one root field."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.statements.world import World

OFFER = """id kind title status author { name } project { name builder { name } }
  ... on IncentiveOffer { terms { incentiveAmount { text } termsAndConditions tiers { fromUnits } } }"""
QUOTE = """... on QuoteOffer { quote: terms {
    customer { name email phone } lines { description net { text } } totals { total { text } }
  } }"""
PAGE = "%s { nodes { %s } edges { cursor } pageInfo { endCursor } pagination { total } }"


@dataclass(frozen=True)
class Case:
    """Who asks, what, and with which variables."""

    who: str
    query: str
    variables: Callable[[World], Any] = lambda _: {}


def listed(who: str, root: str, selection: str) -> Case:
    return Case(who, "{ " + PAGE % (root, selection) + " }")
