"""The cases of all root fields in a world of many rows, for all rows in one request where possible."""

from typing import Any
from uuid import UUID, uuid4

from models.clock import now
from models.offers.offer import Offer
from models.people.viewer import Role
from models.storage.paging import cursor
from resolvers.notifications.inbox import ORDER as NOTIFICATIONS
from resolvers.offers.activity import ORDER as ACTIVITY
from tests.statements.bulk import AT_ONCE
from tests.statements.case import OFFER, QUOTE, Case, list_case, page_of
from tests.statements.dining import DINING
from tests.statements.messaging import TEXTS
from tests.statements.promotions import PROMOTIONS
from tests.statements.sharing import SHARING
from tests.statements.shops import SHOPS
from tests.statements.slots import SLOTS
from tests.statements.splits import SPLITS
from tests.statements.world import World
from tests.support.rows import person

PASSWORD = "correct horse battery"
NOTIFICATION = "id message shareId recipientName offer { id author { name } project { builder { name } } }"
MADE = "__typename ... on IncentiveOffer { " + OFFER + " }"
LOG = page_of("activity(offerId: $id, first: 100)", "actor { name } changes { field }")
START = UUID(int=0)


def by_offer(field: str, result: str = "__typename", who: str = "builder") -> Case:
    query = f"($id: UUID!) {{ {field}(id: $id) {{ {result} }} }}"
    return Case(who, query, lambda world: {"id": str(world.offers[1].id)})


def step(field: str, place: int) -> Case:
    query = f"($id: UUID!) {{ {field}(id: $id) {{ {MADE} }} }}"
    return Case("builder", query, lambda world: {"id": str(world.offers[place].id)})


async def _everybodys_notifications(world: World) -> dict[str, Any]:
    return {"ids": await world.notification_ids()}


async def _a_new_agent(world: World) -> dict[str, Any]:
    return {"p": str(world.project.id), "a": str((await person(Role.AGENT)).id)}


async def _new_user(_: World) -> dict[str, Any]:
    return {"id": str((await person(Role.AGENT)).id)}


async def _one_due(world: World) -> dict[str, Any]:
    """Make one offer due in any world, because every expiry is logged and notified separately."""
    await Offer.filter(id=world.offers[-1].id).update(valid_until=now(), status="ACTIVE")
    return {}


def _a_wish(world: World) -> dict[str, Any]:
    terms = {"projectId": str(world.project.id), "type": "EARLY_BIRD", "incentiveAmount": 1}
    return {"input": {"title": "New", "terms": {"incentive": terms}}}


