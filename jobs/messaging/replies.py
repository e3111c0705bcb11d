"""Receiving texts of customers, from Twilio or from the command that plays a customer."""

from datetime import datetime
from uuid import uuid4

import structlog

from models.checks import is_phone
from models.clock import now
from models.messaging.inbound import Inbound, TextReply
from models.messaging.receiving import receive, receive_conflicting_yes
from models.notifications.message import Message
from models.refused import Code, Refused, bad_input
from models.slots.attempt import SlotAttempt
from models.slots.texting import TO_THE_LOG
from subscriptions.work import unit_of_work

log = structlog.get_logger("proffer")


async def receive_text(inbound: Inbound, moment: datetime | None = None) -> TextReply | None:
    """Receive a text; return the stored reply, or None for a repeated one."""
    at = moment or now()
    try:
        reply = await unit_of_work(lambda: receive(inbound, at))
    except Refused as refused:
        if refused.code is not Code.CONFLICT:
            raise
        # The first attempt was rolled back completely.
        why = refused
        reply = await unit_of_work(lambda: receive_conflicting_yes(inbound, why, at))
    effect = reply.effect.value if reply else "came before"
    log.info("text received", provider_id=inbound.provider_id, effect=effect)
    return reply


async def play_reply(phone: str, text: str, to: str | None) -> list[str]:
    """Play a customer's reply without Twilio; return its meaning, effect and our texts in return."""
    if not is_phone(phone):
        raise bad_input("The phone number must be in international format, e.g. +919812345678.", "phone")
    at, sender = now(), to or await _latest_sender(phone)
    reply = await receive_text(Inbound(f"local-{uuid4()}", phone, (sender,), text), at)
    did = [f"{reply.meaning}: {reply.effect}."] if reply else []
    texts = Message.filter(recipient=phone, created_at=at).order_by("created_at")
    return did + [f"Text from {message.sender}: {message.text}" for message in await texts]


async def _latest_sender(phone: str) -> str:
    newest = await SlotAttempt.filter(phone=phone).order_by("-created_at").first()
    return newest.sender if newest else TO_THE_LOG
