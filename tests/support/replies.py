"""Customers who reply by text, for tests below the schema."""

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
from tests.support.slot_rows import (
    TEXTING,
    customer_of,
    record_text_outcome,
    run_offer_loop,
    shop_of,
    slot_of,
)

MINUTE = timedelta(minutes=1)
OUR_NUMBER = TEXTING.sender
_sids = count(1)
_turns = count(1)


@dataclass(frozen=True)
class AskedCustomer:
    """A customer who has just been offered a slot by text."""

    shop: Shop
    customer: Customer
    slot: Offer
    attempt: SlotAttempt

    @property
    def phone(self) -> str:
        assert self.customer.phone
        return self.customer.phone

    async def current_attempt(self) -> SlotAttempt:
        """Read the attempt again."""
        return await SlotAttempt.get(id=self.attempt.id)


async def ask(
    at: datetime = NOON, starts: timedelta = DAY, chair: str | None = None, **shop: Any
) -> AskedCustomer:
    return await ask_customer_of(await shop_of(**shop), at, starts, chair)


async def ask_customer_of(
    shop: Shop, at: datetime = NOON, starts: timedelta = DAY, chair: str | None = None, **customer: Any
) -> AskedCustomer:
    """Offer a slot to a new customer of the shop: the text goes out at `at`."""
    recipient = await customer_of(shop, **customer)
    slot = await slot_of(shop, at, at - NOON + starts, chair=chair)
    attempt = (await run_offer_loop(slot, at)).attempt
    assert attempt is not None
    await record_text_outcome(attempt, at)
    return AskedCustomer(shop, recipient, slot, attempt)


def next_sid() -> str:
    return f"SM{next(_sids):032x}"


async def reply(
    phone: str, body: str, at: datetime = NOON, to: tuple[str, ...] = (OUR_NUMBER,), word: str = ""
) -> TextReply:
    """Receive this text from the phone, for the first time."""
    # Later than all before it, because texts of one moment have no order.
    moment = at + timedelta(microseconds=next(_turns))
    stored = await receive_text(Inbound(next_sid(), phone, to, body, word), moment)
    assert stored is not None
    return await TextReply.get(id=stored.id)


async def reply_effect(phone: str, body: str, at: datetime = NOON, word: str = "") -> Effect:
    return (await reply(phone, body, at, word=word)).effect


async def texts_to(phone: str) -> list[str | None]:
    """Return the texts to this phone in order, without those that offer a slot."""
    texts = await Message.filter(recipient=phone, share_id=None).order_by("created_at")
    return [message.text for message in texts]
