"""How many statements a change costs: as many for 2,000 people to notify as for one.

PostgreSQL gets a chain of writes as one statement; SQLite, in the same process, one by one.
"""

from typing import Any

import pytest
from tortoise.context import TortoiseContext

from models.events import Event
from models.notifications.message import Channel, Message
from models.notifications.notification import Notification
from models.notifications.preference import Preference
from models.people.project import Project
from models.people.user import User
from models.people.viewer import Role, Viewer
from models.storage.sql import on_postgres
from tests.statements.counting import statements_of
from tests.support.messages import PHONE
from tests.support.quote_rows import make_quote, share_offer, token_of
from tests.support.rows import agents_on, builder_with_project, incentive, person

pytestmark = pytest.mark.anyio
MANY = 2_000
OFFER = "... on Offer { id title status author { name } }"
LINK = "... on Share { id url state delivery { state } response { decision } }"
OPENED = "... on SharedOffer { state title authorName answer { decision } }"
CREATE = f"mutation($input: OfferInput!) {{ createOffer(input: $input) {{ __typename {OFFER} }} }}"


def by_id(field: str, result: str, more: str = "", name: str = "id") -> str:
    return f"mutation($id: UUID!) {{ {field}({name}: $id{more}) {{ __typename {result} }} }}"


def by_token(kind: str, field: str, more: str = "") -> str:
    return f"{kind}($t: String!) {{ {field}(token: $t{more}) {{ __typename {OPENED} }} }}"


UPDATE = by_id("updateOffer", OFFER, ', input: {title: "New"}')
PAUSE = by_id("pauseOffer", OFFER)
SHARE = by_id("shareOffer", LINK, ', input: {channel: EMAIL, recipient: "a@example.com"}', "offerId")
ROTATE, REVOKE = by_id("rotateShare", LINK), by_id("revokeShare", LINK)
FETCH, VIEW = by_token("query", "sharedOffer"), by_token("mutation", "recordView")
ANSWER = by_token("mutation", "respondToShare", ", decision: ACCEPTED, version: 1")
# The ceilings on PostgreSQL and on SQLite.
CEILINGS = {
    "first fetch": (3, 6),
    "fetch": (2, 3),
    "first view": (3, 8),
    "view": (2, 3),
    "share": (3, 8),
    "answer": (2, 9),
    "rotate": (3, 7),
    "revoke": (3, 6),
}


def ceiling(postgres: int, sqlite: int) -> int:
    return postgres if on_postgres() else sqlite


async def stage(people: int, **ways: bool) -> tuple[Viewer, Project]:
    """Return a builder with a project of so many agents, reached in these ways besides the product."""
    builder, project = await builder_with_project()
    agents = await agents_on(project, people)
    await User.filter(associations__project_id=project.id).update(phone=PHONE)
    choices = [Preference(user_id=agent.id, event=Event.CREATED, **ways) for agent in agents]
    await Preference.bulk_create(choices)
    return builder, project


def wish(project: Project) -> dict[str, Any]:
    terms = {"projectId": str(project.id), "type": "EARLY_BIRD", "incentiveAmount": 1}
    return {"input": {"title": "New", "terms": {"incentive": terms}}}


@pytest.mark.parametrize("letters", [False, True])
async def test_an_offer_is_created_for_two_thousand_people_as_for_one(
    db: TortoiseContext, letters: bool
) -> None:
    costs = []
    for people in (1, MANY):
        builder, project = await stage(people, sms=letters)
        costs.append(len(await statements_of(builder, CREATE, wish(project))))
    # SQLite writes letters and plans their jobs only if there are any.
    assert costs[0] == costs[1] <= ceiling(3, 8 + 2 * letters)
    assert await Notification.filter(event=Event.CREATED).count() == 1 + MANY
    assert await Message.filter(channel=Channel.SMS).count() == (1 + MANY) * letters


async def test_an_offer_changes_for_two_thousand_people_as_for_one(db: TortoiseContext) -> None:
    costs = []
    for people in (1, MANY):
        builder, project = await stage(people)
        variables = {"id": str((await incentive(builder, project)).id)}
        costs.append([len(await statements_of(builder, query, variables)) for query in (UPDATE, PAUSE)])
    assert costs[0] == costs[1]
    assert costs[0][0] <= ceiling(5, 10)
    assert costs[0][1] <= ceiling(3, 7)


async def test_a_link_costs_few_statements_from_its_first_fetch_to_its_end(db: TortoiseContext) -> None:
    author = await person(Role.AGENT)
    offer = await make_quote(author)
    link = await share_offer(offer, author)
    token, own_id = {"t": token_of(link)}, {"id": str(link.id)}
    costs = {
        "first fetch": await statements_of(None, FETCH, token),
        "fetch": await statements_of(None, FETCH, token),
        "first view": await statements_of(None, VIEW, token),
        "view": await statements_of(None, VIEW, token),
        "share": await statements_of(author, SHARE, {"id": str(offer.id)}),
        "answer": await statements_of(None, ANSWER, token),
        "rotate": await statements_of(author, ROTATE, own_id),
        "revoke": await statements_of(author, REVOKE, own_id),
    }
    dear = {name: sent for name, sent in costs.items() if len(sent) > ceiling(*CEILINGS[name])}
    assert dear == {}
