"""Slots: opening, withdrawing and following them, and running their offer loop."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models.clock import now
from models.notifications.message import Message
from models.offers.activity import activity_channel
from models.offers.lifecycle import Step
from models.offers.offer import Offer
from models.offers.records import OfferRow
from models.offers.terms import NewTerms
from models.people.session import reload_viewer
from models.people.viewer import Viewer
from models.slots import loop as slot_loop
from models.slots import words as slot_words
from models.slots.appointment_book import AppointmentDetails
from models.slots.attempt import SlotAttempt
from models.slots.loop import LoopRun
from models.slots.preview import Preview, preview
from models.slots.shop import Shop
from models.slots.shop_figures import SlotFigures, shop_figures
from models.slots.slot import SLOT
from models.slots.texting import Texting
from resolvers.offers.offer import offer
from subscriptions.follow import rings
from subscriptions.work import unit_of_work

USUAL_SPAN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class AttemptText:
    """The attempt with the text that asked the customer."""

    attempt: SlotAttempt
    message: Message | None


async def open_slot(
    viewer: Viewer,
    shop_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    chair: str | None,
    price: int | None,
) -> OfferRow:
    async def work() -> UUID:
        shop = await Shop.run_by(viewer, shop_id)
        times: dict[str, Any] = {"starts_at": starts_at, "ends_at": ends_at, "chair": chair, "price": price}
        AppointmentDetails(**times).check(now())
        terms = NewTerms(SLOT.name, {"shop_id": shop_id, "appointment_id": None, **times})
        return (await Offer.make(viewer, {"title": slot_words.slot_title(shop, starts_at)}, terms, now())).id

    return await offer(viewer, await unit_of_work(work))


async def withdraw_slot(viewer: Viewer, slot_id: UUID) -> OfferRow:
    async def work() -> UUID:
        slot = await Offer.for_change(viewer, slot_id, "slotId")
        await slot_loop.slot_terms(slot)
        await slot.take(Step.CLOSE, viewer, now())
        return slot.id

    return await offer(viewer, await unit_of_work(work))


async def run_offer_loop(viewer: Viewer | None, slot_id: UUID, texting: Texting) -> LoopRun:
    """Run the loop for the shop's owner, an admin, or the scheduler, for which `viewer` is None."""

    async def work() -> LoopRun:
        slot = await _slot_to_run(viewer, slot_id)
        return await slot_loop.run_loop(slot, texting, now())

    return await unit_of_work(work)


async def _slot_to_run(viewer: Viewer | None, slot_id: UUID) -> Offer:
    if viewer is None:
        return await Offer.for_scheduler(slot_id, "slotId")
    return await Offer.for_change(viewer, slot_id, "slotId")


async def candidates(viewer: Viewer, slot_id: UUID, texting: Texting) -> Preview:
    slot = await Offer.author_view(viewer, slot_id, "slotId")
    return await preview(slot, await slot_loop.slot_terms(slot), texting, now())


async def figures_of(
    viewer: Viewer, shop_id: UUID, since: datetime | None, until: datetime | None
) -> SlotFigures:
    end = until or now()
    return await shop_figures(await Shop.run_by(viewer, shop_id), since or end - USUAL_SPAN, end, now())


async def attempts_of(slot_ids: Sequence[UUID]) -> list[list[AttemptText]]:
    """Load the attempts of each of these slots, in the order of asking."""
    attempts = await SlotAttempt.filter(offer_id__in=slot_ids).order_by("position")
    messages = await Message.of_shares([attempt.share_id for attempt in attempts])
    by_slot: dict[UUID, list[AttemptText]] = {slot_id: [] for slot_id in slot_ids}
    for attempt in attempts:
        by_slot[attempt.offer_id].append(AttemptText(attempt, messages.get(attempt.share_id)))
    return [by_slot[slot_id] for slot_id in slot_ids]


async def follow_slot(viewer: Viewer, slot_id: UUID) -> AsyncGenerator[OfferRow, None]:
    """Yield the slot now, and again after every change."""
    await Offer.author_view(viewer, slot_id, "slotId")
    async for _ in rings(activity_channel(slot_id)):
        yield await offer(await reload_viewer(viewer, now()), slot_id, [SLOT.name])
