"""Asking the next customer: the attempt, its share and its message are written before a text is sent."""

from datetime import datetime
from uuid import uuid4

from models.events import Changes, Event
from models.notifications.message import Channel, Message
from models.offers.offer import Offer
from models.sharing.share import Share
from models.sharing.tokens import token_hash
from models.slots import words as slot_words
from models.slots.attempt import SlotAttempt
from models.slots.candidates import Candidate, candidates
from models.slots.loop_schedule import set_attempt_end
from models.slots.shop import Shop
from models.slots.slot import SlotTerms
from models.slots.texting import Texting
from models.storage.sql import Sql, fetch


async def ask_next_customer(
    slot: Offer, terms: SlotTerms, shop: Shop, texting: Texting, now: datetime
) -> tuple[SlotAttempt | None, bool]:
    """Ask the first suitable customer; return the attempt, or None and whether to retry later."""
    sender = texting.number_of(shop.sender)
    next_candidates = await candidates(slot.id, terms, shop, sender, now, fit_only=True)
    for candidate in next_candidates:
        if candidate.unfit is None and (attempt := await _create_attempt(slot, shop, candidate, sender, now)):
            await _send_question(slot, terms, shop, attempt, candidate, texting, now)
            return attempt, False
    return None, bool(next_candidates)


async def _create_attempt(
    slot: Offer, shop: Shop, candidate: Candidate, sender: str, now: datetime
) -> SlotAttempt | None:
    """Create the attempt; None when a concurrent slot has just asked the same phone from the same number."""
    identity = uuid4()
    values = (identity, now, slot.id, candidate.customer_id, uuid4(), sender, candidate.phone, shop.deposit)
    columns = "id, created_at, offer_id, customer_id, share_id, sender, phone, deposit, position"
    rows = await fetch(
        f"INSERT INTO slot_attempts ({columns})"
        + Sql("SELECT ?, ?, ?, ?, ?, ?, ?, CAST(? AS BIGINT), COALESCE(MAX(position), 0) + 1", *values)
        + Sql("FROM slot_attempts WHERE offer_id = ? ON CONFLICT DO NOTHING RETURNING id", slot.id)
    )
    return await SlotAttempt.get(id=identity) if rows else None


async def _send_question(
    slot: Offer,
    terms: SlotTerms,
    shop: Shop,
    attempt: SlotAttempt,
    candidate: Candidate,
    texting: Texting,
    now: datetime,
) -> None:
    share = Share(id=attempt.share_id, offer_id=slot.id, channel=Channel.SMS, created_at=now)
    share.recipient, share.recipient_name = attempt.phone, candidate.name
    share.token_hash = token_hash(texting.links.token(share.id, share.rotation))
    await share.save(force_create=True)
    text = slot_words.question_text(shop, terms.starts_at)
    await Message.plan([attempt.text(text, shop.id, now, share.id)], now)
    await set_attempt_end(attempt, "unsent", now + shop.time_to_send)
    changes: Changes = {"customer": [None, str(attempt.customer_id)], "share": [None, str(share.id)]}
    await slot.record_event(Event.OFFERED, None, changes, now)
