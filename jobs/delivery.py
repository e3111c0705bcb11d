"""Sending messages: at most once wherever it is not certain that nothing went out."""

from datetime import datetime
from uuid import UUID

import structlog

from jobs.email import send_email
from jobs.letter import Letter, letter_for
from jobs.sending import InDoubt, Rejected, TryAgain
from jobs.sms import TwilioAccount, send_sms
from logs import scrubbed
from models.job import Job
from models.links import Links
from models.message import Channel, DeliveryState, Message
from settings import Settings
from subscriptions.work import unit_of_work

MOST_TRIES = 8
TO_THE_LOG = "to the log"
STOPPED = "A server stopped while it was sending this."
log = structlog.get_logger("proffer")


async def deliver(job: Job, now: datetime, settings: Settings) -> int:
    """Send the message that the job is about; how many that was. TryAgain: the job is to be kept."""
    message = await Message.get_or_none(id=UUID(job.payload["message"]))
    if message is None or message.state is not DeliveryState.QUEUED:
        return 0
    try:
        reason = await _sent(message, now, settings)
    except TryAgain as passing:
        if job.attempts < MOST_TRIES:
            await unit_of_work(message.put_back)
            raise
        return await _concluded(message, DeliveryState.FAILED, str(passing), now)
    except Rejected as final:
        return await _concluded(message, DeliveryState.FAILED, str(final), now)
    except InDoubt as doubt:
        return await _concluded(message, DeliveryState.UNKNOWN, str(doubt), now)
    return await _concluded(message, DeliveryState.SENT, reason, now)


async def _sent(message: Message, now: datetime, settings: Settings) -> str:
    """Where it went, unless to its recipient. Begun is written down first: a crash must not send it twice."""
    letter = await letter_for(message, Links(settings.secret_key, settings.app_url), now)
    if not await unit_of_work(lambda: message.begin(now)):
        raise InDoubt(STOPPED)
    if message.channel is Channel.EMAIL and settings.smtp_url and settings.mail_from:
        await send_email(settings.smtp_url, settings.mail_from, letter)
    elif message.channel is Channel.SMS and (account := _account(settings)):
        await send_sms(account, letter)
    else:
        return _log(message, letter)
    return ""


def _account(settings: Settings) -> TwilioAccount | None:
    sid, token, sender = settings.twilio_account_sid, settings.twilio_auth_token, settings.twilio_from
    return TwilioAccount(sid, token, sender, settings.twilio_base_url) if sid and token and sender else None


def _log(message: Message, letter: Letter) -> str:
    """Nothing is configured to send it: say what would have been said. The log hides the link's token."""
    log.info("message", channel=message.channel.value, to=letter.to, subject=letter.subject, text=letter.text)
    return TO_THE_LOG


async def _concluded(message: Message, state: DeliveryState, reason: str, now: datetime) -> int:
    """Servers quote what they refuse, so a reason is kept only as the log would show it."""
    kept = str(scrubbed(reason))
    await unit_of_work(lambda: message.conclude(state, kept, now))
    level = log.info if state is DeliveryState.SENT else log.warning
    level("message concluded", message=str(message.id), state=state.value, reason=kept)
    return 1
