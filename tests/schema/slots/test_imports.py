"""Imports: each row has its own result, one bad row loses no other, and again is not twice."""

from typing import Any

import pytest

from tests.support.actors import Cast
from tests.support.database_dump import assert_unchanged
from tests.support.phones import next_phone
from tests.support.shops import (
    APPOINTMENTS,
    CANCEL,
    CONSENT,
    CUSTOMERS,
    DAY,
    HOUR,
    IMPORT_APPOINTMENTS,
    IMPORT_CUSTOMERS,
    code_and_field,
    customer,
    moment,
    shop,
)


@pytest.fixture
def shop_id(cast: Cast) -> str:
    return str(shop(cast.builder)["id"])


def people(cast: Cast, shop_id: str, *rows: dict[str, Any]) -> dict[str, Any]:
    return dict(cast.builder.client.get(IMPORT_CUSTOMERS, shop=shop_id, rows=rows))


def visits(cast: Cast, shop_id: str, *rows: dict[str, Any]) -> dict[str, Any]:
    return dict(cast.builder.client.get(IMPORT_APPOINTMENTS, shop=shop_id, rows=rows))


def hour(number: str, days: int = 1, **changes: Any) -> dict[str, Any]:
    times = {"startsAt": moment(days * DAY), "endsAt": moment(days * DAY + HOUR)}
    return {"phone": number, **times, **changes}


def why(answer: dict[str, Any]) -> list[tuple[str | None, str | None]]:
    return [code_and_field(row) for row in answer["rows"]]


def test_a_wrong_row_loses_no_other(cast: Cast, shop_id: str) -> None:
    agreed = {"optedInAt": "2026-01-31T18:30:00+05:30", "optInSource": "on paper"}
    answer = people(
        cast,
        shop_id,
        {"name": "Asha", "phone": "098123 45678", **agreed},
        {"name": "", "phone": next_phone()},
        {"name": "Ben", "phone": "12"},
        {"name": "Ben"},
        {"name": "Ben", "phone": next_phone(), "optedInAt": "31.1.2026", "optInSource": "on paper"},
        {"name": "Ben", "phone": next_phone(), "optedInAt": moment(DAY), "optInSource": "on paper"},
        {"name": "Ben", "phone": next_phone(), "optedInAt": moment(-DAY)},
        {"name": "Cleo", "phone": next_phone()},
    )
    wrong = [
        ("BAD_INPUT", field) for field in ("name", "phone", "phone", "optedInAt", "optedInAt", "optInSource")
    ]
    assert why(answer) == [(None, None), *wrong, (None, None)]
    assert (answer["taken"], answer["refused"]) == (2, 6)
    assert [row["row"] for row in answer["rows"]] == list(range(1, 9))
    found = {each["name"]: each for each in cast.builder.client.get(CUSTOMERS, shop=shop_id)["nodes"]}
    assert found.keys() == {"Asha", "Cleo"}
    assert (found["Asha"]["optedInAt"], found["Asha"]["mayBeAsked"]) == ("2026-01-31T13:00:00Z", True)
    assert found["Cleo"]["mayBeAsked"] is False


def test_a_known_number_gets_the_new_name_and_keeps_its_consent(cast: Cast, shop_id: str) -> None:
    person = customer(cast.builder.client, shop_id, phone="9812345678")
    out = cast.builder.client.get(CONSENT, **{"id": person["id"], "in": False, "source": "by telephone"})
    again = {
        "name": "Asha B",
        "phone": "+91 98123 45678",
        "optedInAt": moment(-HOUR),
        "optInSource": "a list",
    }
    first = people(cast, shop_id, again)
    assert people(cast, shop_id, again) == first
    (found,) = cast.builder.client.get(CUSTOMERS, shop=shop_id)["nodes"]
    assert found == out | {"name": "Asha B"}
    assert first["rows"][0]["id"] == person["id"]


def test_a_later_import_records_the_first_consent_of_a_customer(cast: Cast, shop_id: str) -> None:
    number = next_phone()
    agreed = {"name": "A", "phone": number, "optedInAt": moment(-HOUR), "optInSource": "a form"}
    people(cast, shop_id, {"name": "A", "phone": number})
    people(cast, shop_id, {"name": "A", "phone": number}, agreed)
    (found,) = cast.builder.client.get(CUSTOMERS, shop=shop_id)["nodes"]
    assert (found["mayBeAsked"], found["optInSource"]) == (True, "a form")


def test_one_number_twice_in_an_import_is_one_customer(cast: Cast, shop_id: str) -> None:
    number = next_phone()
    one, two = people(cast, shop_id, {"name": "A", "phone": number}, {"name": "B", "phone": number})["rows"]
    assert one["id"] == two["id"]
    assert [each["name"] for each in cast.builder.client.get(CUSTOMERS, shop=shop_id)["nodes"]] == ["B"]


