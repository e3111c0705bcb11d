"""A round costs as many statements for many followers as for a few."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tortoise.context import TortoiseContext

from models.clock import now
from models.people.session import Session
from models.people.user import User
from models.people.viewer import Viewer
from models.refused import Denied
from resolvers.notifications.live_inbox import read_views
from resolvers.offers.live_activity import read_lines
from tests.support.rows import agents_on, builder_with_project, incentive
from tests.support.statement_log import record_statements

pytestmark = pytest.mark.anyio


async def signed_in(viewer: Viewer) -> Viewer:
    session, _ = await Session.open(await User.get(id=viewer.id), timedelta(hours=1), "", now())
    return replace(viewer, session_id=session.id)


@pytest.mark.parametrize("count", [2, 40])
async def test_a_round_of_ringing_inboxes_is_five_statements(db: TortoiseContext, count: int) -> None:
    builder, project = await builder_with_project()
    agents = [await signed_in(agent) for agent in await agents_on(project, count)]
    offer = await incentive(builder, project, now())
    with record_statements() as statements:
        batches = await read_views([(agent, 0) for agent in agents])
    assert len(statements) == 5
    shown = [(view.offer and view.offer.id, view.unread_count) for b in batches for view in b.rows]  # type: ignore[union-attr]
    assert shown == [(offer.id, 1)] * count


@pytest.mark.parametrize("count", [2, 40])
async def test_a_round_of_one_log_is_four_statements(db: TortoiseContext, count: int) -> None:
    builder, project = await builder_with_project()
    agents = [await signed_in(agent) for agent in await agents_on(project, count)]
    offer = await incentive(builder, project, now())
    with record_statements() as statements:
        batches = await read_lines([(agent, offer.id, 0) for agent in agents])
    assert len(statements) == 4
    (line,) = {id(line) for b in batches for line in b.rows}  # type: ignore[union-attr]
    assert line


async def test_a_follower_who_lost_the_right_is_refused_alone(db: TortoiseContext) -> None:
    builder, project = await builder_with_project()
    (agent, former), (stranger, *_) = (
        await agents_on(project, 2),
        await agents_on((await builder_with_project())[1], 1),
    )
    offer = await incentive(builder, project, now())
    agents = [await signed_in(viewer) for viewer in (agent, former, stranger)]
    await Session.filter(user_id=former.id).delete()
    lines = await read_lines([(viewer, offer.id, 0) for viewer in agents])
    assert [isinstance(batch, Denied) for batch in lines] == [False, True, True]
    views = await read_views([(viewer, 0) for viewer in agents])
    assert [isinstance(batch, Denied) for batch in views] == [False, True, False]
    assert not views[2].rows  # type: ignore[union-attr]
