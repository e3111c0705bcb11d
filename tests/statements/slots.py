"""The cases of slots: one that was offered to many customers."""

from typing import Any

from models.clock import now
from models.notifications.message import DeliveryState, Message
from models.offers.offer import Offer
from models.slots import text_delivery as slot_sending
from models.slots.attempt import SlotAttempt
from models.slots.customer import Customer
from models.slots.loop import run_loop
from models.slots.shop import Shop
from subscriptions.work import unit_of_work
from tests.statements.case import Case
from tests.statements.shops import Variables, unsaved_customer
from tests.statements.world import World
from tests.support.rows import DAY, HOUR, NOON
from tests.support.slot_rows import TEXTING, shop_of, slot_of

SLOT = """__typename ... on SlotOffer { title author { name } terms {
  shop { name } price { text } givenUp nextLookAt
  attempts { position outcome customer { name } text { text state segments } }
} }"""


async def _slot_after_attempts(world: World, asked: int) -> Offer:
    """Create a slot after some attempts, in a shop with more customers than were asked."""
    shop = await shop_of(world.builder, offer_minutes=1)
    await Customer.bulk_create([unsaved_customer(shop, number) for number in range(world.rows * 2)])
    slot = await slot_of(shop, now(), starts=now() - NOON + DAY, price=90_000)
    for turn in range(asked):
        await _ask(slot, turn)
    return slot


async def _ask(slot: Offer, turn: int) -> None:
    """Ask a customer, who does not answer; the attempt is over a minute later."""
    moment = now() - HOUR + turn * HOUR / 30

    async def step() -> SlotAttempt | None:
        return (await run_loop(await Offer.lock(slot.id), TEXTING, moment)).attempt

    attempt = await unit_of_work(step)
    message = await Message.get(share_id=attempt.share_id) if attempt else None
    if message:
        await unit_of_work(lambda: slot_sending.record_outcome(message, DeliveryState.SENT, "", moment))


async def _slot(world: World) -> dict[str, Any]:
    return {"id": str((await _slot_after_attempts(world, world.rows)).id)}


async def _shop(world: World) -> dict[str, Any]:
    shops = Shop.filter(slots__offer_id=(await _slot_after_attempts(world, world.rows)).id)
    return {"id": str((await shops.first() or world.project).id)}


async def _time(world: World) -> dict[str, Any]:
    at = now() + DAY
    times = {"from": at.isoformat(), "until": (at + HOUR).isoformat()}
    return {"shop": str((await shop_of(world.builder)).id), **times}


def about(query: str, variables: Variables = _slot) -> Case:
    return Case("builder", f"($id: UUID!) {{ {query} }}", variables)


SLOTS = {
    "Query.slotCandidates": about(
        "slotCandidates(slotId: $id) { total fit lastAt candidates { name reason at } }"
    ),
    "Query.shopFigures": about(
        "shopFigures(shopId: $id) { opened filled texts minutesToFill recovered { text }"
        " days { date minutesToFill } fillTimes { withinMinutes filled } }",
        _shop,
    ),
    "Mutation.openSlot": Case(
        "builder",
        "($shop: UUID!, $from: DateTime!, $until: DateTime!) {"
        f" openSlot(shopId: $shop, startsAt: $from, endsAt: $until) {{ {SLOT} }} }}",
        _time,
    ),
    "Mutation.withdrawSlot": about(f"withdrawSlot(slotId: $id) {{ {SLOT} }}"),
    "Mutation.runOfferLoop": about(
        "runOfferLoop(slotId: $id) { __typename ... on OfferLoopRun { customerId } }"
    ),
    "Subscription.slotCascade": about(f"slotCascade(slotId: $id) {{ {SLOT.removeprefix('__typename ')} }}"),
}
