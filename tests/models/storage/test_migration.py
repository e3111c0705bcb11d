"""Migrations: applied once, all or nothing, by one process at a time; a server waits for none of that."""

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from tortoise.exceptions import IntegrityError

from models.clock import now
from models.events import Event
from models.notifications.message import Channel, DeliveryState, Message, Purpose
from models.offers.lifecycle import Status
from models.offers.offer import Offer
from models.offers.register import KINDS
from models.people.device import Device
from models.people.project import Project
from models.people.session import Session, viewer_with_token
from models.people.user import User
from models.people.viewer import Role
from models.sharing.response import Response
from models.sharing.share import Share
from models.splits.sheet import FIRST_FORM
from models.splits.split import SplitTerms
from models.storage import migration as migrating
from models.storage.database import database
from models.storage.migration import CannotStart, migrate, pending, refuse_when_behind
from models.storage.sql import Sql, execute, fetch
from tests.conftest import POSTGRES
from tests.support.processes import run_command, run_in_parallel
from tests.support.rows import NOON

pytestmark = pytest.mark.anyio

NAMES = [
    "0_20261120000000_start.py",
    "1_20261121000000_quotes_and_shares.py",
    "2_20261122000000_splits.py",
    "3_20261123000000_split_endings.py",
    "4_20261124000000_slots.py",
    "5_20261125000000_promotions.py",
    "6_20261201000000_answers_by_name.py",
    "7_20261201000001_message_purpose.py",
    "9_20261201000003_sign_in.py",
]
BROKEN = '''"""Half of it is wrong."""

RUN_IN_TRANSACTION = True


async def upgrade(db):
    return """
CREATE TABLE first_half (id INT);
INSERT INTO first_half VALUES (1);
CREATE TABLE aerich (id INTEGER PRIMARY KEY, version VARCHAR(255), app VARCHAR(100), content JSON);
CREATE TABLE second_half (id INT REFERENCES nothing_at_all (id), id INT);
"""


async def downgrade(db):
    return ""
'''


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite://{tmp_path / 'empty.sqlite3'}"
    url: str = request.getfixturevalue("empty_postgres_url")
    return url


@pytest.fixture
def empty_postgres_url(postgres_template: str) -> Iterator[str]:
    name = f"proffer_empty_{uuid4().hex[:8]}"
    asyncio.run(on_postgres(f"CREATE DATABASE {name}"))
    yield POSTGRES.rsplit("/", 1)[0] + f"/{name}"
    asyncio.run(on_postgres(f"DROP DATABASE {name} WITH (FORCE)"))


async def on_postgres(statement: str) -> None:
    connection = await asyncpg.connect(POSTGRES)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def tables(url: str) -> set[str]:
    names = {
        "s": "SELECT name FROM sqlite_master WHERE type = 'table'",
        "p": "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
    }
    async with database(url):
        return {row["name"] for row in await fetch(Sql(names[url[0]]))}


async def test_a_new_file_is_for_its_owner_alone_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    new, old = tmp_path / "new.sqlite3", tmp_path / "old.sqlite3"
    old.touch(0o644)
    old.chmod(0o644)
    for file in (new, old):
        await migrate(f"sqlite://{file}")
    assert [oct(file.stat().st_mode & 0o777) for file in (new, old)] == ["0o600", "0o644"]


async def test_migrating_twice_applies_once(empty_url: str) -> None:
    assert [await migrate(empty_url), await migrate(empty_url), await pending(empty_url)] == [NAMES, [], []]
    await refuse_when_behind(empty_url)


async def test_a_database_that_is_behind_stops_the_server_and_stays_as_it_is(empty_url: str) -> None:
    with pytest.raises(
        CannotStart, match=rf"^The database is {len(NAMES)} migration\(s\) behind; you must run .*migrate`\.$"
    ):
        await refuse_when_behind(empty_url)
    assert await tables(empty_url) == set()


@pytest.mark.parametrize("count", [2, 5])
async def test_processes_that_migrate_concurrently_create_the_schema_once(empty_url: str, count: int) -> None:
    ended = run_in_parallel(count, run_command, empty_url, "migrate")
    assert sorted(end.out for end in ended) == sorted(
        ["\n".join([*NAMES, ""]), *["The database is up to date.\n"] * (count - 1)]
    )
    assert [(end.code, end.err) for end in ended] == [(0, "")] * count
    async with database(empty_url):
        assert [row["version"] for row in await fetch(Sql("SELECT version FROM aerich ORDER BY id"))] == NAMES


async def queue_message(author: User, offer: Offer) -> UUID:
    """Insert a message into the table as it was then."""
    identity = uuid4()
    values = (identity, NOON, Channel.EMAIL, author.id, Event.CLOSED, offer.id, DeliveryState.QUEUED, "")
    await execute(
        "INSERT INTO messages (id, created_at, channel, user_id, event, offer_id, state, reason) VALUES"
        + Sql("(?, ?, ?, ?, ?, ?, ?, ?)", *values)
    )
    return identity


