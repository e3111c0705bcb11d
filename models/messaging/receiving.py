"""Storing a received text and acting on it exactly once, even if it is delivered repeatedly."""

from datetime import datetime, timedelta

from models.messaging import conversation as pair
from models.messaging.inbound import Inbound, TextReply
from models.messaging.reply import Meaning, meaning_of
from models.messaging.reply_acts import ACTS, Act, ReplyResult, pass_slot_on
from models.notifications.message import Channel, Message, Purpose
from models.refused import Refused

NOT_AGAIN_FOR = timedelta(minutes=10)


def meaning_for(inbound: Inbound) -> Meaning:
    """Return the provider's classification if any, except that its START may be our YES."""
    reply_meaning = meaning_of(inbound.body)
    if inbound.opt_out_type and not (inbound.opt_out_type == Meaning.START and reply_meaning is Meaning.YES):
        return Meaning(inbound.opt_out_type)
    return reply_meaning


async def receive(inbound: Inbound, now: datetime) -> TextReply | None:
    """Store a text and act on it; None for a repeated one. After CONFLICT, continue with `conflicted`."""
    meaning = meaning_for(inbound)
    return await _receive_once(inbound, meaning, ACTS[meaning], now)


async def receive_conflicting_yes(inbound: Inbound, why: Refused, now: datetime) -> TextReply | None:
    """Store a yes that could not be booked, because the customer or the chair is no longer free."""

    async def act(inbound: Inbound, now: datetime) -> ReplyResult:
        return await pass_slot_on(inbound, why, now)

    return await _receive_once(inbound, Meaning.YES, act, now)


async def _receive_once(inbound: Inbound, meaning: Meaning, act: Act, now: datetime) -> TextReply | None:
    reply = await TextReply.reserve(inbound, meaning, now)
    if reply is None:
        return None
    result = await act(inbound, now)
    await _store_result(reply, result, inbound)
    if result.text:
        await _send_reply(inbound, result, reply, now)
    return reply


async def _send_reply(inbound: Inbound, result: ReplyResult, reply: TextReply, now: datetime) -> None:
    """Reply, but not with the same words within 10 minutes: texts cost, and a machine may be answering."""
    sender = result.attempt.sender if result.attempt else inbound.senders[0]
    text = Message(
        purpose=Purpose.TEXT,
        channel=Channel.SMS,
        offer_id=result.attempt.offer_id if result.attempt else None,
        shop_id=reply.shop_id,
        recipient=inbound.phone,
        sender=sender,
        text=result.text,
        created_at=now,
    )
    if not await text.was_said_since(now - NOT_AGAIN_FOR):
        await Message.plan([text], now)


async def _store_result(reply: TextReply, result: ReplyResult, inbound: Inbound) -> None:
    shop = (await pair.terms_and_shop(result.attempt))[1] if result.attempt else await pair.shop_of(inbound)
    reply.effect, reply.shop_id = result.effect, shop.id if shop else None
    reply.attempt_id = result.attempt.id if result.attempt else None
    await reply.save(update_fields=["effect", "shop_id", "attempt_id"])
