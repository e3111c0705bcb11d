"""Tracing a text whose sending was begun, before it is sent again."""

from datetime import datetime, timedelta

from jobs.messaging.letter import Letter, rewrite_letter
from jobs.messaging.outcomes import InDoubt, Rejected, TryAgain
from jobs.messaging.sms import texts_like
from jobs.messaging.twilio_http import TwilioAccount
from models.notifications.delivery_report import DeliveryReport
from models.notifications.message import Message
from models.sharing.tokens import Links

STOPPED = "A server stopped while it was sending this."
# Twilio's list may lag behind the texts it accepted, and its clock behind ours.
LISTED_AFTER = timedelta(minutes=2)
CLOCKS_APART = timedelta(minutes=1)


async def trace_text(
    message: Message, account: TwilioAccount, links: Links, now: datetime
) -> DeliveryReport | None:
    """Return the report, or None if the text surely did not go out; raise InDoubt while unsure."""
    letter = await _letter(message, links, now)
    reports = await texts_like(account, letter, message.created_at - CLOCKS_APART)
    taken_ids = await Message.with_provider_ids([report.provider_id for report in reports])
    if own_reports := [report for report in reports if report.provider_id not in taken_ids]:
        return own_reports[0]
    if message.begun_at and now < message.begun_at + LISTED_AFTER:
        raise InDoubt("Twilio does not list it yet.")
    return None


async def _letter(message: Message, links: Links, now: datetime) -> Letter:
    try:
        return await rewrite_letter(message, links, now)
    except (Rejected, TryAgain) as why:
        raise InDoubt(f"{STOPPED} {why}") from why