async def up_to(url: str, count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database as it was after so many migrations."""
    folder = tmp_path / "migrations" / "offers"
    folder.mkdir(parents=True)
    for name in NAMES[:count]:
        shutil.copy(migrating.FOLDER / "offers" / name, folder)
    monkeypatch.setattr(migrating, "FOLDER", folder.parent)
    assert await migrate(url) == NAMES[:count]
    monkeypatch.undo()


async def test_a_split_from_before_its_sheet_had_forms_is_of_the_first(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await up_to(empty_url, 3, tmp_path, monkeypatch)
    async with database(empty_url):
        author = await User.create(name="Ada", role=Role.AGENT)
        offer = await Offer.create(kind="split", title="Bus", author_id=author.id, status=Status.ACTIVE)
        await execute(Sql("INSERT INTO split_terms VALUES (?, 'Night Bus', '', '[]', '[]', 1)", offer.id))
    assert await migrate(empty_url) == NAMES[3:]
    async with database(empty_url):
        assert (await SplitTerms.get(offer_id=offer.id)).form == FIRST_FORM


@pytest.mark.parametrize("count", [2, 3, 4])
async def test_messages_that_wait_outlive_the_change_of_their_table(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    await up_to(empty_url, count, tmp_path, monkeypatch)
    async with database(empty_url):
        author = await User.create(name="Ada", role=Role.AGENT)
        offer = await Offer.create(kind="quote", title="Kitchen", author_id=author.id, status=Status.DRAFT)
        told = await queue_message(author, offer)
    assert await migrate(empty_url) == NAMES[count:]
    async with database(empty_url):
        kept = await Message.get(id=told)
    assert (kept.state, kept.event, kept.user_id, kept.offer_id) == (
        DeliveryState.QUEUED,
        Event.CLOSED,
        author.id,
        offer.id,
    )


async def insert_message(share_id: UUID | None, **columns: object) -> UUID:
    """Insert a message into the table as it was before messages had a purpose."""
    identity = uuid4()
    values = {"id": identity, "created_at": NOON, "channel": "SMS", "state": "SENT", "reason": ""}
    values |= {"share_id": share_id, **columns}
    places = ", ".join("?" * len(values))
    row = Sql(f"({', '.join(values)}) VALUES ({places})", *values.values())
    await execute("INSERT INTO messages" + row)
    return identity


async def test_messages_have_a_purpose_after_the_migration(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = NAMES.index("7_20261201000001_message_purpose.py")
    await up_to(empty_url, before, tmp_path, monkeypatch)
    text = {"recipient": "+919812345678", "sender": "+12025550123", "text": "Free at noon?"}
    async with database(empty_url):
        author = await User.create(name="Ada", role=Role.AGENT)
        offer = await Offer.create(kind="quote", title="Kitchen", author_id=author.id, status=Status.DRAFT)
        share = await Share.create(offer_id=offer.id, token_hash="0" * 64)
        about = {"offer_id": offer.id}
        purposes = {
            await insert_message(None, user_id=author.id, event="CLOSED", **about): Purpose.NEWS,
            await insert_message(share.id, user_id=author.id, event="ACCEPTED", **about): Purpose.NEWS,
            await insert_message(share.id, **about): Purpose.INVITATION,
            await insert_message(share.id, event="REMINDED", **about): Purpose.INVITATION,
            await insert_message(share.id, event="DECLINED", **about): Purpose.INVITATION,
            await insert_message(share.id, **about, **text): Purpose.TEXT,
            await insert_message(None, **about, **text, provider_id="SM1"): Purpose.TEXT,
            await insert_message(None, **text, provider_id="SM2"): Purpose.TEXT,
        }
    assert await migrate(empty_url) == NAMES[before:]
    async with database(empty_url):
        kept = await Message.all()
        assert {message.id: message.purpose for message in kept} == purposes
        assert {message.text for message in kept if message.purpose is Purpose.TEXT} == {"Free at noon?"}
        assert await Message.with_provider_ids(["SM1", "SM2"]) == {"SM1", "SM2"}


async def test_the_database_refuses_a_message_whose_columns_are_not_those_of_its_purpose(
    empty_url: str,
) -> None:
    await migrate(empty_url)
    async with database(empty_url):
        author = await User.create(name="Ada", role=Role.AGENT)
        offer = await Offer.create(kind="quote", title="Kitchen", author_id=author.id, status=Status.DRAFT)
        about = {"offer_id": offer.id}
        for wrong in (
            {"purpose": "NEWS", "event": "CLOSED"},
            {"purpose": "INVITATION"},
            {"purpose": "TEXT"},
            {"purpose": "INVITATION", "user_id": author.id, "event": "CLOSED"},
        ):
            with pytest.raises(IntegrityError):
                await insert_message(None, **wrong, **about)
        assert await Message.all().count() == 0


SHOP = "7d9f3f0e-6d0c-4a52-9a2c-6c1f4f0f5a11"
# Answered terms as the previous release stored them: in the order of their columns.
BY_PLACE: dict[str, list[Any]] = {
    "incentive": ["CLOSING_BONUS", 500, "INR", None, 2, '["Now"]', "[[1, 250]]", "MARGINAL"],
    "promotion": [SHOP, '{"type": "FLAT_OFF"}', "{}", "TEN", 1, 0, 3, None, 5, None],
    "quote": ["Asha", None, "+919812345678", "INR", '[["Tap", 1000, 500, 1800]]', "secret", 590],
    "slot": [SHOP, None, "3", "2026-01-31T10:00:00+00:00", "2026-01-31T11:00:00+00:00", 900, "", None],
    "split": ["Night Bus", "A song", "[]", "[]", 2, 2],
    # From before there was a form.
    "split without a form": ["Night Bus", "A song", "[]", "[]", 2],
}


async def answered_by_place(author: User, name: str) -> UUID:
    """Insert an answer of the previous release to an offer of this kind."""
    kind = name.split()[0]
    project = await Project.create(name="Riverside", builder_id=author.id)
    offer = await Offer.create(
        kind=kind, title="Now", author_id=author.id, project_id=project.id, status=Status.ACTIVE
    )
    share = await Share.create(offer_id=offer.id, token_hash=uuid4().hex)
    seen = [["Then", "As it was", None, NOON.isoformat()], BY_PLACE[name]]
    place = list(BY_PLACE).index(name)
    places: dict[str, Any] = {
        "share_id": share.id,
        "offer_id": offer.id,
        "author_id": author.id,
        "seq": place,
    }
    return (await Response.create(**places, decision="ACCEPTED", version=1, seen=seen)).id


async def test_what_was_answered_before_is_read_by_name(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await up_to(empty_url, 6, tmp_path, monkeypatch)
    async with database(empty_url):
        author = await User.create(name="Ada", role=Role.AGENT)
        answers = {name: await answered_by_place(author, name) for name in BY_PLACE}
    assert await migrate(empty_url) == NAMES[6:]
    own = {"title": "Then", "description": "As it was", "valid_from": None, "valid_until": NOON.isoformat()}
    async with database(empty_url):
        for name, response_id in answers.items():
            response = await Response.get(id=response_id)
            terms = KINDS[name.split()[0]].terms
            assert response.seen["offer"] == own
            assert response.seen["terms"] == dict(zip(terms.columns, BY_PLACE[name], strict=False))
            record = terms.row(response.seen["terms"])
            first = getattr(record, fields(record)[0].name)
            assert str(first) == BY_PLACE[name][0]
        split = SplitTerms.row((await Response.get(id=answers["split without a form"])).seen["terms"])
        assert split.form == FIRST_FORM


async def test_sessions_from_before_devices_stay_signed_in(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = NAMES.index("9_20261201000003_sign_in.py")
    await up_to(empty_url, before, tmp_path, monkeypatch)
    async with database(empty_url):
        user = await User.create(name="Ada", role=Role.AGENT, email="ada@example.com")
        _, token = await Session.open(user, timedelta(hours=1), "a browser", now())
    assert await migrate(empty_url) == NAMES[before:]
    async with database(empty_url):
        assert (await viewer_with_token(token, now())).id == user.id
        device = await Device.remember(user, None, timedelta(days=1), "a browser", now())
        assert await Device.known(device, "ada@example.com", now())
        await User.filter(id=user.id).delete()
        assert await Device.all().count() == 0


async def test_a_migration_that_fails_leaves_nothing_half_done(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "migrations" / "offers"
    folder.mkdir(parents=True)
    (folder / "0_20260101000000_broken.py").write_text(BROKEN)
    monkeypatch.setattr(migrating, "FOLDER", folder.parent)
    with pytest.raises(Exception, match=r"duplicate column|specified more than once|nothing_at_all"):
        await migrate(empty_url)
    assert await tables(empty_url) == set()
    assert await pending(empty_url) == ["0_20260101000000_broken.py"]
    monkeypatch.undo()
    assert await migrate(empty_url) == NAMES


@pytest.mark.parametrize(
    "url", ["sqlite:///nowhere/at/all.sqlite3", "postgres://asha:guess@127.0.0.1:1/proffer"]
)
async def test_a_database_that_cannot_be_used_is_named_in_one_sentence(url: str) -> None:
    for act in (migrate, pending, refuse_when_behind):
        with pytest.raises(
            CannotStart, match=r"^DATABASE_URL names a database that cannot be used: "
        ) as stopped:
            await act(url)
        assert "guess" not in str(stopped.value)
    await asyncio.sleep(0.05)  # the thread of a connection that failed has something to say to the loop
