"""A text that offers a slot to a customer, and the state of its delivery."""

from datetime import timedelta
from typing import Any, NamedTuple

from models.notifications.message import Channel, DeliveryState, Message, Purpose
from models.offers.offer import Offer
from models.slots.attempt import SlotAttempt
from models.slots.customer import Customer
from models.slots.shop import Shop
from subscriptions.work import unit_of_work
from tests.support.rows import DAY, NOON
from tests.support.slot_rows import customer_of, run_offer_loop, shop_of, slot_of


class SlotText(NamedTuple):
    """A slot, and the planned text that offers it to the only customer of its shop."""

    slot: Offer
    attempt: SlotAttempt
    text: Message

    async def state(self) -> tuple[DeliveryState, str]:
        text = await Message.get(id=self.text.id)
        return text.state, text.reason

    async def provider_id(self) -> str | None:
        return (await Message.get(id=self.text.id)).provider_id

    async def current_attempt(self) -> SlotAttempt:
        return await SlotAttempt.get(id=self.attempt.id)


async def ask_by_text(starts: timedelta = DAY, **rules: Any) -> SlotText:
    shop = await shop_of(**rules)
    await customer_of(shop)
    slot = await slot_of(shop, starts=starts)
    attempt = (await run_offer_loop(slot)).attempt
    assert attempt is not None
    return SlotText(slot, attempt, await Message.get(share_id=attempt.share_id))


async def begin_text(starts: timedelta = DAY) -> SlotText:
    """Begin to send the text, as a server does that stops before it has sent it."""
    slot_text = await ask_by_text(starts)
    assert await unit_of_work(lambda: slot_text.text.begin(NOON))
    return slot_text


async def plan_text(customer: Customer, sender: str | None, text: str = "Your chair is ready.") -> Message:
    """Plan another text of a shop to a customer."""
    shop = await Shop.get(id=customer.shop_id)
    message = Message(
        purpose=Purpose.TEXT,
        channel=Channel.SMS,
        created_at=NOON,
        shop_id=shop.id,
        recipient=customer.phone,
        sender=sender,
        text=text,
    )
    await unit_of_work(lambda: Message.plan([message], NOON))
    return message
