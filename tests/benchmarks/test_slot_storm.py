"""A small storm of replies in the suite; the large one is `python -m benchmarks.slot_storm`."""

import pytest

from benchmarks.slot_storm import storm
from benchmarks.storm_verdict import verdict
from models.storage.sql import Sql, execute

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]


async def test_no_time_is_booked_twice_and_every_loser_gets_a_refusal() -> None:
    assert await storm(6, 20) == []


async def test_the_verdict_sees_what_is_wrong() -> None:
    await storm(2, 4)
    await execute(Sql("DELETE FROM messages WHERE share_id IS NULL"))
    await execute(Sql("UPDATE offers SET status = 'ACTIVE' WHERE kind = 'slot'"))
    said = await verdict([])
    assert "2 slots were not won" in said
    assert any("were not told" in line for line in said)
