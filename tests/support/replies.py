"""Customers who text back, in tests below the schema."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from jobs.messaging.replies import receive_text
from models.messaging.inbound import Effect, Inbound, TextReply
from models.notifications.message import Message
from models.offers.offer import Offer
from models.slots.attempt import SlotAttempt
from models.slots.customer import Customer
from models.slots.shop import Shop
from tests.support.rows import DAY, NOON
from tests.support.slot_rows import TEXTING, customer_of, look, sent, shop_of, slot_of

MINUTE = timedelta(minutes=1)
OURS = TEXTING.sender
_sids = count(1)


@dataclass(frozen=True)
class Asked:
    """One customer, who has just been asked about a slot."""

    shop: Shop
    customer: Customer
    slot: Offer
    attempt: SlotAttempt

    @property
    def phone(self) -> str:
        assert self.customer.phone
        return self.customer.phone

    async def ended(self) -> SlotAttempt:
        """The attempt as it is now."""
        return await SlotAttempt.get(id=self.attempt.id)


async def ask(at: datetime = NOON, starts: timedelta = DAY, chair: str | None = None, **shop: Any) -> Asked:
    return await asked_in(await shop_of(**shop), at, starts, chair)


async def asked_in(
    shop: Shop, at: datetime = NOON, starts: timedelta = DAY, chair: str | None = None, **customer: Any
) -> Asked:
    """The text that asks has gone out at this moment; the time begins so long after it."""
    somebody = await customer_of(shop, **customer)
    slot = await slot_of(shop, at, at - NOON + starts, chair=chair)
    attempt = (await look(slot, at)).attempt
    assert attempt is not None
    await sent(attempt, at)
    return Asked(shop, somebody, slot, attempt)


def sid() -> str:
    return f"SM{next(_sids):032x}"


async def reply(
    phone: str, body: str, at: datetime = NOON, to: tuple[str, ...] = (OURS,), word: str = ""
) -> TextReply:
    """They text this, for the first time."""
    kept = await receive_text(Inbound(sid(), phone, to, body, word), at)
    assert kept is not None
    return await TextReply.get(id=kept.id)


async def effect(phone: str, body: str, at: datetime = NOON, word: str = "") -> Effect:
    return (await reply(phone, body, at, word=word)).effect


async def told(phone: str) -> list[str | None]:
    """What was said to this phone besides what asked it, in order."""
    texts = await Message.filter(recipient=phone, share_id=None).order_by("created_at")
    return [message.text for message in texts]
