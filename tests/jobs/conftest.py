"""The senders of messages for tests of jobs, and the servers that receive them."""

import io
import logging
from collections.abc import AsyncIterator, Iterator

import pytest
from tortoise.context import TortoiseContext

from logs import set_up_logs
from models.people.viewer import Role, Viewer
from settings import Settings
from tests.support.mail_server import Mailbox, mail_server
from tests.support.quote_rows import LINKS
from tests.support.rows import person
from tests.support.status_callbacks import CallbackClient, callback_client
from tests.support.twilio_standin import ACCOUNT, NUMBER, SECRET, TwilioStandIn, run_twilio


@pytest.fixture
def twilio() -> Iterator[TwilioStandIn]:
    with run_twilio() as found:
        yield found


@pytest.fixture
async def mailbox() -> AsyncIterator[Mailbox]:
    async with mail_server() as found:
        yield found


@pytest.fixture
async def author(db: TortoiseContext) -> Viewer:
    return await person(Role.AGENT)


@pytest.fixture(scope="session")
def log_only_settings() -> Settings:
    return Settings(secret_key=LINKS.secret_key, app_url=LINKS.app_url, _env_file=None)  # type: ignore[call-arg]


@pytest.fixture
def settings(twilio: TwilioStandIn, mailbox: Mailbox, log_only_settings: Settings) -> Settings:
    """A server that can send both ways."""
    ways = {
        "smtp_url": mailbox.url,
        "mail_from": "Proffer <offers@proffer.example>",
        "twilio_account_sid": ACCOUNT,
        "twilio_auth_token": SECRET,
        "twilio_from": NUMBER,
        "twilio_base_url": twilio.url,
    }
    return log_only_settings.model_copy(update=ways)


@pytest.fixture
async def callbacks(settings: Settings) -> AsyncIterator[CallbackClient]:
    async with callback_client(settings) as found:
        yield found


@pytest.fixture
def log_text() -> Iterator[io.StringIO]:
    """Everything that is logged at any level, as it would be written."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    root.handlers = []
    set_up_logs("json", "debug")
    written = io.StringIO()
    root.handlers[0].setStream(written)  # type: ignore[attr-defined]
    yield written
    root.handlers, root.level = handlers, level
