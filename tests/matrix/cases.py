"""The cases of the permission matrix: each root field called for an own row and for a foreign one."""

from collections.abc import Callable
from uuid import UUID

from models.storage.paging import cursor
from resolvers.offers.activity import ORDER as ACTIVITY
from tests.matrix.bulk import AT_ONCE
from tests.matrix.case import Case, by_id
from tests.matrix.dining import DINING
from tests.matrix.messaging import TEXTS
from tests.matrix.promotions import PROMOTIONS
from tests.matrix.sharing import SHARING, author_case
from tests.matrix.shops import SHOPS
from tests.matrix.slots import SLOTS
from tests.matrix.splits import SPLITS
from tests.matrix.stage import Stage
from tests.support.actors import PASSWORD, Person
from tests.support.server import Client

START = UUID(int=0)


def list_case(field: str, ids: Callable[[Stage, Person], tuple[str, str]], selection: str = "id") -> Case:
    return Case(query=f"{{ {field}(first: 100) {{ nodes {{ {selection} }} }} }}", lists=ids)


def offers(stage: Stage, _: Person) -> tuple[str, str]:
    return stage.new_offer(True), stage.new_offer(False)


def projects(stage: Stage, _: Person) -> tuple[str, str]:
    own = stage.new_project(stage.builder)
    stage.associate(own, stage.agent)
    return own, stage.manned_project(False)


def newest_notifications(stage: Stage, person: Person) -> tuple[str, str]:
    return stage.notification(person), stage.notification(stage.somebody_else(person))


def shown_or_hidden(stage: Stage, own: bool) -> str:
    return stage.shown if own else stage.hidden


def a_project(stage: Stage, own: bool) -> str:
    return stage.project if own else stage.other_project


def an_association(own: Callable[[Stage, bool], str], field: str) -> Case:
    """The agent to put on a project, or to take off it, is one who has nothing to do with the asker."""
    query = f"($p: UUID!, $a: UUID!) {{ {field}(projectId: $p, agentId: $a) {{ __typename }} }}"
    return Case(
        query=query,
        own=lambda stage, _: {"p": own(stage, True), "a": stage.other_agent.id},
        foreign=lambda stage, _: {"p": own(stage, False), "a": stage.other_agent.id},
    )


def a_user(field: str, disabled: bool) -> Case:
    return by_id(field, lambda stage, own: stage.new_user("AGENT" if own else "ADMIN", disabled))


def a_notification(field: str) -> Case:
    return Case(
        query=f"($ids: [UUID!]!) {{ {field}(ids: $ids) {{ __typename }} }}",
        own=lambda stage, person: {"ids": [stage.notification(person)]},
        foreign=lambda stage, person: {"ids": [stage.notification(stage.somebody_else(person))]},
        shut="NOTHING",
    )


def fresh_session(stage: Stage, person: Person) -> Client:
    return stage.server.client(stage.session(person)["token"])


