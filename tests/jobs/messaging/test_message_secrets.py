"""Neither the rows nor the log ever hold a token or a link, whatever way it was sent."""

import io

import pytest

from logs import scrub
from models.people.viewer import Viewer
from models.sharing.share import Share
from models.storage.sql import Sql, fetch, on_postgres
from settings import Settings
from tests.support.mail_server import Mailbox
from tests.support.messages import EMAIL, SMS, run_due_jobs, share_new_quote
from tests.support.quote_rows import token_of
from tests.support.rows import DAY, NOON
from tests.support.twilio_standin import BROKEN, STOPPED, TOO_MANY, TwilioStandIn

SQLITE = "SELECT name FROM sqlite_master WHERE type = 'table'"
POSTGRES = "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]


async def every_row() -> str:
    """Return the rows of all tables as text."""
    tables = [row["name"] for row in await fetch(Sql(POSTGRES if on_postgres() else SQLITE))]
    rows = [await fetch(Sql(f'SELECT * FROM "{name}"')) for name in tables]  # noqa: S608
    return "\n".join(str(dict(row)) for table in rows for row in table)


async def test_no_row_and_no_line_of_the_log_holds_a_token(
    author: Viewer,
    mailbox: Mailbox,
    twilio: TwilioStandIn,
    settings: Settings,
    log_only_settings: Settings,
    log_text: io.StringIO,
) -> None:
    links: list[Share] = []
    for says in (None, TOO_MANY, STOPPED, BROKEN, "hang up", "garble"):
        links += [await share_new_quote(author, **wish) for wish in (SMS, EMAIL, {"label": "by hand"})]
        twilio.answer_to_text = says
        mailbox.content = f"451 {token_of(links[-2])}" if says else "250 OK"
        await run_due_jobs(settings)
    links += [await share_new_quote(author, **wish) for wish in (SMS, EMAIL)]
    await run_due_jobs(log_only_settings, NOON + DAY)
    rows, log = await every_row(), log_text.getvalue()
    assert str(links[0].id) in rows
    assert "message concluded" in log
    assert [t for t in map(token_of, links) if t in rows or t in log] == []
    assert [
        place for place in (rows, log) if "offers.example/offer/" in place.replace("/offer/[token]", "")
    ] == []


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("https://x.example/offer/abc-_9 was sent", "https://x.example/offer/[token] was sent"),
        ("https://x.example/splits/invite/abc%20d?x=1", "https://x.example/splits/invite/[token]?x=1"),
        (f"it was {'a' * 43}.", "it was [token]."),
        ("a" * 64, "a" * 64),
        ("/offers/abc", "/offers/abc"),
    ],
)
async def test_a_link_is_written_without_its_last_part(line: str, written: str) -> None:
    assert scrub(line) == written
