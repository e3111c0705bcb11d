"""Twilio's own HTTP client, with time limits that hold and another address if told."""

from base64 import b64encode
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientSession, ClientTimeout
from twilio.http.async_http_client import AsyncTwilioHttpClient  # type: ignore[import-untyped]
from twilio.http.response import Response  # type: ignore[import-untyped]

MESSAGING_SERVICE = "MG"


@dataclass(frozen=True, slots=True)
class TwilioAccount:
    """Who pays, and from which number or messaging service what has none of its own is sent.

    `base_url` only for another than Twilio's own; `status_url` is told what became of each text.
    """

    sid: str
    token: str
    sender: str
    base_url: str | None = None
    status_url: str | None = None


def picks_number(sender: str) -> bool:
    """A messaging service chooses the number itself."""
    return sender.startswith(MESSAGING_SERVICE)


class HttpClient(AsyncTwilioHttpClient):  # type: ignore[misc]
    """Made inside the running loop.

    Connecting has a limit of its own: when that is over, nothing can have been sent yet.
    """

    def __init__(self, base_url: str | None, seconds: float) -> None:
        super().__init__(pool_connections=False)
        self.base_url = base_url
        self.session = ClientSession(timeout=ClientTimeout(total=seconds, connect=seconds / 2))

    async def request(
        self,
        method: str,
        url: str,
        *,
        auth: tuple[str, str],
        headers: dict[str, str],
        params: dict[str, str] | None = None,
        data: dict[str, str] | None = None,
        **_: Any,
    ) -> Response:
        signed = "Basic " + b64encode(":".join(auth).encode()).decode()
        headers = {**headers, "Authorization": signed}
        there = self._there(url)
        async with self.session.request(method, there, params=params, data=data, headers=headers) as answer:
            return Response(answer.status, await answer.text(), answer.headers)

    def _there(self, url: str) -> str:
        return url if not self.base_url else self.base_url.rstrip("/") + urlsplit(url).path