@pytest.mark.parametrize("rows", [0, 501])
def test_an_import_has_1_to_500_rows(cast: Cast, shop_id: str, rows: int) -> None:
    with assert_unchanged(cast.server):
        assert code_and_field(people(cast, shop_id, *[{"name": "A"}] * rows)) == ("BAD_INPUT", "rows")
        assert code_and_field(visits(cast, shop_id, *[{"phone": "1"}] * rows)) == ("BAD_INPUT", "rows")


def test_an_import_takes_500_rows_in_one_request(cast: Cast, shop_id: str) -> None:
    numbers = [next_phone() for _ in range(500)]
    assert people(cast, shop_id, *[{"name": "A", "phone": number} for number in numbers])["taken"] == 500
    assert (
        visits(cast, shop_id, *[hour(number, chair=f"c{n}") for n, number in enumerate(numbers)])["taken"]
        == 500
    )


def test_past_and_future_appointments_come_in_with_what_became_of_them(cast: Cast, shop_id: str) -> None:
    asha = customer(cast.builder.client, shop_id)
    rows = (
        hour(asha["phone"], -9, status="SETTLED", price=90_000),
        hour(asha["phone"], -8, status="NO_SHOW"),
        hour(asha["phone"], 1, status="CANCELLED"),
        {**hour("", 2, chair="1"), "phone": None, "customerId": asha["id"]},
    )
    first = visits(cast, shop_id, *rows)
    assert first["refused"] == 0
    assert visits(cast, shop_id, *rows) == first
    stored = cast.builder.client.get(APPOINTMENTS, shop=shop_id)["nodes"]
    assert [each["status"] for each in stored] == ["BOOKED", "CANCELLED", "NO_SHOW", "SETTLED"]
    assert [each["id"] for each in stored] == [row["id"] for row in first["rows"]][::-1]


def test_each_wrong_appointment_is_refused_alone(cast: Cast, shop_id: str) -> None:
    asha = customer(cast.builder.client, shop_id)["phone"]
    stranger = customer(cast.builder.client, shop(cast.builder)["id"])
    answer = visits(
        cast,
        shop_id,
        hour(asha),
        hour(stranger["phone"]),
        {**hour("", 3), "phone": None, "customerId": stranger["id"]},
        {**hour(asha, 3), "customerId": stranger["id"]},
        hour("12"),
        hour(asha, 3, startsAt="tomorrow"),
        hour(asha, 3, endsAt=moment(3 * DAY)[:19]),
        hour(asha, 3, endsAt=moment(2 * DAY)),
        hour(asha, 800),
        hour(asha, 3, price=-1),
        hour(asha, 3, status="SETTLED"),
        hour(asha, 3),
    )
    fields = ["phone", "customerId", "customerId", "phone", "startsAt", "endsAt", "endsAt", "startsAt"]
    fields += ["price", "status"]
    ok = (None, None)
    assert why(answer) == [ok, *[("BAD_INPUT", field) for field in fields], ok]
    assert cast.builder.client.get(APPOINTMENTS, shop=shop_id)["pagination"]["total"] == 2


def test_an_import_refuses_a_row_that_overlaps_an_old_or_new_appointment(cast: Cast, shop_id: str) -> None:
    asha, ben = (customer(cast.builder.client, shop_id)["phone"] for _ in range(2))
    assert visits(cast, shop_id, hour(asha, chair="1"))["taken"] == 1
    late: dict[str, Any] = {"startsAt": moment(DAY + HOUR / 2), "endsAt": moment(DAY + 2 * HOUR)}
    answer = visits(
        cast,
        shop_id,
        hour(ben, chair="1"),
        hour(asha, chair="2", **late),
        hour(ben, 2),
        hour(ben, 2, chair="3"),
        hour(asha, 2, chair="3"),
        hour(asha, chair="1", status="CANCELLED", **late),
    )
    taken = [("CONFLICT", "chair"), ("CONFLICT", "customerId"), (None, None), ("CONFLICT", "customerId")]
    assert why(answer) == [*taken, (None, None), (None, None)]


def test_what_was_cancelled_here_is_not_brought_back_by_an_import(cast: Cast, shop_id: str) -> None:
    row = hour(customer(cast.builder.client, shop_id)["phone"])
    first = visits(cast, shop_id, row)
    cast.builder.client.get(CANCEL, id=first["rows"][0]["id"])
    assert visits(cast, shop_id, row) == first
    assert [each["status"] for each in cast.builder.client.get(APPOINTMENTS, shop=shop_id)["nodes"]] == [
        "CANCELLED"
    ]


def test_the_same_key_imports_once(cast: Cast, shop_id: str) -> None:
    keyed = IMPORT_CUSTOMERS.replace("rows: $rows)", f'rows: $rows, idempotencyKey: "import {shop_id}")')
    rows = [{"name": "A", "phone": next_phone()}, {"name": "", "phone": next_phone()}]
    first = cast.builder.client.get(keyed, shop=shop_id, rows=rows)
    assert cast.builder.client.get(keyed, shop=shop_id, rows=rows) == first
