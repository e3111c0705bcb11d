"""The offer loop as a job: any scheduler may run it; no customer is offered twice, none is forgotten."""

import asyncio
from datetime import datetime, timedelta

import pytest

from jobs.register import jobs_of
from jobs.scheduler import run_due
from models.notifications.message import DeliveryState, Message
from models.offers.lifecycle import Status
from models.offers.offer import Offer
from models.offers.settling import Decision
from models.slots.attempt import Outcome, SlotAttempt
from models.slots.slot import SlotTerms
from settings import Settings
from tests.support.rows import NOON
from tests.support.slot_rows import customer_of, respond, shop_of, slot_of

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]
MINUTE = timedelta(minutes=1)


async def pass_time(settings: Settings, moment: datetime) -> None:
    """Run everything that is due by then."""
    await run_due(jobs_of(settings), moment)


async def attempts(slot: Offer) -> list[SlotAttempt]:
    return await SlotAttempt.filter(offer_id=slot.id).order_by("position")


async def test_a_slot_goes_through_everybody_and_then_expires_by_itself(settings: Settings) -> None:
    shop = await shop_of()
    people = [await customer_of(shop) for _ in range(3)]
    slot = await slot_of(shop)
    for minute in (0, 15, 30, 45):
        await pass_time(settings, NOON + minute * MINUTE)
    asked = await attempts(slot)
    assert [attempt.customer_id for attempt in asked] == [person.id for person in people]
    assert {attempt.outcome for attempt in asked} == {Outcome.SILENT}
    assert (await Offer.get(id=slot.id)).status is Status.EXPIRED


async def test_a_pass_sends_the_next_text_immediately(settings: Settings) -> None:
    shop = await shop_of()
    await customer_of(shop), await customer_of(shop)
    slot = await slot_of(shop)
    await pass_time(settings, NOON)
    await respond((await attempts(slot))[0], Decision.DECLINED, NOON + MINUTE)
    await pass_time(settings, NOON + MINUTE)
    assert [attempt.outcome for attempt in await attempts(slot)] == [Outcome.DECLINED, None]


async def test_without_a_provider_the_text_goes_to_the_log_and_its_minutes_run(
    log_only_settings: Settings,
) -> None:
    shop = await shop_of()
    await customer_of(shop)
    slot = await slot_of(shop)
    await pass_time(log_only_settings, NOON)
    (attempt,) = await attempts(slot)
    message = await Message.get(share_id=attempt.share_id)
    assert (message.state, message.sender, message.sent_at) == (DeliveryState.SENT, "log", NOON)
    assert attempt.ends_at == NOON + 15 * MINUTE


async def test_a_customer_who_opted_out_is_not_sent_a_waiting_text(
    settings: Settings,
) -> None:
    shop = await shop_of()
    customer = await customer_of(shop)
    slot = await slot_of(shop)
    await run_due(jobs_of(settings), NOON, ["offer-loop"])
    await customer.filter(id=customer.id).update(opted_out_at=NOON)
    await pass_time(settings, NOON + MINUTE)
    (attempt,) = await attempts(slot)
    message = await Message.get(share_id=attempt.share_id)
    assert (attempt.outcome, message.state) == (Outcome.FAILED, DeliveryState.FAILED)
    assert message.reason == "The customer no longer wants texts."


async def test_concurrent_runs_offer_the_slot_to_one_customer(settings: Settings) -> None:
    shop = await shop_of()
    for _ in range(5):
        await customer_of(shop)
    slot = await slot_of(shop)
    await asyncio.gather(*(pass_time(settings, NOON) for _ in range(8)))
    assert len(await attempts(slot)) == 1


async def test_a_customer_of_many_slots_is_offered_one_at_a_time(settings: Settings) -> None:
    shop = await shop_of(cooldown_hours=0)
    await customer_of(shop)
    slots = [await slot_of(shop, starts=(day + 1) * 24 * 60 * MINUTE) for day in range(4)]
    await asyncio.gather(*(pass_time(settings, NOON) for _ in range(4)))
    asked = [len(await attempts(slot)) for slot in slots]
    assert sum(asked) == 1
    for minute in range(0, 120, 5):
        await pass_time(settings, NOON + minute * MINUTE)
    assert [len(await attempts(slot)) for slot in slots] == [1, 1, 1, 1]


async def test_a_deposit_that_is_not_paid_in_time_frees_the_slot_by_itself(settings: Settings) -> None:
    shop = await shop_of(deposit=5_000, deposit_minutes=60)
    await customer_of(shop), await customer_of(shop)
    slot = await slot_of(shop)
    await pass_time(settings, NOON)
    await respond((await attempts(slot))[0], Decision.ACCEPTED, NOON + MINUTE)
    terms = await SlotTerms.get(offer_id=slot.id)
    assert terms.look_at == NOON + 61 * MINUTE
    for minute in (15, 30, 60):
        await pass_time(settings, NOON + minute * MINUTE)
    assert [attempt.outcome for attempt in await attempts(slot)] == [None]
    await pass_time(settings, NOON + 61 * MINUTE)
    assert [attempt.outcome for attempt in await attempts(slot)] == [Outcome.UNPAID, None]
