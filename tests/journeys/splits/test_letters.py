"""Invitations to a split by e-mail: the link in every message opens the page, never 404."""

import asyncio
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from jobs.register import jobs_of
from jobs.scheduler import run_due
from models import clock
from models.storage.database import database
from subscriptions.live import Live, current
from tests.support.database_dump import PasswordlessUser
from tests.support.mail_server import mail_server
from tests.support.server import RunningServer
from tests.support.splits import INVITE, REMIND, RESEND, accept, part, send_split

TWO = [part("Ada", 60, 50), part("Ben", 40, 50)]


@pytest.fixture
def alone(database_url: str) -> Iterator[RunningServer]:
    """A server with an empty database, so that its letters are those of one test."""
    with RunningServer(database_url=database_url, broadcast_url="memory://") as running:
        yield running


def send_links(running: RunningServer, **ways: Any) -> dict[str, str]:
    """Send what is due, as a scheduler would; return the link in each letter by recipient."""

    async def letters() -> Any:
        async with database(running.settings.database_url), Live("memory://") as live, mail_server() as box:
            current.set(live)
            way = {"smtp_url": box.url, "mail_from": "Proffer <offers@proffer.example>"} | ways
            await run_due(jobs_of(running.settings.model_copy(update=way)), clock.now())
            return box.mails

    mails = asyncio.run(letters())
    return {mail["To"]: re.findall(r"http\S+", mail.get_content())[0] for mail in mails}


def opens(running: RunningServer, link: str) -> str:
    """Return the token once its page opens; the server's port differs from its settings."""
    assert link.startswith(f"{running.settings.app_url}/splits/invite/")
    page = running.client().http.get(urlsplit(link).path)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    return link.rsplit("/", 1)[1]


def test_the_link_in_every_letter_opens_the_page_and_never_404(alone: RunningServer) -> None:
    author: Any = PasswordlessUser(alone)
    split, stranger = send_split(author, TWO), alone.client()
    first = send_links(alone)
    assert set(first) == {"ada@band.example", "ben@band.example"}
    for name in ("Ada", "Ben"):
        seen = stranger.get(INVITE, token=opens(alone, first[f"{name.lower()}@band.example"]))
        assert seen["you"]["name"] == name
    author.client.get(RESEND, id=split.people[0]["id"])
    author.client.get(REMIND, id=split.id, who=[split.people[1]["id"]])
    assert send_links(alone) == first
    split.revise((50, 50), (50, 50))
    second = send_links(alone)
    assert not set(second.values()) & set(first.values())
    for link in second.values():
        assert stranger.get(INVITE, token=opens(alone, link))["round"] == 2
        accept(stranger, link.rsplit("/", 1)[1], version=2)
    assert send_links(alone) == second
    for link in second.values():
        assert stranger.get(INVITE, token=opens(alone, link))["agreement"]["version"] == 2


def test_an_answer_stands_when_no_letter_can_be_sent(alone: RunningServer) -> None:
    author: Any = PasswordlessUser(alone)
    split = send_split(author, TWO)
    assert send_links(alone, smtp_url="smtp://127.0.0.1:9") == {}
    assert accept(alone.client(), split.tokens[0])["state"] == "ANSWERED"
    assert split.statuses == ["ACCEPTED", "INVITED"]
