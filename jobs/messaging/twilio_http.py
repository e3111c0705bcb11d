"""Twilio's HTTP client with effective time limits and an optional base address."""

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
    """The Twilio account, with the default number or messaging service for texts.

    `base_url` replaces Twilio's own address; `status_url` receives delivery reports.
    """

    sid: str
    token: str
    sender: str
    base_url: str | None = None
    status_url: str | None = None


def picks_number(sender: str) -> bool:
    """Tell whether the sender is a messaging service, which chooses the number itself."""
    return sender.startswith(MESSAGING_SERVICE)


class HttpClient(AsyncTwilioHttpClient):  # type: ignore[misc]
    """The client of one event loop, created inside it.

    Connecting has its own limit: when it is exceeded, nothing can have been sent yet.
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
        credentials = "Basic " + b64encode(":".join(auth).encode()).decode()
        headers = {**headers, "Authorization": credentials}
        address = self._address(url)
        async with self.session.request(method, address, params=params, data=data, headers=headers) as answer:
            return Response(answer.status, await answer.text(), answer.headers)

    def _address(self, url: str) -> str:
        return url if not self.base_url else self.base_url.rstrip("/") + urlsplit(url).path
