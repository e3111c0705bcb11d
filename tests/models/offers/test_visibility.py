"""Who may see what is told of many viewers as of one."""

import pytest
from tortoise.context import TortoiseContext

from models.incentives.incentive import INCENTIVE
from models.offers.kind import Kind
from models.offers.offer import Offer
from models.offers.reading import offers_by_id, offers_shown_to
from models.offers.visibility import visible_pairs
from models.people.association import Association
from models.people.viewer import Role, Viewer
from models.storage.sql import Sql, fetch_tuples
from subscriptions.work import unit_of_work
from tests.support.quote_rows import make_quote
from tests.support.rows import NOON, agents_on, builder_with_project, draft, incentive, person

pytestmark = pytest.mark.anyio


async def a_crowd() -> tuple[list[Viewer], list[Offer]]:
    """Return viewers of every sort, and offers that only some of them may see."""
    builder, project = await builder_with_project()
    other_builder, other_project = await builder_with_project()
    agent, former_agent = await agents_on(project, 2)
    (other_agent,) = await agents_on(other_project, 1)
    await unit_of_work(lambda: Association.end(project.id, former_agent.id, NOON))
    shown = [await incentive(builder, project), await incentive(other_builder, other_project)]
    hidden = [await unit_of_work(lambda: draft(builder, project)), await make_quote(agent)]
    admin = await person(Role.ADMIN)
    return [builder, other_builder, agent, former_agent, other_agent, admin], shown + hidden


async def test_many_viewers_see_the_same_offers_as_one_viewer_at_a_time(db: TortoiseContext) -> None:
    viewers, offers = await a_crowd()
    ids = [offer.id for offer in offers]
    alone = {
        (viewer.id, offer_id) for viewer in viewers for offer_id in await offers_shown_to(viewer, ids, NOON)
    }
    rows = await offers_by_id(ids, NOON)
    assert await visible_pairs(viewers, list(rows.values())) == alone
    assert 0 < len(alone) < len(viewers) * len(offers)


async def test_an_overridden_watched_projects_gives_the_same_rows(db: TortoiseContext) -> None:
    viewers, offers = await a_crowd()
    rows = await offers_by_id([offer.id for offer in offers], NOON)
    projects = [row.project.id for row in rows.values() if row.project]
    watched = [
        watched_projects(INCENTIVE, viewers, projects)
        for watched_projects in (Kind.watched_projects, type(INCENTIVE).watched_projects)
    ]
    one_by_one, together = [await pairs(select) for select in watched if select is not None]
    assert one_by_one == together
    assert together


async def pairs(select: Sql) -> set[tuple[str, str]]:
    return {(str(viewer), str(project)) for viewer, project in await fetch_tuples(select)}
