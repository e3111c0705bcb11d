"""Concurrent bookings of one time, and concurrent entries of one customer: the database admits one."""

import asyncio
from collections import Counter
from typing import Any

import pytest

from models.clock import now
from models.refused import Code
from models.slots.appointment import Appointment, AppointmentStatus
from models.slots.appointment_book import AppointmentDetails
from models.slots.appointment_import import AppointmentRow
from models.slots.customer import Customer
from models.slots.customer_import import CustomerRow
from models.slots.shop import Shop
from resolvers.slots.appointments import book_appointment, conclude, import_appointments
from resolvers.slots.shops import add_customer, import_customers
from tests.support.races import outcome
from tests.support.rows import DAY, HOUR
from tests.support.slot_rows import builder_of, customer_of, shop_of

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]


def hour(chair: str | None = None) -> AppointmentDetails:
    starts_at = (now() + DAY).replace(microsecond=0)
    return AppointmentDetails(starts_at=starts_at, ends_at=starts_at + HOUR, chair=chair)


async def booking(shop: Shop, customer: Customer, wish: AppointmentDetails) -> str:
    return await outcome(book_appointment(await builder_of(shop), shop.id, customer.id, wish))


async def test_of_many_who_want_one_chair_one_gets_it() -> None:
    shop, wish = await shop_of(), hour("1")
    people = [await customer_of(shop) for _ in range(8)]
    done = await asyncio.gather(*[booking(shop, each, wish) for each in people])
    assert Counter(done) == {"DONE": 1, "CONFLICT": 7}
    assert await Appointment.filter(shop_id=shop.id).count() == 1


async def test_of_concurrent_bookings_at_one_time_a_customer_gets_one() -> None:
    shop = await shop_of()
    asha = await customer_of(shop)
    done = await asyncio.gather(*[booking(shop, asha, hour(str(chair))) for chair in range(8)])
    assert Counter(done) == {"DONE": 1, "CONFLICT": 7}


async def test_concurrent_imports_book_no_customer_twice() -> None:
    shop = await shop_of()
    builder, people = await builder_of(shop), [await customer_of(shop) for _ in range(10)]
    starts_at = (now() + DAY).replace(microsecond=0)
    times = [(starts_at + HOUR * number) for number in range(10)]

    def rows(turn: int) -> list[AppointmentRow]:
        given = zip(people[turn:] + people[:turn], times, strict=True)
        booked = AppointmentStatus.BOOKED
        return [
            AppointmentRow(each.id, None, at.isoformat(), (at + HOUR).isoformat(), "1", None, booked)
            for each, at in given
        ]

    done = await asyncio.gather(*[import_appointments(builder, shop.id, rows(turn)) for turn in range(4)])
    results = [row for results in done for row in results]
    assert Counter(row.code for row in results) == {None: 10, Code.CONFLICT: 30}
    assert await Appointment.filter(shop_id=shop.id).count() == 10


async def test_customers_imported_concurrently_are_created_once() -> None:
    shop = await shop_of()
    builder = await builder_of(shop)
    rows = [CustomerRow(f"N {number}", f"98{number:08}", None, None) for number in range(20)]
    orders: list[Any] = [rows, rows[::-1], rows[5:] + rows[:5]]
    done = await asyncio.gather(*[import_customers(builder, shop.id, order) for order in orders])
    assert len({row.id for results in done for row in results}) == 20
    assert await Customer.filter(shop_id=shop.id).count() == 20


async def test_one_phone_number_entered_concurrently_is_one_customer() -> None:
    shop = await shop_of()
    builder = await builder_of(shop)
    done = await asyncio.gather(
        *[outcome(add_customer(builder, shop.id, "A", "9812345678", None)) for _ in range(5)]
    )
    assert Counter(done) == {"DONE": 1, "CONFLICT": 4}


async def test_an_appointment_takes_place_or_does_not_and_never_both() -> None:
    shop = await shop_of()
    builder, asha = await builder_of(shop), await customer_of(shop)
    starts_at = now() - HOUR
    made = await Appointment.create(
        shop_id=shop.id, customer_id=asha.id, starts_at=starts_at, ends_at=starts_at + HOUR
    )
    ends = [AppointmentStatus.SETTLED, AppointmentStatus.NO_SHOW] * 3
    done = await asyncio.gather(*[outcome(conclude(builder, made.id, end)) for end in ends])
    assert Counter(done) == {"DONE": 1, "STEP_NOT_ALLOWED": 5}
