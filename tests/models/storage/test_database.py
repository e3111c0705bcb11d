"""What the database itself refuses, and that it is what the tables' classes say: on both."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from tortoise.context import TortoiseContext
from tortoise.exceptions import IntegrityError
from tortoise.fields import Field
from tortoise.models import Model

from models.clock import now
from models.events import Event
from models.offers.activity import Activity
from models.people.association import Association
from models.people.user import User
from models.people.viewer import Role
from models.storage.database import APP, description
from models.storage.job import Job
from models.storage.sql import Sql, execute, fetch, on_postgres
from subscriptions.work import unit_of_work
from tests.support.rows import agents_on, builder_with_project, incentive, person
from tests.support.telling import tell

pytestmark = pytest.mark.anyio

REFUSED = (
    "UPDATE users SET email = 'Upper@case.example'",
    "UPDATE users SET name = ''",
    "UPDATE users SET role = 'KING'",
    "UPDATE users SET email = 'same@for.all'",
    "UPDATE projects SET name = ''",
    "UPDATE projects SET builder_id = '00000000-0000-0000-0000-000000000000'",
    "UPDATE offers SET title = ''",
    "UPDATE offers SET status = 'OPEN'",
    "UPDATE offers SET expired_from = 'CLOSED'",
    "UPDATE offers SET version = 0",
    "UPDATE offers SET valid_from = '2026-01-02 00:00:00+00:00', valid_until = '2026-01-01 00:00:00+00:00'",
    "UPDATE offers SET valid_from = '2026-01-02 00:00:00+00:00', valid_until = '2026-01-02 00:00:00+00:00'",
    "UPDATE offers SET project_id = NULL",
    "UPDATE incentive_terms SET type = 'GIFT'",
    "UPDATE incentive_terms SET amount = -1",
    "UPDATE incentive_terms SET currency = 'EU'",
    "UPDATE incentive_terms SET commission = -1",
    "UPDATE incentive_terms SET commission = 10001",
    "UPDATE incentive_terms SET min_units = 0",
    "UPDATE incentive_terms SET tier_basis = 'BOTH'",
    "UPDATE jobs SET every = 0",
    "UPDATE jobs SET key = 'the same for all'",
    "UPDATE notifications SET seq = 1",
    "UPDATE activity SET event = 'CHANGED'",
    "UPDATE activity SET hash = hash WHERE seq = 1",
    "DELETE FROM activity",
    "DELETE FROM offers",
    "DELETE FROM users",
)
COLUMNS = {
    "sqlite": "SELECT name, type, NOT \"notnull\" AS empty FROM pragma_table_info('%s')",
    "postgres": "SELECT column_name AS name, is_nullable = 'YES' AS empty, data_type"
    " || COALESCE('(' || character_maximum_length || ')', '') AS type"
    " FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '%s'",
}


async def dump_tables(db: TortoiseContext) -> dict[str, list[str]]:
    """Every row of every table, as text."""
    return {
        table: sorted(str(dict(row)) for row in await fetch(Sql(f"SELECT * FROM {table}")))  # noqa: S608
        for table in (model._meta.db_table for model in tables(db))
    }


def tables(db: TortoiseContext) -> list[type[Model]]:
    assert db.apps is not None
    return list(db.apps[APP].values())


def length_of(field: Field[Any]) -> int | None:
    return getattr(field, "max_length", None)


def length_in(column_type: str) -> int | None:
    found = re.search(r"VAR\w*\((\d+)\)|varying\((\d+)\)", column_type)
    return int(found[1] or found[2]) if found else None


async def test_the_database_refuses_what_no_row_may_say(db: TortoiseContext) -> None:
    builder, project = await builder_with_project()
    await agents_on(project, 1)
    offers = [await incentive(builder, project) for _ in range(2)]
    await unit_of_work(lambda: tell([builder.id], Event.CREATED, offers[0].id, now()))
    await Job.plan("expiry", "one", now())
    await Job.plan("expiry", "two", now())
    before = await dump_tables(db)
    for statement in REFUSED:
        with pytest.raises(IntegrityError):
            pytest.fail(f"{statement}: {await execute(Sql(statement))} rows")
    assert await dump_tables(db) == before


async def test_an_agent_has_one_live_association_with_a_project(db: TortoiseContext) -> None:
    _, project = await builder_with_project()
    agent = await person(Role.AGENT)
    for ended_at in (now(), now(), None):
        await Association.create(project=project, agent_id=agent.id, ended_at=ended_at)
    with pytest.raises(IntegrityError):
        await Association.create(project=project, agent_id=agent.id)
    assert await Association.filter(agent_id=agent.id).count() == 3


async def test_the_log_is_append_only_even_for_truncate(db: TortoiseContext) -> None:
    """Decision 11e."""
    builder, project = await builder_with_project()
    await incentive(builder, project)
    with pytest.raises(IntegrityError, match="append-only"):
        await execute(Sql("TRUNCATE activity" if on_postgres() else "DELETE FROM activity WHERE 1 = 1"))
    assert await Activity.all().count() == 1


async def test_the_migrated_tables_have_the_columns_that_their_classes_name(db: TortoiseContext) -> None:
    dialect = "postgres" if on_postgres() else "sqlite"
    for model in tables(db):
        fields = [field for field in model._meta.fields_map.values() if field.has_db_field]
        wanted = {
            field.source_field or field.model_field_name: (bool(field.null), length_of(field))
            for field in fields
        }
        rows = await fetch(Sql(COLUMNS[dialect] % model._meta.db_table))
        assert {row["name"]: (bool(row["empty"]), length_in(row["type"])) for row in rows} == wanted


async def test_a_user_is_stored_with_the_given_id(db: TortoiseContext) -> None:
    known = uuid4()
    await User.create(id=known, name="Asha", role=Role.AGENT)
    rows = await fetch(Sql("SELECT id FROM users WHERE id = ?", known))
    assert [UUID(str(row["id"])) for row in rows] == [known]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite:///var/proffer.sqlite3", "SQLite file /var/proffer.sqlite3"),
        ("postgres://asha:secret@db.example:5432/proffer?ssl=1", "PostgreSQL db.example:5432/proffer"),
        ("postgres://db.example/proffer", "PostgreSQL db.example/proffer"),
    ],
)
def test_a_database_is_described_without_its_password(url: str, words: str) -> None:
    assert description(url) == words