CASES = {
    "Query.me": Case(query="{ me { id } }"),
    "Query.sessions": Case(
        query="{ sessions { id } }",
        lists=lambda stage, person: (
            stage.session(person)["session"]["id"],
            stage.session(stage.somebody_else(person))["session"]["id"],
        ),
    ),
    "Query.devices": Case(
        query="{ devices { id } }",
        lists=lambda stage, person: (stage.device(person), stage.device(stage.somebody_else(person))),
    ),
    "Query.users": list_case("users", lambda stage, _: (stage.new_user("AGENT"), stage.new_user("ADMIN"))),
    "Query.project": by_id("project", a_project),
    "Query.projects": list_case("projects", projects),
    "Query.associations": list_case("associations", projects, "project { id }"),
    "Query.offer": by_id("offer", shown_or_hidden),
    "Query.offers": list_case("offers", offers),
    "Query.incentive": by_id("incentive", shown_or_hidden),
    "Query.incentives": list_case("incentives", offers),
    "Query.activity": Case(
        query="($id: UUID!) { activity(offerId: $id) { nodes { id } } }",
        own=lambda stage, _: {"id": stage.shown},
        foreign=lambda stage, _: {"id": stage.hidden},
    ),
    "Query.notifications": list_case("notifications", newest_notifications),
    "Query.unreadCount": Case(query="{ unreadCount }"),
    "Mutation.signIn": Case(
        query="($e: String!, $p: String!) { signIn(email: $e, password: $p) { __typename } }",
        own=lambda stage, person: {"e": person.email, "p": PASSWORD},
    ),
    "Mutation.signOut": Case(query="{ signOut { __typename } }", client=fresh_session),
    "Mutation.revokeSession": Case(
        query="($id: UUID!) { revokeSession(id: $id) { __typename } }",
        own=lambda stage, person: {"id": stage.session(person)["session"]["id"]},
        foreign=lambda stage, person: {"id": stage.session(stage.somebody_else(person))["session"]["id"]},
        shut="NOT_FOUND",
    ),
    "Mutation.revokeDevice": Case(
        query="($id: UUID!) { revokeDevice(id: $id) { __typename } }",
        own=lambda stage, person: {"id": stage.device(person)},
        foreign=lambda stage, person: {"id": stage.device(stage.somebody_else(person))},
        shut="NOT_FOUND",
    ),
    "Mutation.changePassword": Case(
        query="($p: String!) { changePassword(currentPassword: $p, newPassword: $p) { __typename } }",
        own=lambda *_: {"p": PASSWORD},
    ),
    "Mutation.updateProfile": Case(query='{ updateProfile(timeZone: "UTC") { __typename } }'),
    "Mutation.createUser": Case(
        query="($input: CreateUserInput!) { createUser(input: $input) { __typename } }",
        own=lambda stage, _: {"input": stage.user_wish("BUILDER")},
        foreign=lambda stage, _: {"input": stage.user_wish("ADMIN")},
    ),
    "Mutation.disableUser": a_user("disableUser", disabled=False),
    "Mutation.enableUser": a_user("enableUser", disabled=True),
    "Mutation.createProject": Case(
        query='($b: UUID!) { createProject(input: {name: "New", builderId: $b}) { __typename } }',
        own=lambda stage, _: {"b": stage.builder.id},
        foreign=lambda stage, _: {"b": stage.other_builder.id},
    ),
    "Mutation.updateProject": Case(
        query='($id: UUID!) { updateProject(id: $id, input: {name: "Renamed"}) { __typename } }',
        own=lambda stage, _: {"id": stage.project},
        foreign=lambda stage, _: {"id": stage.other_project},
    ),
    "Mutation.associateAgent": an_association(Stage.unmanned_project, "associateAgent"),
    "Mutation.endAssociation": an_association(Stage.manned_project, "endAssociation"),
    "Mutation.createOffer": Case(
        query="($input: OfferInput!) { createOffer(input: $input) { __typename } }",
        own=lambda stage, person: {"input": stage.offer_wish(person, True)},
        foreign=lambda stage, person: {"input": stage.offer_wish(person, False)},
    ),
    "Mutation.updateOffer": author_case(
        '($id: UUID!) { updateOffer(id: $id, input: {title: "Renamed"}) { __typename } }'
    ),
    "Mutation.activateOffer": author_case(
        "($id: UUID!) { activateOffer(id: $id) { __typename } }", Stage.paused
    ),
    "Mutation.pauseOffer": author_case("($id: UUID!) { pauseOffer(id: $id) { __typename } }"),
    "Mutation.closeOffer": author_case("($id: UUID!) { closeOffer(id: $id) { __typename } }"),
    "Mutation.deleteOffer": author_case("($id: UUID!) { deleteOffer(id: $id) { __typename } }"),
    "Mutation.expireDueOffers": Case(query="{ expireDueOffers { __typename } }"),
    "Mutation.markRead": a_notification("markRead"),
    "Mutation.markAllRead": Case(query="{ markAllRead { __typename } }"),
    "Mutation.dismiss": a_notification("dismiss"),
    "Subscription.notifications": Case(
        query="($after: String!) { notifications(after: $after) { notification { id } } }",
        own=lambda stage, person: {"after": stage.just_before_the_latest(person)},
        lists=newest_notifications,
    ),
    "Subscription.offerActivity": Case(
        query="($id: UUID!, $after: String!) { offerActivity(offerId: $id, after: $after) { id } }",
        own=lambda stage, _: {"id": stage.shown, "after": cursor(ACTIVITY, 0, START)},
        foreign=lambda stage, _: {"id": stage.hidden, "after": cursor(ACTIVITY, 0, START)},
    ),
    **AT_ONCE,
    **DINING,
    **PROMOTIONS,
    **SHARING,
    **SHOPS,
    **SLOTS,
    **SPLITS,
    **TEXTS,
}
