"""Decision 13: which customers are offered a slot, in which order, and why the others are not."""

from datetime import timedelta

import pytest

from models.offers.offer import Offer
from models.slots.appointment import Appointment, AppointmentStatus
from models.slots.candidates import Unfit, candidates
from models.slots.preview import preview
from models.slots.shop import Shop
from models.slots.slot import SlotTerms
from tests.support.rows import DAY, HOUR, NOON
from tests.support.slot_rows import (
    TEXTING,
    customer_of,
    record_text_outcome,
    run_offer_loop,
    shop_of,
    slot_of,
    visit,
)

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]
SENDER = TEXTING.sender


async def list_candidates(slot: Offer) -> list[tuple[str, str | None]]:
    terms = await SlotTerms.get(offer_id=slot.id)
    customers = await candidates(slot.id, terms, await Shop.get(id=terms.shop_id), SENDER, NOON)
    return [(customer.name, customer.unfit) for customer in customers]


async def test_most_recent_settled_visit_first_then_longest_without_an_offer() -> None:
    shop = await shop_of(cooldown_hours=0)
    never, asked = await customer_of(shop, name="never"), await customer_of(shop, name="asked")
    old, recent = await customer_of(shop, name="old"), await customer_of(shop, name="recent")
    await visit(old, 60 * DAY)
    await visit(recent, 10 * DAY)
    await visit(never, 5 * DAY, AppointmentStatus.NO_SHOW)
    other = await slot_of(shop, starts=5 * DAY)
    for unwanted in (never, old, recent):
        await unwanted.filter(id=unwanted.id).update(opted_in_at=None)
    await record_text_outcome((await run_offer_loop(other)).attempt)
    await run_offer_loop(other, NOON + HOUR)
    for unwanted in (never, old, recent):
        await unwanted.filter(id=unwanted.id).update(opted_in_at=NOON - DAY)
    slot = await slot_of(shop)
    assert [name for name, _ in await list_candidates(slot)] == ["recent", "old", "never", "asked"]
    assert asked.name == "asked"


async def test_a_visit_that_lies_ahead_is_no_reason_to_come_first() -> None:
    shop = await shop_of()
    first, second = await customer_of(shop, name="first"), await customer_of(shop, name="second")
    await visit(second, -9 * DAY)
    assert first.created_at <= second.created_at
    assert [name for name, _ in await list_candidates(await slot_of(shop))] == ["first", "second"]


async def test_every_customer_who_is_not_offered_is_listed_with_the_reason() -> None:
    shop = await shop_of()
    await customer_of(shop, name="fits")
    await customer_of(shop, name="no phone", phone=None)
    await customer_of(shop, name="landline", is_mobile=False)
    await customer_of(shop, name="never agreed", opted_in_at=None)
    await customer_of(shop, name="took it back", opted_out_at=NOON - DAY)
    await customer_of(shop, name="came back", opted_out_at=NOON - 40 * DAY)
    busy = await customer_of(shop, name="busy")
    await visit(busy, -DAY - HOUR / 2, AppointmentStatus.BOOKED)
    gone = await customer_of(shop, name="cancelled another")
    await visit(gone, -DAY, AppointmentStatus.CANCELLED)
    assert dict(await list_candidates(await slot_of(shop))) == {
        "fits": None,
        "no phone": Unfit.NO_MOBILE,
        "landline": Unfit.NO_MOBILE,
        "never agreed": Unfit.NOT_OPTED_IN,
        "took it back": Unfit.OPTED_OUT,
        "came back": None,
        "busy": Unfit.BOOKED_THEN,
        "cancelled another": None,
    }


async def test_the_customer_who_cancelled_a_time_is_not_offered_it() -> None:
    shop = await shop_of()
    customer = await customer_of(shop, name="whose it was")
    times = {"starts_at": NOON + DAY, "ends_at": NOON + DAY + HOUR}
    appointment = Appointment(shop_id=shop.id, customer_id=customer.id, **times)
    appointment.status = AppointmentStatus.CANCELLED
    await appointment.save(force_create=True)
    slot = await slot_of(shop, appointment_id=appointment.id)
    assert await list_candidates(slot) == [("whose it was", Unfit.CANCELLED_IT)]


@pytest.mark.parametrize(("hours", "reason"), [(24, Unfit.COOLING_DOWN), (0, Unfit.ASKED_ELSEWHERE)])
async def test_a_customer_who_was_recently_offered_a_slot_cools_down(hours: int, reason: Unfit) -> None:
    shop = await shop_of(cooldown_hours=hours)
    await customer_of(shop, name="asked")
    await run_offer_loop(await slot_of(shop, starts=3 * DAY))
    assert await list_candidates(await slot_of(shop)) == [("asked", reason)]


async def test_a_text_that_never_arrived_cools_nobody_down() -> None:
    shop = await shop_of()
    await customer_of(shop, name="asked")
    other = await slot_of(shop, starts=3 * DAY)
    await record_text_outcome(
        (await run_offer_loop(other)).attempt, reason="30003 Unreachable destination handset"
    )
    assert await list_candidates(await slot_of(shop)) == [("asked", None)]
    assert await list_candidates(other) == [("asked", Unfit.ALREADY_OFFERED)]


async def test_customers_of_other_shops_are_not_considered() -> None:
    await customer_of(await shop_of())
    assert await list_candidates(await slot_of(await shop_of())) == []


async def test_the_dry_run_lists_when_each_customer_would_be_offered_and_changes_nothing() -> None:
    shop = await shop_of(time_zone="UTC", quiet_from=12 * 60 + 20, quiet_until=13 * 60)
    for name in ("one", "two", "three"):
        await customer_of(shop, name=name)
    await customer_of(shop, name="not she", opted_in_at=None)
    slot = await slot_of(shop)
    found = await preview(slot, await SlotTerms.get(offer_id=slot.id), TEXTING, NOON)
    minutes = [turn.at and (turn.at - NOON) / timedelta(minutes=1) for turn in found.turns]
    assert (minutes, found.fit, found.last_at) == ([0, 15, 60, None], 3, NOON + HOUR)
    assert (await run_offer_loop(slot)).attempt is not None


async def test_the_dry_run_ends_at_the_cut_off() -> None:
    shop = await shop_of(cut_off_minutes=30)
    await customer_of(shop), await customer_of(shop)
    slot = await slot_of(shop, starts=timedelta(minutes=40))
    found = await preview(slot, await SlotTerms.get(offer_id=slot.id), TEXTING, NOON)
    assert [turn.at for turn in found.turns] == [NOON, None]
