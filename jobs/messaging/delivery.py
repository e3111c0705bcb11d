"""Sending messages; a message is sent again only if it is certain that nothing went out."""

from datetime import datetime
from uuid import UUID

import structlog

from jobs.messaging.callback import status_url
from jobs.messaging.email import send_email
from jobs.messaging.letter import Letter, write_letter
from jobs.messaging.outcomes import InDoubt, NotYet, Rejected, TryAgain
from jobs.messaging.sms import send_sms
from jobs.messaging.trace import STOPPED, trace_text
from jobs.messaging.twilio_http import TwilioAccount
from logs import scrub
from models.notifications.delivery_report import DeliveryReport
from models.notifications.message import Channel, DeliveryState, Message
from models.sharing.tokens import Links
from models.slots.text_delivery import postpone_attempt, record_outcome, record_report
from models.slots.texting import TO_THE_LOG
from models.storage.job import Job
from settings import Settings
from subscriptions.work import unit_of_work

MAX_ATTEMPTS = 8
TO_LOG = "to the log"
log = structlog.get_logger("proffer")


async def deliver(job: Job, now: datetime, settings: Settings) -> int:
    """Send the job's message; return the number sent. Raises TryAgain or NotYet to keep the job."""
    message = await Message.get_or_none(id=UUID(job.payload["message"]))
    if message is None or message.state is not DeliveryState.QUEUED:
        return 0
    account, may_wait = _account(message, settings), job.attempts < MAX_ATTEMPTS
    try:
        report = await _send(message, account, now, settings)
    except NotYet as early:
        until = early.until
        await unit_of_work(lambda: postpone_attempt(message, until))
        raise
    except TryAgain as passing:
        if may_wait:
            await unit_of_work(lambda: message.put_back(now))
            raise
        return await _conclude(message, DeliveryState.FAILED, str(passing), now)
    except Rejected as final:
        return await _conclude(message, DeliveryState.FAILED, str(final), now)
    except InDoubt as doubt:
        if may_wait and account:
            # The message stays marked as begun, so that the next attempt asks Twilio about it.
            raise TryAgain(f"in doubt: {doubt}") from doubt
        return await _conclude(message, DeliveryState.UNKNOWN, str(doubt), now)
    return await _finish(message, report, now)


async def _send(
    message: Message, account: TwilioAccount | None, now: datetime, settings: Settings
) -> DeliveryReport | str:
    """Return Twilio's report, or a note on where the message went instead ("" if e-mailed).

    The start is recorded before anything is handed over: a crash must not send it twice.
    """
    links = Links(settings.secret_key, settings.app_url)
    if message.begun_at is not None:
        if account is None:
            raise InDoubt(STOPPED)
        if report := await trace_text(message, account, links, now):
            return report
    letter = await write_letter(message, links, now)
    if not await unit_of_work(lambda: message.begin(now)):
        raise InDoubt(STOPPED)
    return await (send_sms(account, letter) if account else _send_without_twilio(message, letter, settings))


async def _send_without_twilio(message: Message, letter: Letter, settings: Settings) -> str:
    if message.channel is Channel.EMAIL and settings.smtp_url and settings.mail_from:
        await send_email(settings.smtp_url, settings.mail_from, letter)
        return ""
    # No provider is configured, so the text goes to the log, which hides the link's token.
    log.info("message", channel=message.channel.value, to=letter.to, subject=letter.subject, text=letter.text)
    return TO_LOG


def _account(message: Message, settings: Settings) -> TwilioAccount | None:
    """Return the Twilio account for a text, or None when the conversation is log-only."""
    sid, token, sender = settings.twilio_account_sid, settings.twilio_auth_token, settings.twilio_from
    if message.channel is not Channel.SMS or message.sender == TO_THE_LOG or not (sid and token and sender):
        return None
    return TwilioAccount(sid, token, sender, settings.twilio_base_url, status_url(settings))


async def _finish(message: Message, report: DeliveryReport | str, now: datetime) -> int:
    if isinstance(report, str):
        return await _conclude(message, DeliveryState.SENT, report, now)
    await unit_of_work(lambda: record_report(message, report, now))
    _log_outcome(message, report.state, report.reason)
    return 1


async def _conclude(message: Message, state: DeliveryState, reason: str, now: datetime) -> int:
    """Record the outcome. The reason is scrubbed as in the log, because servers quote what they refuse."""
    text = str(scrub(reason))
    await unit_of_work(lambda: record_outcome(message, state, text, now))
    _log_outcome(message, state, text)
    return 1


def _log_outcome(message: Message, state: DeliveryState, reason: str) -> None:
    level = log.warning if state in (DeliveryState.FAILED, DeliveryState.UNKNOWN) else log.info
    level("message concluded", message=str(message.id), state=state.value, reason=reason)
