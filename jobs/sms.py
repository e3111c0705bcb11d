"""SMS by Twilio: how a text is handed over, and what each answer means."""

from base64 import b64encode
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout, ConnectionTimeoutError
from twilio.base.exceptions import TwilioException, TwilioRestException  # type: ignore[import-untyped]
from twilio.http.async_http_client import AsyncTwilioHttpClient  # type: ignore[import-untyped]
from twilio.http.response import Response  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]

from jobs.letter import Letter
from jobs.sending import InDoubt, Rejected, TryAgain

SECONDS = 10
TOO_MANY, SERVER_FAULT = 429, 500
MESSAGING_SERVICE = "MG"


@dataclass(frozen=True, slots=True)
class TwilioAccount:
    """Who pays, and from which number or messaging service; `base_url` only for another than Twilio's own."""

    sid: str
    token: str
    sender: str
    base_url: str | None = None

    @property
    def origin(self) -> dict[str, str]:
        service = self.sender.startswith(MESSAGING_SERVICE)
        return {"messaging_service_sid" if service else "from_": self.sender}


class HttpClient(AsyncTwilioHttpClient):  # type: ignore[misc]
    """Twilio's, with time limits that hold and another address if told. Made inside the running loop.

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
        data: dict[str, str],
        **_: Any,
    ) -> Response:
        signed = "Basic " + b64encode(":".join(auth).encode()).decode()
        headers = {**headers, "Authorization": signed}
        async with self.session.request(method, self._there(url), data=data, headers=headers) as answer:
            return Response(answer.status, await answer.text(), answer.headers)

    def _there(self, url: str) -> str:
        return url if not self.base_url else self.base_url.rstrip("/") + urlsplit(url).path


async def send_sms(account: TwilioAccount, letter: Letter, seconds: float = SECONDS) -> None:
    """Returns when Twilio has taken the text."""
    async with HttpClient(account.base_url, seconds) as http:
        twilio = Client(account.sid, account.token, http_client=http)
        try:
            await twilio.messages.create_async(to=letter.to, body=letter.text, **account.origin)
        except TwilioRestException as error:
            raise _meaning(error) from error
        except (ClientConnectorError, ConnectionTimeoutError) as error:
            raise TryAgain(_said(error)) from error
        except (ClientError, TimeoutError, OSError, TwilioException, ValueError) as error:
            # It was handed over, and what came back says nothing certain.
            raise InDoubt(_said(error)) from error


def _meaning(error: TwilioRestException) -> Exception:
    reason = f"{error.code or error.status} {error.msg}"
    if error.status >= SERVER_FAULT:
        return InDoubt(reason)
    return TryAgain(reason) if error.status == TOO_MANY else Rejected(reason)


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
