"""A chain of statements does the same on both databases: each part reads what an earlier one returned."""

from collections.abc import Sequence

import pytest
from tortoise.context import TortoiseContext
from tortoise.exceptions import IntegrityError

from models.people.user import User
from models.people.viewer import Role
from models.storage.chain import Part, write
from models.storage.job import Job
from models.storage.sql import Sql, one_of
from models.storage.statements import insert, insert_from, new_id, update
from subscriptions.work import unit_of_work
from tests.support.rows import NOON, person

pytestmark = pytest.mark.anyio


def job(key: str) -> Job:
    return Job(kind="test", key=key, due_at=NOON, payload={"text": "it's"})


def raise_counters(users: Sequence[str]) -> list[Part]:
    """Raise the counters of these users by name, and plan a job under the number of each."""
    named = Sql("SELECT id FROM users WHERE") + one_of("name", users)
    counters = "INSERT INTO inboxes (user_id, seq) SELECT id, 7 FROM chosen WHERE id IS NOT NULL"
    columns = "id, created_at, kind, key, payload, due_at, attempts"
    values = f"{new_id()}, ?, 'test', CAST(seq AS TEXT), '{{}}', ?, 0"
    jobs = f"INSERT INTO jobs ({columns}) SELECT {values} FROM numbered"  # noqa: S608
    return [
        Part("chosen", named, ("id",), is_answer=True),
        Part("numbered", Sql(f"{counters} RETURNING seq"), ("seq",), "chosen", is_answer=True),
        Part("planned", Sql(jobs, NOON, NOON), source="numbered"),
    ]


async def test_a_part_reads_what_an_earlier_one_returned(db: TortoiseContext) -> None:
    user = await person(Role.AGENT)
    answers = await unit_of_work(lambda: _answers(*raise_counters([user.name])))
    assert answers == {"chosen": [str(user.id)], "numbered": ["7"]}
    assert [row.key for row in await Job.all()] == ["7"]


async def test_a_chain_without_parts_does_nothing(db: TortoiseContext) -> None:
    assert await unit_of_work(_answers) == {}


async def test_parts_whose_source_returned_nothing_write_nothing(db: TortoiseContext) -> None:
    assert await unit_of_work(lambda: _answers(*raise_counters(["nobody"]))) == {}
    assert await Job.all().count() == 0


async def test_whole_rows_are_inserted_and_updated_as_tortoise_would(db: TortoiseContext) -> None:
    first, second = job("first"), job("second")
    await unit_of_work(lambda: _answers(Part("jobs_planned", insert(first, second))))
    second.payload, second.attempts = {"text": "“two”"}, 3
    await unit_of_work(lambda: _answers(Part("change", update(second, "payload"))))
    rows = {row.key: row for row in await Job.all()}
    assert rows["first"].payload == {"text": "it's"}
    assert (rows["second"].payload, rows["second"].attempts) == ({"text": "“two”"}, 0)
    assert rows["first"].created_at == first.created_at
    await second.delete()
    assert await Job.all().count() == 1


async def test_a_row_takes_one_column_from_an_earlier_part(db: TortoiseContext) -> None:
    user = await person(Role.BUILDER)
    named = Part("named", Sql("SELECT name FROM users WHERE id = ?", user.id), ("name",))
    copy = Part("copy", insert_from(User(name="", role=Role.AGENT), "named", "name"), source="named")
    await unit_of_work(lambda: _answers(named, copy))
    assert await User.filter(name=user.name).count() == 2


async def test_a_chain_that_fails_leaves_nothing(db: TortoiseContext) -> None:
    twice = [Part("once", insert(job("same"))), Part("again", insert(job("same")))]
    with pytest.raises(IntegrityError):
        await unit_of_work(lambda: _answers(*twice))
    assert await Job.all().count() == 0


async def _answers(*parts: Part) -> dict[str, list[str]]:
    return {name: list(values) for name, values in (await write(*parts)).items()}
