"""How many SQL statements each root field costs: the number never grows with the rows."""

import inspect
from dataclasses import replace
from typing import Any

import pytest
from tortoise.context import TortoiseContext

from models.people import passwords
from models.people.session import Session
from models.people.user import User
from models.people.viewer import Viewer
from models.storage.sql import on_postgres
from tests.statements.case import OFFER, Case
from tests.statements.cases import CASES, PASSWORD
from tests.statements.counting import SCHEMA, context_of, statements_of
from tests.statements.world import World
from tests.support.statement_log import record_statements

pytestmark = pytest.mark.anyio
AGENTS_PAGE = f"{{ incentives(first: 20) {{ nodes {{ {OFFER.replace(' builder { name }', '')} }} %s }} }}"

# The most on PostgreSQL and on SQLite. PostgreSQL gets what an event writes as one statement, SQLite as up
# to seven. Whoever is asked about a split gets a link, a message and its job. A run of the offer loop lets
# one customer go and asks the next.
USUAL = (8, 13)
DEARER = {
    # The password is verified between two units of work.
    "Mutation.signIn": (9, 9),
    "Mutation.changePassword": (10, 10),
    # Two units of work.
    "Mutation.activateOffers": (8, 18),
    "Mutation.pauseOffers": (8, 18),
    "Mutation.closeOffers": (8, 18),
    # The order, its uses and the news of both.
    "Mutation.placeOrder": (23, 22),
    "Mutation.cancelOrder": (24, 23),
    "Mutation.closeSession": (12, 10),
    "Mutation.cancelAppointment": (10, 12),
    "Mutation.withdrawSlot": (12, 14),
    "Mutation.runOfferLoop": (20, 23),
    "Query.splitInvite": (8, 15),
    "Mutation.resendSplitInvite": (11, 14),
    "Mutation.sendSplitInvites": (17, 22),
    "Mutation.reviseSplit": (21, 26),
    "Mutation.reopenSplitInvite": (20, 23),
    "Mutation.answerSplitCounters": (21, 24),
}


@pytest.fixture
async def small(db: TortoiseContext) -> World:
    return await World.of(3)


async def test_every_root_field_has_a_case() -> None:
    fields = {f"{root}.{name}" for root in ("Query", "Mutation", "Subscription") for name in _fields(root)}
    assert set(CASES) == fields


async def test_no_root_field_sends_more_statements_for_more_rows(small: World) -> None:
    for_few = {name: await count_statements(small, name) for name in CASES}
    many = await World.of(12)
    for_many = {name: await count_statements(many, name) for name in CASES}
    assert for_many == for_few
    assert {name: cost for name, cost in for_few.items() if cost > _ceiling(name)} == {}


async def test_the_agents_page_with_project_author_and_terms_is_one_statement(small: World) -> None:
    for _ in range(2):
        assert len(await statements_of(small.agent, AGENTS_PAGE % "")) == 1
    cursors = AGENTS_PAGE % "edges { cursor } pageInfo { endCursor hasNextPage }"
    assert len(await statements_of(small.agent, cursors)) == 1


async def test_totals_cost_one_more_statement_only_when_selected(small: World) -> None:
    statements = await statements_of(small.agent, AGENTS_PAGE % "pagination { total totalPages }")
    assert len(statements) == 2
    assert sum("COUNT(*)" in statement for statement in statements) == 1


async def test_no_more_than_a_hundred_sessions_and_devices_are_listed(small: World) -> None:
    for _ in range(36):
        await small.sign_in_often()
    assert await Session.filter(user_id=small.agent.id).count() == 111
    result = await SCHEMA.execute("{ sessions { id } devices { id } }", context_value=context_of(small.agent))
    assert result.data is not None
    assert {name: len(rows) for name, rows in result.data.items()} == {"sessions": 100, "devices": 100}


async def count_statements(world: World, name: str) -> int:
    """The statements of one answer, or of a subscription's first event."""
    case = CASES[name]
    asker = await _asker(world, case)
    variables = case.variables(world)
    if inspect.isawaitable(variables):
        variables = await variables
    operation = name.split(".")[0].lower()
    if operation == "subscription":
        return await _until_the_first_event(asker, operation + case.query, variables)
    return len(await statements_of(asker, operation + case.query, variables))


def _ceiling(name: str) -> int:
    postgres, sqlite = DEARER.get(name, USUAL)
    return postgres if on_postgres() else sqlite


async def _asker(world: World, case: Case) -> Viewer | None:
    """Return the viewer of a case, with a session; the admin also has a password and an address."""
    if case.who in ("nobody", "admin"):
        hashed = await passwords.hash_password(PASSWORD, "password")
        await User.filter(id=world.admin.id).update(
            password_hash=hashed, email=f"{world.admin.id}@example.com"
        )
    if case.who == "nobody":
        return None
    viewer: Viewer = getattr(world, case.who)
    return replace(viewer, session_id=world.sessions[0]) if case.who == "agent" else viewer


async def _until_the_first_event(viewer: Viewer | None, query: str, variables: dict[str, Any]) -> int:
    with record_statements() as statements:
        events = await SCHEMA.subscribe(query, variable_values=variables, context_value=context_of(viewer))
        assert not hasattr(events, "errors"), events
        first = await anext(events)
        assert first.errors is None, first.errors
        found = len(statements)
        await events.aclose()
    return found


def _fields(root: str) -> list[str]:
    kind = SCHEMA._schema.type_map[root]
    return list(kind.fields)  # type: ignore[attr-defined]
