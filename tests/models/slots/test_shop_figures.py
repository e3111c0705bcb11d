"""The figures of the slots of a shop."""

from datetime import timedelta

import pytest

from models.offers.settling import Decision
from models.slots.shop import Shop
from models.slots.shop_figures import SlotFigures, shop_figures
from tests.support.rows import DAY, HOUR, NOON
from tests.support.slot_rows import (
    customer_of,
    record_text_outcome,
    respond,
    run_offer_loop,
    shop_of,
    slot_of,
    withdraw,
)

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]
MINUTE = timedelta(minutes=1)


async def today(shop: Shop) -> SlotFigures:
    return await shop_figures(shop, NOON - HOUR, NOON + HOUR, NOON + HOUR)


async def test_a_shop_without_slots_has_zeros() -> None:
    found = await today(await shop_of())
    assert (found.opened, found.filled, found.texts, found.minutes_to_fill) == (0, 0, 0, None)
    assert found.recovered.text == "₹0.00"


async def test_slots_are_counted_by_how_they_ended() -> None:
    shop = await shop_of(cooldown_hours=0)
    for minutes in (2, 10):
        await customer_of(shop)
        taken = await slot_of(shop, starts=minutes * DAY, price=500_00)
        asked = (await run_offer_loop(taken)).attempt
        await record_text_outcome(asked)
        await respond(asked, Decision.ACCEPTED, NOON + minutes * MINUTE)
    gone = await slot_of(shop, starts=HOUR / 2)
    await withdraw(await slot_of(shop))
    await slot_of(shop, NOON - 2 * HOUR, starts=9 * DAY)
    await slot_of(shop, starts=8 * DAY)
    assert gone.valid_until is not None
    found = await today(shop)
    assert (found.opened, found.filled, found.expired, found.withdrawn, found.waiting) == (5, 2, 1, 1, 1)
    assert (found.minutes_to_fill, found.texts, found.recovered.minor_units) == (6.0, 2, 1000_00)
