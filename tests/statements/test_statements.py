"""How many SQL statements each root field costs: the number never grows with the rows."""

import inspect
from dataclasses import replace
from typing import Any

import pytest
from starlette.requests import HTTPConnection
from tortoise.context import TortoiseContext

from models.people import passwords
from models.people.session import Session
from models.people.user import User
from models.people.viewer import Viewer
from resolvers.budget import Budget
from resolvers.rates import Rates
from schema.build import build_schema
from schema.context import Context
from settings import Settings
from tests.statements.case import OFFER, Case
from tests.statements.cases import CASES, PASSWORD
from tests.statements.world import World
from tests.support.quote_rows import LINKS
from tests.support.statement_log import record_statements

pytestmark = pytest.mark.anyio
SCHEMA = build_schema()
SETTINGS = Settings(sign_in_rate="10000/hour", secret_key=LINKS.secret_key)
AGENTS_PAGE = f"{{ incentives(first: 20) {{ nodes {{ {OFFER.replace(' builder { name }', '')} }} %s }} }}"

# Any other field costs at most 16, with a message to everybody: what touches a link reads it before the
# lock, behind it, or as it then stands. Whoever is asked about a split gets a link, a message and its job.
# A run of the offer loop lets one customer go and asks the next.
DEARER = {
    # Two units of work.
    "Mutation.activateOffers": 24,
    "Mutation.pauseOffers": 24,
    "Mutation.closeOffers": 24,
    # The order, its uses and the news of both.
    "Mutation.placeOrder": 24,
    "Mutation.cancelOrder": 25,
    "Mutation.extendShare": 17,
    "Mutation.revokeShare": 17,
    "Mutation.rotateShare": 18,
    "Mutation.recordView": 20,
    "Mutation.respondToShare": 25,
    "Mutation.runOfferLoop": 24,
    "Query.splitInvite": 17,
    "Mutation.sendSplitInvites": 22,
    "Mutation.reviseSplit": 26,
    "Mutation.reopenSplitInvite": 25,
    "Mutation.answerSplitCounters": 27,
}


@pytest.fixture
async def few(db: TortoiseContext) -> World:
    return await World.of(3)


async def test_every_root_field_has_a_case() -> None:
    fields = {f"{root}.{name}" for root in ("Query", "Mutation", "Subscription") for name in _fields(root)}
    assert set(CASES) == fields


async def test_no_root_field_sends_more_statements_for_more_rows(few: World) -> None:
    for_few = {name: await count_statements(few, name) for name in CASES}
    many = await World.of(12)
    for_many = {name: await count_statements(many, name) for name in CASES}
    assert for_many == for_few
    assert {name: cost for name, cost in for_few.items() if cost > DEARER.get(name, 16)} == {}


async def test_the_agents_page_with_project_author_and_terms_is_one_statement(few: World) -> None:
    for _ in range(2):
        assert len(await _statements(few.agent, AGENTS_PAGE % "")) == 1
    cursors = AGENTS_PAGE % "edges { cursor } pageInfo { endCursor hasNextPage }"
    assert len(await _statements(few.agent, cursors)) == 1


async def test_totals_cost_one_more_statement_only_when_selected(few: World) -> None:
    statements = await _statements(few.agent, AGENTS_PAGE % "pagination { total totalPages }")
    assert len(statements) == 2
    assert sum("COUNT(*)" in statement for statement in statements) == 1


async def test_no_more_than_a_hundred_sessions_and_devices_are_listed(few: World) -> None:
    for _ in range(36):
        await few.sign_in_often()
    assert await Session.filter(user_id=few.agent.id).count() == 111
    result = await SCHEMA.execute("{ sessions { id } devices { id } }", context_value=_context(few.agent))
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
    return len(await _statements(asker, operation + case.query, variables))


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


async def _statements(
    viewer: Viewer | None, query: str, variables: dict[str, Any] | None = None
) -> list[str]:
    with record_statements() as statements:
        result = await SCHEMA.execute(query, variable_values=variables, context_value=_context(viewer))
    assert result.errors is None, result.errors
    assert "'Refusal'" not in str(result.data), result.data
    return statements


async def _until_the_first_event(viewer: Viewer | None, query: str, variables: dict[str, Any]) -> int:
    with record_statements() as statements:
        events = await SCHEMA.subscribe(query, variable_values=variables, context_value=_context(viewer))
        assert not hasattr(events, "errors"), events
        first = await anext(events)
        assert first.errors is None, first.errors
        found = len(statements)
        await events.aclose()
    return found


def _context(viewer: Viewer | None) -> Context:
    scope = {
        "type": "http",
        "headers": [],
        "client": ("127.0.0.1", 1),
        "state": {"rates": Rates("memory://"), "budget": Budget("10000000 per minute")},
    }
    return Context(SETTINGS, HTTPConnection(scope), viewer_or_none=viewer)


def _fields(root: str) -> list[str]:
    kind = SCHEMA._schema.type_map[root]
    return list(kind.fields)  # type: ignore[attr-defined]
