"""A server that speaks Twilio's HTTP: it takes texts, refuses them, is slow, or hangs up."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

ACCOUNT, SECRET, NUMBER = "AC" + "0" * 32, "a-secret-of-the-account", "+15005550006"
BASIC = "Basic " + b64encode(f"{ACCOUNT}:{SECRET}".encode()).decode()
STOPPED = {"code": 21610, "message": "Attempt to send to unsubscribed recipient", "status": 400}
BAD_NUMBER = {"code": 21211, "message": "Invalid 'To' Phone Number", "status": 400}
TOO_MANY = {"code": 20429, "message": "Too Many Requests", "status": 429}
BROKEN = {"code": 20500, "message": "Internal Server Error", "status": 500}


@dataclass
class Network:
    """`says` is what it answers: None takes the text, a dict is an error, a word is a way to misbehave."""

    url: str = ""
    says: dict[str, object] | str | None = None
    seconds: float = 0.0
    texts: list[dict[str, str]] = field(default_factory=list)
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        assert request.path == f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
        assert request.headers["authorization"] == BASIC
        text = {name: str(value) for name, value in (await request.post()).items()}
        self.asked.set()
        await asyncio.sleep(self.seconds)
        if isinstance(self.says, dict):
            return web.json_response(self.says, status=int(str(self.says["status"])))
        self.texts.append(text)
        if self.says == "hang up" and request.transport:
            request.transport.abort()
        if self.says == "garble":
            return web.Response(text="<html>", status=201)
        return web.json_response({"sid": "SM" + "1" * 32, "status": "queued"}, status=201)


@asynccontextmanager
async def network() -> AsyncIterator[Network]:
    twilio = Network()
    application = web.Application()
    application.router.add_post("/{path:.*}", twilio.answer)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    twilio.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield twilio
    await runner.cleanup()
