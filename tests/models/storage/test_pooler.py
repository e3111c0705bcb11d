"""Behind a pooler each transaction may run in another session, so that nothing may be left in one."""

import re
from pathlib import Path

import pytest

from models.people.user import User
from models.storage.database import database
from models.storage.migration import migrate
from models.storage.sql import Sql, fetch
from settings import SettingsError, load_settings
from subscriptions.live import Live, current
from subscriptions.work import unit_of_work
from tests.support.rows import builder_with_project, incentive

ROOT = Path(__file__).parents[3]
OF_SESSIONS = re.compile(
    r"pg_(try_)?advisory_lock|\bSET (SESSION|TIME ZONE)|\bTEMP(ORARY)? TABLE|\bLISTEN [a-z]|set_config"
)
OFF = "?prepared_statements=off"


@pytest.mark.anyio
@pytest.mark.parametrize(("options", "is_left"), [("", True), (OFF, False)])
async def test_prepared_statements_stay_in_a_session_unless_turned_off(
    postgres_url: str, options: str, is_left: bool
) -> None:
    async with database(f"{postgres_url}{options}"), Live("memory://") as live:
        token = current.set(live)
        offer = await incentive(*await builder_with_project())
        assert await unit_of_work(lambda: User.filter(id=offer.author_id).count()) == 1
        left = await fetch(Sql("SELECT name FROM pg_prepared_statements"))
        current.reset(token)
    assert bool(left) is is_left


@pytest.mark.anyio
async def test_a_database_behind_a_pooler_is_migrated(postgres_url: str) -> None:
    assert await migrate(f"{postgres_url}{OFF}") == []


def test_no_statement_changes_a_session() -> None:
    astray = [
        (path.name, match.group())
        for layer in ("models", "subscriptions", "resolvers", "jobs")
        for path in (ROOT / layer).rglob("*.py")
        for match in OF_SESSIONS.finditer(path.read_text(encoding="utf-8"))
    ]
    assert astray == []


def test_prepared_statements_are_on_or_off() -> None:
    address = "postgres://proffer@127.0.0.1/proffer"
    assert load_settings(database_url=f"{address}{OFF}").database_url == f"{address}{OFF}"
    with pytest.raises(SettingsError, match=r"^DATABASE_URL .*prepared_statements=on or off\.$"):
        load_settings(database_url=f"{address}?prepared_statements=maybe")
