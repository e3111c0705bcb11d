"""Customers of a shop: their numbers, and what they have agreed to."""

from typing import Any

import pytest

from tests.support.actors import Cast
from tests.support.database_dump import assert_unchanged
from tests.support.phones import next_phone
from tests.support.shops import ADD, CONSENT, CUSTOMERS, RENAME, code_and_field, customer, shop


@pytest.fixture
def shop_id(cast: Cast) -> str:
    return str(shop(cast.builder)["id"])


def test_a_customer_is_stored_with_a_phone_number_in_e164(cast: Cast, shop_id: str) -> None:
    added = customer(cast.builder.client, shop_id, phone="098123 45678", optInSource=None)
    assert (added["phone"], added["isMobile"], added["mayBeAsked"]) == ("+919812345678", True, False)
    assert (added["optedInAt"], added["optInSource"]) == (None, "")


def test_a_customer_may_have_no_number_at_all(cast: Cast, shop_id: str) -> None:
    for _ in range(2):
        assert customer(cast.builder.client, shop_id, phone=None, optInSource=None)["phone"] is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "n" * 121}, "name"),
        ({"phone": "12"}, "phone"),
        ({"phone": "not a number"}, "phone"),
        ({"optInSource": ""}, "optInSource"),
        ({"optInSource": "s" * 121}, "optInSource"),
        ({"phone": None, "optInSource": "in the shop"}, "phone"),
    ],
)
def test_a_customer_that_may_not_be_is_not_entered(
    cast: Cast, shop_id: str, change: dict[str, Any], field: str
) -> None:
    with assert_unchanged(cast.server):
        refusal = cast.builder.client.get(
            ADD, shop=shop_id, input={"name": "A", "phone": next_phone()} | change
        )
    assert code_and_field(refusal) == ("BAD_INPUT", field)


def test_a_shop_has_one_customer_a_number_and_another_shop_its_own(cast: Cast, shop_id: str) -> None:
    first = customer(cast.builder.client, shop_id)
    second = customer(cast.builder.client, shop_id)
    with assert_unchanged(cast.server):
        again = cast.builder.client.get(ADD, shop=shop_id, input={"name": "B", "phone": first["phone"]})
        moved = cast.builder.client.get(RENAME, id=second["id"], input={"phone": first["phone"]})
    assert code_and_field(again) == code_and_field(moved) == ("CONFLICT", "phone")
    assert customer(cast.builder.client, shop(cast.builder)["id"], phone=first["phone"])["id"] != first["id"]


def test_the_latest_consent_or_opt_out_of_a_customer_counts(cast: Cast, shop_id: str) -> None:
    person, ask = customer(cast.builder.client, shop_id), cast.builder.client.get
    assert person["mayBeAsked"]
    out = ask(CONSENT, **{"id": person["id"], "in": False, "source": "by telephone"})
    assert (out["mayBeAsked"], out["optOutSource"]) == (False, "by telephone")
    assert out["optedInAt"] == person["optedInAt"]
    back = ask(CONSENT, **{"id": person["id"], "in": True, "source": "at the till"})
    assert (back["mayBeAsked"], back["optInSource"], back["optedOutAt"]) == (
        True,
        "at the till",
        out["optedOutAt"],
    )


def test_consent_needs_a_source_and_a_number(cast: Cast, shop_id: str) -> None:
    person = customer(cast.builder.client, shop_id, phone=None, optInSource=None)["id"]
    with assert_unchanged(cast.server):
        silent = cast.builder.client.get(CONSENT, **{"id": person, "in": False, "source": " "})
        nowhere = cast.builder.client.get(CONSENT, **{"id": person, "in": True, "source": "at the till"})
    assert [code_and_field(silent), code_and_field(nowhere)] == [
        ("BAD_INPUT", "source"),
        ("BAD_INPUT", "phone"),
    ]


def test_a_changed_phone_number_loses_the_consent_to_texts(cast: Cast, shop_id: str) -> None:
    person, ask = customer(cast.builder.client, shop_id), cast.builder.client.get
    renamed = ask(RENAME, id=person["id"], input={"name": "Ben", "phone": person["phone"]})
    assert (renamed["name"], renamed["mayBeAsked"]) == ("Ben", True)
    moved = ask(RENAME, id=person["id"], input={"phone": next_phone()})
    assert (moved["name"], moved["mayBeAsked"], moved["optedInAt"]) == ("Ben", False, None)
    gone = ask(RENAME, id=person["id"], input={"phone": ""})
    assert (gone["phone"], gone["isMobile"]) == (None, False)


def test_customers_are_found_by_a_part_of_their_name_or_number(cast: Cast, shop_id: str) -> None:
    asha = customer(cast.builder.client, shop_id, name="Asha", phone="9812345678")["id"]
    ben = customer(cast.builder.client, shop_id, name="Ben 100%", phone="9899999999")["id"]

    def find(search: str | None) -> set[str]:
        return {
            each["id"] for each in cast.builder.client.get(CUSTOMERS, shop=shop_id, search=search)["nodes"]
        }

    assert find(None) == {asha, ben}
    assert find("aSH") == find("09812345") == find("123-45") == {asha}
    assert find("%") == {ben}
    assert find("nobody") == set()


def test_customers_are_listed_page_by_page(cast: Cast, shop_id: str) -> None:
    people = [customer(cast.builder.client, shop_id)["id"] for _ in range(3)]
    first = cast.builder.client.get(CUSTOMERS, shop=shop_id, first=2)
    rest = cast.builder.client.get(CUSTOMERS, shop=shop_id, first=2, after=first["pageInfo"]["endCursor"])
    assert [each["id"] for page in (first, rest) for each in page["nodes"]] == people[::-1]
    assert (first["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]) == (True, False)
    assert first["pagination"]["total"] == 3
    assert cast.builder.client.error_code(CUSTOMERS, shop=shop_id, search=" ") == "BAD_INPUT"