CASES = {
    "Query.me": Case("agent", "{ me { id name email } }"),
    "Query.sessions": Case("agent", "{ sessions { id isCurrent } }"),
    "Query.devices": Case("agent", "{ devices { id userAgent } }"),
    "Query.users": list_case("admin", "users(first: 100)", "id name email"),
    "Query.project": Case(
        "agent",
        "($id: UUID!) { project(id: $id) { name builder { name } } }",
        lambda world: {"id": str(world.project.id)},
    ),
    "Query.projects": list_case("agent", "projects(first: 100)", "name builder { name }"),
    "Query.associations": list_case(
        "builder", "associations(first: 100)", "agent { name } project { name builder { name } }"
    ),
    "Query.offer": by_offer("offer", OFFER, "agent"),
    "Query.offers": list_case("agent", "offers(first: 100)", OFFER + QUOTE),
    "Query.incentive": by_offer("incentive", OFFER, "agent"),
    "Query.incentives": list_case("agent", "incentives(first: 100)", OFFER),
    "Query.activity": Case(
        "agent",
        "($id: UUID!) { "
        + page_of("activity(offerId: $id, first: 100)", "actor { name } changes { field }")
        + " }",
        lambda world: {"id": str(world.offers[0].id)},
    ),
    "Query.notifications": list_case("agent", "notifications(first: 100)", NOTIFICATION),
    "Query.unreadCount": Case("agent", "{ unreadCount }"),
    "Mutation.signIn": Case(
        "nobody",
        "($e: String!, $p: String!) { signIn(email: $e, password: $p) { ... on SignedIn { device } } }",
        lambda world: {"e": f"{world.admin.id}@example.com", "p": PASSWORD},
    ),
    "Mutation.changePassword": Case(
        "admin",
        "($p: String!) { changePassword(currentPassword: $p, newPassword: $p) { __typename } }",
        lambda _: {"p": PASSWORD},
    ),
    "Mutation.updateProfile": Case("agent", '{ updateProfile(name: "New") { __typename } }'),
    "Mutation.createUser": Case(
        "admin",
        "($input: CreateUserInput!) { createUser(input: $input) { __typename } }",
        lambda _: {
            "input": {"email": f"{uuid4()}@example.com", "name": "N", "role": "AGENT", "password": PASSWORD}
        },
    ),
    "Mutation.disableUser": Case("admin", "($id: UUID!) { disableUser(id: $id) { __typename } }", _new_user),
    "Mutation.enableUser": Case("admin", "($id: UUID!) { enableUser(id: $id) { __typename } }", _new_user),
    "Mutation.createProject": Case("builder", '{ createProject(input: {name: "N"}) { __typename } }'),
    "Mutation.updateProject": Case(
        "builder",
        '($id: UUID!) { updateProject(id: $id, input: {name: "N"}) { __typename } }',
        lambda world: {"id": str(world.project.id)},
    ),
    "Mutation.associateAgent": Case(
        "builder",
        "($p: UUID!, $a: UUID!) { associateAgent(projectId: $p, agentId: $a) { __typename } }",
        _a_new_agent,
    ),
    "Mutation.endAssociation": Case(
        "builder",
        "($p: UUID!, $a: UUID!) { endAssociation(projectId: $p, agentId: $a) { __typename } }",
        lambda world: {"p": str(world.project.id), "a": str(world.second.id)},
    ),
    "Mutation.createOffer": Case(
        "builder",
        f"($input: OfferInput!) {{ createOffer(input: $input) {{ {MADE} }} }}",
        _a_wish,
    ),
    "Mutation.updateOffer": Case(
        "builder",
        "($id: UUID!, $title: String!) { updateOffer(id: $id, input: {title: $title}) { __typename } }",
        lambda world: {"id": str(world.offers[0].id), "title": uuid4().hex},
    ),
    "Mutation.pauseOffer": step("pauseOffer", 0),
    "Mutation.activateOffer": step("activateOffer", 0),
    "Mutation.closeOffer": step("closeOffer", 0),
    "Mutation.deleteOffer": by_offer("deleteOffer"),
    "Mutation.expireDueOffers": Case("admin", "{ expireDueOffers { ... on ExpiryRun { count } } }", _one_due),
    "Mutation.markRead": Case(
        "agent", "($ids: [UUID!]!) { markRead(ids: $ids) { __typename } }", _everybodys_notifications
    ),
    "Mutation.markAllRead": Case("agent", "{ markAllRead { __typename } }"),
    "Mutation.dismiss": Case(
        "agent", "($ids: [UUID!]!) { dismiss(ids: $ids) { __typename } }", _everybodys_notifications
    ),
    "Subscription.notifications": Case(
        "agent",
        f"($a: String!) {{ notifications(after: $a) {{ unreadCount notification {{ {NOTIFICATION} }} }} }}",
        lambda _: {"a": cursor(NOTIFICATIONS, 0, START)},
    ),
    "Subscription.offerActivity": Case(
        "agent",
        "($id: UUID!, $a: String!) { offerActivity(offerId: $id, after: $a) { seq actor { name } } }",
        lambda world: {"id": str(world.offers[0].id), "a": cursor(ACTIVITY, 0, START)},
    ),
    "Mutation.revokeDevice": Case(
        "agent",
        "($id: UUID!) { revokeDevice(id: $id) { __typename } }",
        lambda world: {"id": str(world.devices.pop())},
    ),
    "Mutation.revokeSession": Case(
        "agent",
        "($id: UUID!) { revokeSession(id: $id) { __typename } }",
        lambda world: {"id": str(world.sessions[1])},
    ),
    "Mutation.signOut": Case("agent", "{ signOut { __typename } }"),
    **AT_ONCE,
    **DINING,
    **PROMOTIONS,
    **SHARING,
    **SHOPS,
    **SLOTS,
    **SPLITS,
    **TEXTS,
}
