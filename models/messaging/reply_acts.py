"""The action for each meaning of a reply; `receiving` plans the texts that follow."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from models.messaging import conversation as pair
from models.messaging import reply_words
from models.messaging.inbound import Effect, Inbound, TextReply
from models.messaging.reply import Meaning
from models.offers.offer import Offer
from models.offers.settling import Decision
from models.refused import Code, Refused
from models.sharing import recipient
from models.sharing.recipient import Answer
from models.sharing.visitor import Visitor
from models.slots.appointment import DepositState
from models.slots.attempt import Outcome, SlotAttempt
from models.slots.customer import Customer
from models.slots.loop import end_attempt

BY_TEXT = Visitor("", "SMS")
SOURCE = "text reply"
# The refusals that mean that there is nothing left to answer.
OVER = frozenset({Code.LINK_EXPIRED, Code.LINK_REVOKED, Code.OFFER_NOT_OPEN, Code.ALREADY_ANSWERED})


@dataclass(frozen=True, slots=True)
class ReplyResult:
    """The result of a reply: its effect, the attempt it concerns, and the text to send back, if any."""

    effect: Effect
    attempt: SlotAttempt | None = None
    text: str = ""


NOTHING = ReplyResult(Effect.NOTHING)
Act = Callable[[Inbound, datetime], Awaitable[ReplyResult]]


async def _answer_attempt(inbound: Inbound, decision: Decision, now: datetime) -> SlotAttempt | None:
    """Answer the live attempt and return it; None when there is nothing left to answer."""
    if (open_attempt := await pair.open_attempt(inbound, now)) is None:
        return None
    try:
        await recipient.answer_share(open_attempt[0].share_id, Answer(decision), BY_TEXT, now)
    except Refused as refused:
        if refused.code not in OVER:
            raise
        return None
    return await SlotAttempt.get(id=open_attempt[0].id)


async def _yes(inbound: Inbound, now: datetime) -> ReplyResult:
    if attempt := await _answer_attempt(inbound, Decision.ACCEPTED, now):
        return ReplyResult(Effect.RESERVED if attempt.is_live else Effect.BOOKED, attempt)
    if await _has_opted_out(inbound):
        return await _start(inbound, now)
    return await _late(inbound, now)


async def _late(inbound: Inbound, now: datetime) -> ReplyResult:
    """Reply to a late yes: already booked, no longer available, or never asked."""
    attempt = await pair.newest_attempt(inbound)
    if attempt is None:
        return ReplyResult(Effect.STRANGER, text=reply_words.STRANGER)
    terms, shop = await pair.terms_and_shop(attempt)
    if booking := await pair.booking_of(attempt, now):
        return ReplyResult(Effect.AGAIN, attempt, reply_words.already_booked_text(booking, shop))
    return ReplyResult(Effect.LATE, attempt, reply_words.unavailable_text(shop, terms.starts_at))


async def pass_slot_on(inbound: Inbound, why: Refused, now: datetime) -> ReplyResult:
    """Pass the slot on, because the customer who said yes or the chair is no longer free."""
    if (attempt_and_slot := await pair.open_attempt(inbound, now)) is None:
        return await _late(inbound, now)
    attempt, slot = attempt_and_slot
    terms, shop = await pair.terms_and_shop(attempt)
    await end_attempt(slot, attempt, Outcome.BOOKED_ELSEWHERE, now)
    text = reply_words.conflict_text(shop, terms.starts_at, chair=why.field == "chair")
    return ReplyResult(Effect.CONFLICT, attempt, text)


async def _pass(inbound: Inbound, now: datetime) -> ReplyResult:
    """Decline without a reply, because a text costs money."""
    attempt = await _answer_attempt(inbound, Decision.DECLINED, now)
    return ReplyResult(Effect.PASSED, attempt) if attempt else await _give_back(inbound, now)


async def _give_back(inbound: Inbound, now: datetime) -> ReplyResult:
    """Give an unpaid booking back; a final one can only be cancelled by the shop."""
    attempt = await pair.newest_attempt(inbound)
    slot = await Offer.lock(attempt.offer_id) if attempt else None
    booking = await pair.booking_of(attempt, now) if attempt else None
    if attempt is None or slot is None or booking is None:
        return NOTHING
    if booking.deposit_state is not DepositState.PENDING:
        return ReplyResult(
            Effect.AGAIN,
            attempt,
            reply_words.still_booked_text(booking, (await pair.terms_and_shop(attempt))[1]),
        )
    await end_attempt(slot, attempt, Outcome.CANCELLED, now)
    return ReplyResult(Effect.PASSED, attempt)


async def _stop(inbound: Inbound, now: datetime) -> ReplyResult:
    """Opt out everywhere, without a reply because the provider confirms it."""
    attempt = await _answer_attempt(inbound, Decision.DECLINED, now)
    for sender in inbound.senders:
        await Customer.opt_out_everywhere(inbound.phone, sender, SOURCE, now)
    return ReplyResult(Effect.OPTED_OUT, attempt)


async def _start(inbound: Inbound, now: datetime) -> ReplyResult:
    """Opt known customers back in; an unknown phone has no shop to receive texts from."""
    opt_in_counts = [
        await Customer.opt_in_everywhere(inbound.phone, sender, SOURCE, now) for sender in inbound.senders
    ]
    if not any(opt_in_counts):
        return NOTHING
    return ReplyResult(Effect.OPTED_IN, text="" if inbound.opt_out_type else reply_words.OPTED_IN)


async def _help(inbound: Inbound, _: datetime) -> ReplyResult:
    text = "" if inbound.opt_out_type else reply_words.help_text(await pair.shop_of(inbound))
    return ReplyResult(Effect.HELPED, text=text)


async def _unclear(inbound: Inbound, now: datetime) -> ReplyResult:
    """Ask back once per attempt; without a live attempt do nothing."""
    if (attempt_and_slot := await pair.open_attempt(inbound, now)) is None:
        return NOTHING
    attempt = attempt_and_slot[0]
    if await TextReply.exists(attempt_id=attempt.id, effect=Effect.UNCLEAR):
        return ReplyResult(Effect.NOTHING, attempt)
    terms, shop = await pair.terms_and_shop(attempt)
    return ReplyResult(Effect.UNCLEAR, attempt, reply_words.unclear_text(shop, terms.starts_at))


async def _has_opted_out(inbound: Inbound) -> bool:
    return any([await Customer.has_opted_out(inbound.phone, sender) for sender in inbound.senders])


ACTS: Mapping[Meaning, Act] = {
    Meaning.YES: _yes,
    Meaning.PASS: _pass,
    Meaning.STOP: _stop,
    Meaning.START: _start,
    Meaning.HELP: _help,
    Meaning.UNCLEAR: _unclear,
}
