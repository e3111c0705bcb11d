"""A client that posts to the callback to which Twilio reports the status of a text."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlencode

import httpx
from starlette.applications import Starlette

from jobs.messaging.callback import STATUS_PATH, status_url
from pages.webhooks import twilio_status
from settings import Settings
from tests.support.slot_texts import SlotText
from tests.support.twilio_standin import signature, status_form

SID, OTHER_SID = "SM" + "a" * 32, "SM" + "b" * 32


class CallbackClient:
    """A client of one server, which it calls by an internal host name."""

    def __init__(self, settings: Settings, client: httpx.AsyncClient) -> None:
        self.client = client
        self.settings = settings

    def url(self, slot_text: SlotText) -> str:
        return f"{status_url(self.settings)}?message={slot_text.text.id}"

    async def report(self, slot_text: SlotText, status: str, error: int | None = None, sid: str = SID) -> int:
        return await self.post(self.url(slot_text), status_form(sid, status, error))

    async def post(self, url: str, form: dict[str, str], **signed: str) -> int:
        """Post a form, by default with the signature of Twilio; return the HTTP status."""
        return await self.send(url, urlencode(form), {"x-twilio-signature": signature(url, form)} | signed)

    async def send(self, url: str, body: str | bytes, headers: dict[str, str]) -> int:
        media_type = {"content-type": "application/x-www-form-urlencoded"}
        there = "http://inside.invalid" + STATUS_PATH + "?" + httpx.URL(url).query.decode()
        return (await self.client.post(there, content=body, headers=media_type | headers)).status_code


@asynccontextmanager
async def callback_client(settings: Settings) -> AsyncIterator[CallbackClient]:
    app = Starlette(routes=twilio_status.routes(settings))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client:
        yield CallbackClient(settings, client)
