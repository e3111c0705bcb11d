"""Shops: who enters, changes and sees which."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support.actors import Cast
from tests.support.database_dump import assert_unchanged
from tests.support.shops import BOOK, CHANGE, CREATE, GET, booking_input, code_and_field, customer, shop

FULL: dict[str, Any] = {
    "name": "Fade",
    "timeZone": "Europe/London",
    "region": "GB",
    "offerMinutes": 20,
    "cutOffMinutes": 0,
    "quietFrom": "22:30",
    "quietUntil": "07:05",
    "cooldownHours": 0,
    "currency": "GBP",
    "deposit": 500,
    "depositMinutes": 45,
    "depositUrl": "https://pay.example/{appointment}?from=text",
    "sender": "+447911123456",
}
WRONG = [
    ("name", " "),
    ("name", "n" * 121),
    ("name", "two\nlines"),
    ("timeZone", "Mars/Base"),
    ("region", "XX"),
    ("region", "IND"),
    ("offerMinutes", 0),
    ("offerMinutes", 1441),
    ("cutOffMinutes", -1),
    ("cutOffMinutes", 10_081),
    ("quietFrom", "24:00"),
    ("quietFrom", "9:00"),
    ("quietUntil", "08:60"),
    ("quietUntil", "\u0660\u0668:\u0660\u0660"),
    ("cooldownHours", -1),
    ("cooldownHours", 8761),
    ("currency", "XXX"),
    ("deposit", 0),
    ("deposit", -5),
    ("depositMinutes", 0),
    ("depositMinutes", 10_081),
    ("depositUrl", "http://pay.example"),
    ("depositUrl", "https://"),
    ("depositUrl", "https://pay.example/{booking}"),
    ("depositUrl", "https://pay.example/a b"),
    ("depositUrl", "https://pay.example:port/"),
    ("depositUrl", "https://pay.example/" + "p" * 300),
    ("sender", ""),
    ("sender", "9812345678"),
    ("sender", "MG123"),
]


def test_a_builder_enters_a_shop_and_reads_it_back(cast: Cast) -> None:
    made = shop(cast.builder, **FULL)
    found = cast.builder.client.get(GET, id=made["id"])
    assert found == {
        **FULL,
        "id": made["id"],
        "deposit": {"minorUnits": 500, "currency": "GBP"},
        "builder": {"id": cast.builder.id},
    }


def test_a_new_shop_has_the_default_settings(cast: Cast) -> None:
    made = shop(cast.builder)
    usual = {"region": "IN", "offerMinutes": 15, "cutOffMinutes": 30, "cooldownHours": 24, "currency": "INR"}
    usual |= {"quietFrom": "21:00", "quietUntil": "08:00", "depositMinutes": 60, "depositUrl": ""}
    assert {name: made[name] for name in usual} == usual
    assert (made["deposit"], made["sender"]) == (None, None)


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_shop_that_may_not_be_is_neither_entered_nor_changed(cast: Cast, field: str, value: Any) -> None:
    made = shop(cast.builder)["id"]
    with assert_unchanged(cast.server):
        entered = cast.builder.client.get(CREATE, input={"name": "Fade", "timeZone": "UTC", field: value})
        changed = cast.builder.client.get(CHANGE, id=made, input={field: value})
    assert code_and_field(entered) == code_and_field(changed) == ("BAD_INPUT", field)


def test_what_a_change_leaves_out_stays_and_null_removes(cast: Cast) -> None:
    made = shop(cast.builder, **FULL)
    changed = cast.builder.client.get(CHANGE, id=made["id"], input={"deposit": None, "sender": None})
    assert changed == made | {"deposit": None, "sender": None}
    assert cast.builder.client.get(CHANGE, id=made["id"], input={}) == changed


def test_a_messaging_service_can_send(cast: Cast) -> None:
    service = "MG" + "0123456789abcdef" * 2
    assert shop(cast.builder, sender=service)["sender"] == service


def test_a_currency_stays_once_an_amount_was_written_in_it(cast: Cast) -> None:
    made = shop(cast.builder)["id"]
    assert cast.builder.client.get(CHANGE, id=made, input={"currency": "eur"})["currency"] == "EUR"
    person = customer(cast.builder.client, made)["id"]
    assert "id" in cast.builder.client.get(BOOK, input=booking_input(made, person, price=1))
    with assert_unchanged(cast.server):
        refusal = cast.builder.client.get(CHANGE, id=made, input={"currency": "INR"})
    assert code_and_field(refusal) == ("IN_USE", "currency")


def test_an_admin_enters_a_shop_for_a_builder(cast: Cast) -> None:
    assert shop(cast.admin, builderId=cast.builder.id)["builder"]["id"] == cast.builder.id


@pytest.mark.parametrize("name", ["agent", "admin", "nobody", None])
def test_a_shop_needs_a_builder(cast: Cast, name: str | None) -> None:
    builder = name and (str(uuid4()) if name == "nobody" else getattr(cast, name).id)
    wanted = {"name": "Fade", "timeZone": "UTC", "builderId": builder}
    with assert_unchanged(cast.server):
        assert code_and_field(cast.admin.client.get(CREATE, input=wanted)) == ("BAD_INPUT", "builderId")


def test_a_builder_neither_creates_nor_sees_a_shop_of_another_builder(cast: Cast) -> None:
    """Decision 9."""
    theirs = shop(cast.other_builder)["id"]
    wanted = {"name": "Fade", "timeZone": "UTC", "builderId": cast.other_builder.id}
    with assert_unchanged(cast.server):
        assert cast.builder.client.error_code(CREATE, input=wanted) == "FORBIDDEN"
        assert cast.builder.client.error_code(GET, id=theirs) == "FORBIDDEN"
        assert cast.builder.client.error_code(CHANGE, id=theirs, input={"name": "Mine"}) == "FORBIDDEN"
        for person in (cast.builder, cast.admin):
            assert person.client.error_code(GET, id=str(uuid4())) == "NOT_FOUND"
