"""Appointments: booked where nobody and no chair is expected twice, and what becomes of them."""

from datetime import timedelta
from typing import Any

import pytest

from tests.support.actors import Cast
from tests.support.database_dump import assert_unchanged
from tests.support.shops import (
    APPOINTMENTS,
    BOOK,
    CANCEL,
    DAY,
    HOUR,
    NO_SHOW,
    SETTLE,
    book_appointment,
    booking_input,
    code_and_field,
    customer,
    moment,
    shop,
)

MINUTE = timedelta(minutes=1)
# A wide gap: what "now" is for the server comes later.
TWO_YEARS = timedelta(days=733)


@pytest.fixture
def shop_id(cast: Cast) -> str:
    return str(shop(cast.builder)["id"])


@pytest.fixture
def asha(cast: Cast, shop_id: str) -> str:
    return str(customer(cast.builder.client, shop_id)["id"])


def test_a_time_is_booked_and_read_back(cast: Cast, shop_id: str, asha: str) -> None:
    wanted = booking_input(shop_id, asha, chair=" Chair 1 ", price=90_000, deposit=5_000)
    made = cast.builder.client.get(BOOK, input=wanted)
    assert (made["chair"], made["status"], made["depositState"]) == ("Chair 1", "BOOKED", "PENDING")
    assert (made["price"]["minorUnits"], made["deposit"]) == (
        90_000,
        {"minorUnits": 5_000, "currency": "INR"},
    )
    assert (made["slotId"], made["depositDueAt"], made["customer"]["id"]) == (None, None, asha)
    assert cast.builder.client.get(APPOINTMENTS, shop=shop_id)["nodes"] == [made]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"endsAt": moment(DAY)}, "endsAt"),
        ({"endsAt": moment(2 * DAY + HOUR)}, "endsAt"),
        ({"startsAt": moment(TWO_YEARS), "endsAt": moment(TWO_YEARS + HOUR)}, "startsAt"),
        ({"startsAt": "1999-01-01T10:00:00Z", "endsAt": "1999-01-01T11:00:00Z"}, "startsAt"),
        ({"chair": ""}, "chair"),
        ({"chair": "c" * 81}, "chair"),
        ({"price": -1}, "price"),
        ({"deposit": 0}, "deposit"),
        ({"customerId": "00000000-0000-4000-8000-000000000000"}, "customerId"),
    ],
)
def test_an_invalid_appointment_is_refused(
    cast: Cast, shop_id: str, asha: str, change: dict[str, Any], field: str
) -> None:
    with assert_unchanged(cast.server):
        refusal = cast.builder.client.get(BOOK, input=booking_input(shop_id, asha) | change)
    assert code_and_field(refusal) == ("BAD_INPUT", field)


def test_a_customer_of_another_shop_is_not_booked(cast: Cast, shop_id: str) -> None:
    theirs = customer(cast.builder.client, shop(cast.builder)["id"])["id"]
    with assert_unchanged(cast.server):
        refusal = cast.builder.client.get(BOOK, input=booking_input(shop_id, theirs))
    assert code_and_field(refusal) == ("BAD_INPUT", "customerId")


def test_a_customer_cannot_have_two_appointments_at_the_same_time(
    cast: Cast, shop_id: str, asha: str
) -> None:
    assert "id" in cast.builder.client.get(BOOK, input=booking_input(shop_id, asha, chair="1"))
    with assert_unchanged(cast.server):
        refusal = cast.builder.client.get(
            BOOK, input=booking_input(shop_id, asha, DAY + 59 * MINUTE, chair="2")
        )
    assert code_and_field(refusal) == ("CONFLICT", "customerId")
    assert "id" in cast.builder.client.get(
        BOOK, input=booking_input(shop_id, asha, DAY + HOUR + MINUTE, chair="2")
    )


def test_a_chair_takes_one_appointment_at_a_time_and_no_chair_takes_many(
    cast: Cast, shop_id: str, asha: str
) -> None:
    ask, ben = cast.builder.client.get, customer(cast.builder.client, shop_id)["id"]
    assert "id" in ask(BOOK, input=booking_input(shop_id, asha, chair="1"))
    with assert_unchanged(cast.server):
        assert code_and_field(ask(BOOK, input=booking_input(shop_id, ben, chair="1"))) == (
            "CONFLICT",
            "chair",
        )
    assert "id" in ask(BOOK, input=booking_input(shop_id, ben))


def test_what_was_cancelled_leaves_its_time_free(cast: Cast, shop_id: str, asha: str) -> None:
    first = cast.builder.client.get(BOOK, input=booking_input(shop_id, asha, chair="1"))
    cast.builder.client.get(CANCEL, id=first["id"])
    assert "id" in cast.builder.client.get(BOOK, input=booking_input(shop_id, asha, chair="1"))


@pytest.mark.parametrize(("step", "status"), [(SETTLE, "SETTLED"), (NO_SHOW, "NO_SHOW")])
def test_an_appointment_that_began_is_settled_or_a_no_show_only_once(
    cast: Cast, step: str, status: str
) -> None:
    begun = book_appointment(cast.builder, -HOUR)["id"]
    assert cast.builder.client.get(step, id=begun)["status"] == status
    with assert_unchanged(cast.server):
        for again in (SETTLE, NO_SHOW, CANCEL):
            assert code_and_field(cast.builder.client.get(again, id=begun)) == ("STEP_NOT_ALLOWED", "id")


def test_what_has_not_begun_has_not_taken_place(cast: Cast) -> None:
    made = book_appointment(cast.builder)["id"]
    with assert_unchanged(cast.server):
        for step in (SETTLE, NO_SHOW):
            assert code_and_field(cast.builder.client.get(step, id=made)) == ("STEP_NOT_ALLOWED", "id")


def test_appointments_are_listed_by_their_time_and_status(cast: Cast, shop_id: str, asha: str) -> None:
    ask = cast.builder.client.get
    made = [ask(BOOK, input=booking_input(shop_id, asha, days * DAY))["id"] for days in (2, 1, 3)]
    first = ask(APPOINTMENTS, shop=shop_id, first=2)
    rest = ask(APPOINTMENTS, shop=shop_id, first=2, after=first["pageInfo"]["endCursor"])
    assert [each["id"] for page in (first, rest) for each in page["nodes"]] == [made[2], made[0], made[1]]
    ask(CANCEL, id=made[2])

    def find(**filters: str) -> list[str]:
        return [each["id"] for each in ask(APPOINTMENTS, shop=shop_id, **filters)["nodes"]]

    window = {"from": moment(DAY + HOUR), "until": moment(2 * DAY + HOUR)}
    assert find(**window) == [made[0]]
    assert find(status="CANCELLED") == [made[2]]
    assert ask(APPOINTMENTS, shop=shop_id, status="BOOKED")["pagination"]["total"] == 2
