"""SMS by Twilio: sending a text, the meaning of each answer, and looking up earlier texts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ConnectionTimeoutError
from twilio.base.exceptions import TwilioException, TwilioRestException  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]

from jobs.messaging.letter import Letter
from jobs.messaging.outcomes import InDoubt, Rejected, TryAgain
from jobs.messaging.twilio_http import HttpClient, TwilioAccount, picks_number
from models.notifications.delivery_report import DeliveryReport

SECONDS = 10
TOO_MANY, SERVER_FAULT = 429, 500
# The errors that leave the outcome uncertain.
UNCLEAR = (ClientError, TimeoutError, OSError, TwilioException, ValueError)
# The number of texts to look through for one recipient, newest first.
LOOKED_THROUGH = 100


async def send_sms(account: TwilioAccount, letter: Letter, seconds: float = SECONDS) -> DeliveryReport:
    """Send a text; return the report when Twilio has accepted it."""
    parameters = {"to": letter.to, "body": letter.text, **_origin(letter.sender or account.sender)}
    if account.status_url:
        parameters["status_callback"] = f"{account.status_url}?message={letter.id}"
    async with _twilio(account, seconds) as twilio:
        try:
            return _delivery_report(await twilio.messages.create_async(**parameters))
        except TwilioRestException as error:
            raise _outcome(error) from error
        except (ClientConnectorError, ConnectionTimeoutError) as error:
            raise TryAgain(_error_text(error)) from error
        except UNCLEAR as error:
            # The text was handed over, but the answer is uncertain.
            raise InDoubt(_error_text(error)) from error


async def texts_like(
    account: TwilioAccount, letter: Letter, since: datetime, seconds: float = SECONDS
) -> list[DeliveryReport]:
    """Return reports of texts with the same words and recipient since `since`, oldest first.

    The query has no sending date, because a text that waits at Twilio has none.
    """
    sender = letter.sender or account.sender
    parameters = {"to": letter.to, "limit": LOOKED_THROUGH} | (
        {} if picks_number(sender) else _origin(sender)
    )
    async with _twilio(account, seconds) as twilio:
        try:
            messages = await twilio.messages.list_async(**parameters)
        except UNCLEAR as error:
            raise InDoubt(_error_text(error)) from error
    return [
        _delivery_report(message)
        for message in reversed(messages)
        if _is_like(message, letter, sender, since)
    ]


@asynccontextmanager
async def _twilio(account: TwilioAccount, seconds: float) -> AsyncIterator[Client]:
    async with HttpClient(account.base_url, seconds) as http:
        yield Client(account.sid, account.token, http_client=http)


def _origin(sender: str) -> dict[str, str]:
    return {"messaging_service_sid" if picks_number(sender) else "from_": sender}


def _is_like(text: Any, letter: Letter, sender: str, since: datetime) -> bool:
    """Compare the ends of the texts, because trial accounts prepend words of Twilio's."""
    has_same_words = (text.body or "").strip().endswith(letter.text.strip())
    is_own = not picks_number(sender) or text.messaging_service_sid == sender
    return has_same_words and is_own and text.date_created is not None and text.date_created >= since


def _delivery_report(text: Any) -> DeliveryReport:
    return DeliveryReport(str(text.sid), str(text.status), str(text.error_code or ""))


def _outcome(error: TwilioRestException) -> Exception:
    reason = f"{error.code or error.status} {error.msg}"
    if error.status >= SERVER_FAULT:
        return InDoubt(reason)
    return TryAgain(reason) if error.status == TOO_MANY else Rejected(reason)


def _error_text(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
