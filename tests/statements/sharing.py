"""The cases of links: an offer with many links, answers and accesses."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from models.storage.paging import cursor
from resolvers.sharing.recipients import ORDER as RESPONSES
from tests.statements.case import OFFER, Case, page_of
from tests.statements.world import World
from tests.support.quote_rows import token_of
from tests.support.rows import incentive

START = UUID(int=0)
SHARE = "id url state channel recipient delivery { state reason } response { decision comment cursor }"
LINK = "__typename ... on Share { " + SHARE + " }"
MADE = "__typename ... on IncentiveOffer { " + OFFER + " }"
OPENED = """__typename ... on SharedOffer {
  state decisions authorName recipientName answer { decision } terms {
    ... on SharedQuoteTerms { lines { description } }
    ... on SharedIncentiveTerms { incentive { tiers { fromUnits } } }
  } }"""


def about(
    field: str, of: Callable[[World], UUID], result: str, argument: str = "id", who: str = "builder"
) -> Case:
    query = f"($id: UUID!) {{ {field}({argument}: $id) {{ {result} }} }}"
    return Case(who, query, lambda world: {"id": str(of(world))})


def page_case(field: str, of: Callable[[World], UUID], argument: str, selection: str) -> Case:
    query = "($id: UUID!) { " + page_of(f"{field}({argument}: $id, first: 100)", selection) + " }"
    return Case("builder", query, lambda world: {"id": str(of(world))})


def of_a_holder(query: str) -> Case:
    """Build a case of a link's holder, who is not signed in; the link has no answer yet."""
    return Case("nobody", query, lambda world: {"t": token_of(world.links[0])})


def _after_the_start(world: World) -> dict[str, Any]:
    return {"id": str(world.promise.id), "after": cursor(RESPONSES, 0, START)}


async def _promise_and_successor(world: World) -> dict[str, Any]:
    """Return the ids of the promise and of a new offer to replace it, because the others are closed."""
    successor = await incentive(world.builder, world.project)
    return {"id": str(world.promise.id), "by": str(successor.id)}


TALLY = "shared viewed accepted declined countered"
FIGURES = f"days {{ date {TALLY} }} kinds {{ kind {TALLY} }} total {{ {TALLY} }}"

SHARING = {
    "Query.responseFigures": Case(
        "builder",
        '{ responseFigures(from: "2025-11-20", until: "2026-11-19") {'
        f" ... on ResponseFigures {{ {FIGURES} }} }} }}",
    ),
    "Query.shares": page_case("shares", lambda world: world.promise.id, "offerId", SHARE),
    "Query.accessLog": page_case(
        "accessLog", lambda world: world.links[0].id, "shareId", "kind address userAgent"
    ),
    "Query.sharedOffer": of_a_holder(f"($t: String!) {{ sharedOffer(token: $t) {{ {OPENED} }} }}"),
    "Query.notificationPreferences": Case("agent", "{ notificationPreferences { event inApp email sms } }"),
    "Mutation.shareOffer": about("shareOffer", lambda world: world.promise.id, LINK, "offerId"),
    "Mutation.duplicateOffer": about("duplicateOffer", lambda world: world.promise.id, MADE),
    "Mutation.extendShare": about("extendShare", lambda world: world.links[1].id, LINK),
    "Mutation.rotateShare": about("rotateShare", lambda world: world.links[1].id, LINK),
    "Mutation.revokeShare": about("revokeShare", lambda world: world.links[1].id, LINK),
    "Mutation.recordView": of_a_holder(f"($t: String!) {{ recordView(token: $t) {{ {OPENED} }} }}"),
    "Mutation.respondToShare": of_a_holder(
        f"($t: String!) {{ respondToShare(token: $t, decision: ACCEPTED, version: 1) {{ {OPENED} }} }}"
    ),
    "Mutation.setNotificationPreference": Case(
        "agent", "{ setNotificationPreference(event: PAUSED, inApp: true) { __typename } }"
    ),
    "Mutation.supersedeOffer": Case(
        "builder",
        f"($id: UUID!, $by: UUID!) {{ supersedeOffer(id: $id, byId: $by) {{ {MADE} }} }}",
        _promise_and_successor,
    ),
    "Subscription.offerResponses": Case(
        "builder",
        "($id: UUID!, $after: String!) {"
        " offerResponses(offerId: $id, after: $after) { decision counter { master } } }",
        _after_the_start,
    ),
}
