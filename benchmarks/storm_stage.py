"""Slots about which three customers were asked one after another, and what they and strangers reply."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from models.clock import now
from models.messaging.inbound import Inbound
from models.notifications.message import DeliveryState, Message
from models.offers.offer import Offer
from models.offers.terms import NewTerms
from models.people.session import viewer_of
from models.people.user import User
from models.people.viewer import Role, Viewer
from models.slots import text_delivery as slot_sending
from models.slots.customer import Customer
from models.slots.loop import run_loop
from models.slots.shop import Shop
from models.slots.texting import Texting
from subscriptions.work import unit_of_work

SLOTS_A_SHOP, ASKED = 10, 3
MINUTES = timedelta(minutes=15)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
_numbers = count()


async def prepared(
    texting: Texting, slots: int, replies: int, show: Callable[[int, int], None]
) -> list[Inbound]:
    """So many slots, and so many replies about each, shuffled: some of them are repeated webhooks."""
    builder = viewer_of(await User.create(name="Storm", role=Role.BUILDER))
    inbounds: list[Inbound] = []
    for done in range(slots):
        if done % SLOTS_A_SHOP == 0:
            shop = await Shop.create(builder_id=builder.id, name="Fade", quiet_from=0, quiet_until=0)
        phones = [await _customer(shop) for _ in range(ASKED)]
        await _cascade(builder, shop, done % SLOTS_A_SHOP, texting)
        inbounds += _replies(phones, texting.sender, replies)
        show(done + 1, slots)
    Random(7).shuffle(inbounds)
    return inbounds


async def _customer(shop: Shop) -> str:
    phone = f"+9198{next(_numbers):08}"
    agreed: dict[str, Any] = {"is_mobile": True, "opted_in_at": now() - DAY}
    await Customer.create(shop_id=shop.id, name="Asha", phone=phone, **agreed)
    return phone


async def _cascade(builder: Viewer, shop: Shop, place: int, texting: Texting) -> None:
    """Two stay silent, the third is being asked at this moment."""
    begins = now() - (ASKED - 1) * MINUTES - timedelta(minutes=1)
    starts_at = now() + (place + 1) * DAY
    times = {"starts_at": starts_at, "ends_at": starts_at + HOUR, "chair": "1", "price": 500_00}
    terms = NewTerms("slot", {"shop_id": shop.id, "appointment_id": None, **times})
    slot = await unit_of_work(lambda: Offer.make(builder, {"title": "A free hour"}, terms, begins))
    for turn in range(ASKED):
        await _ask(slot, texting, begins + turn * MINUTES)


async def _ask(slot: Offer, texting: Texting, moment: datetime) -> None:
    async def step() -> Message:
        asked = (await run_loop(await Offer.lock(slot.id), texting, moment)).attempt
        if asked is None:
            raise RuntimeError("Nobody was asked.")
        return await Message.get(share_id=asked.share_id)

    message = await unit_of_work(step)
    await unit_of_work(lambda: slot_sending.record_outcome(message, DeliveryState.SENT, "", moment))


def _replies(phones: list[str], sender: str, most: int) -> list[Inbound]:
    """Of the one who is asked, of those who were, of a stranger; every fourth one is delivered again."""
    writers = [phones[-1], phones[-1], *phones, f"+9197{next(_numbers):08}"]
    found: list[Inbound] = []
    for number in range(most):
        if number % 4 == 3:
            found.append(found[-1])
        else:
            found.append(_yes(writers[number % len(writers)], sender))
    return found


def _yes(phone: str, sender: str) -> Inbound:
    return Inbound(f"SM{next(_numbers):032x}", phone, (sender,), "YES")
