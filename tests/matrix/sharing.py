"""The cases of the permission matrix for links: the author's side and the recipient's."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from models.storage.paging import cursor
from resolvers.sharing.recipients import ORDER as RESPONSES
from tests.matrix.case import Case
from tests.matrix.stage import Stage
from tests.support.actors import Person

START = UUID(int=0)


def author_case(query: str, row: Callable[[Stage, Person, bool], str] = Stage.changeable_offer) -> Case:
    """About an offer of the asker's, or what hangs on it; and about one that they did not write."""
    return Case(
        query=query,
        own=lambda stage, person: {"id": row(stage, person, True)},
        foreign=lambda stage, person: {"id": row(stage, person, False)},
    )


def a_link(field: str) -> Case:
    query = f"($id: UUID!) {{ {field}(id: $id) {{ __typename ... on Share {{ url }} }} }}"
    return author_case(query, lambda stage, person, own: stage.link(person, own).id)


def by_token(query: str) -> Case:
    """Return a case of a query by a link's token, which is open to its holder."""
    return Case(query=query, own=lambda stage, person: {"t": stage.link(person, True).token})


def two_offers(stage: Stage, person: Person, own: bool) -> dict[str, Any]:
    return {"id": stage.changeable_offer(person, own), "by": stage.changeable_offer(person, True)}


def an_answered_offer(stage: Stage, person: Person, own: bool) -> dict[str, Any]:
    return {"id": stage.answered_offer(person, own), "after": cursor(RESPONSES, 0, START)}


SHARING = {
    "Query.shares": author_case("($id: UUID!) { shares(offerId: $id) { nodes { url } } }"),
    "Query.accessLog": author_case(
        "($id: UUID!) { accessLog(shareId: $id) { nodes { address } } }",
        lambda stage, person, own: stage.link(person, own).id,
    ),
    "Query.responseFigures": Case(
        query="{ responseFigures { ... on ResponseFigures { total { shared } } } }"
    ),
    "Query.sharedOffer": by_token("($t: String!) { sharedOffer(token: $t) { __typename } }"),
    "Query.notificationPreferences": Case(query="{ notificationPreferences { event inApp } }"),
    "Mutation.shareOffer": author_case("($id: UUID!) { shareOffer(offerId: $id) { __typename } }"),
    "Mutation.duplicateOffer": author_case("($id: UUID!) { duplicateOffer(id: $id) { __typename } }"),
    "Mutation.supersedeOffer": Case(
        query="($id: UUID!, $by: UUID!) { supersedeOffer(id: $id, byId: $by) { __typename } }",
        own=lambda stage, person: two_offers(stage, person, True),
        foreign=lambda stage, person: two_offers(stage, person, False),
    ),
    "Mutation.revokeShare": a_link("revokeShare"),
    "Mutation.rotateShare": a_link("rotateShare"),
    "Mutation.extendShare": a_link("extendShare"),
    "Mutation.recordView": by_token("($t: String!) { recordView(token: $t) { __typename } }"),
    "Mutation.respondToShare": by_token(
        "($t: String!) { respondToShare(token: $t, decision: ACCEPTED, version: 1) { __typename } }"
    ),
    "Mutation.setNotificationPreference": Case(
        query="{ setNotificationPreference(event: PAUSED, inApp: true) { __typename } }"
    ),
    "Subscription.offerResponses": Case(
        query="($id: UUID!, $after: String!) { offerResponses(offerId: $id, after: $after) { id } }",
        own=lambda stage, person: an_answered_offer(stage, person, True),
        foreign=lambda stage, person: an_answered_offer(stage, person, False),
    ),
}
