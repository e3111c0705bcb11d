"""What keeps a promotion from a cart, in codes and words, and the cheapest way to qualify."""

from datetime import UTC, datetime
from typing import Any

import pytest

from models.promotions.pricing.cart import Moment
from models.promotions.pricing.compare import compare
from models.promotions.pricing.conditions import Conditions
from models.promotions.pricing.item import Scope
from models.promotions.pricing.missing import CLOSABLE_GAPS, SENTENCES, MissingCode
from models.promotions.pricing.promotion import UNUSED, Use
from models.promotions.pricing.rule import BuyGet, FlatOff, FreeItem, PercentOff
from tests.support.menu import (
    BUY_2_GET_1,
    COKE,
    COKES,
    DRINKS,
    FUNGHI,
    JUICE,
    NOON,
    PIZZA,
    PIZZAS,
    TWENTY_OFF,
    TWO_PIZZAS_AND_A_COKE,
    WINE,
    cart,
    codes,
    compare_one,
    item,
    promotion,
)

CART = cart(*TWO_PIZZAS_AND_A_COKE)
STRANGER = Moment(NOON.now)
FIRST = Moment(NOON.now, is_known_customer=True, is_first_order=True)
MET: list[str] = []


def missing_codes(
    use: Use = UNUSED, moment: Moment = NOON, code: str | None = None, **fields: Any
) -> list[str]:
    return codes(compare_one(CART, promotion(PercentOff(20_00), **fields), use, moment, code))


@pytest.mark.parametrize(
    ("conditions", "missing"),
    [
        (Conditions(min_amount=550_00), MET),
        (Conditions(min_amount=550_01), ["MIN_SPEND"]),
        (Conditions(min_quantity=3), MET),
        (Conditions(min_quantity=4), ["MIN_QUANTITY"]),
        (Conditions(min_quantity=2, scope=PIZZAS), MET),
        (Conditions(min_quantity=3, scope=PIZZAS), ["MIN_QUANTITY"]),
        (Conditions(min_amount=600_00, min_quantity=9), ["MIN_SPEND", "MIN_QUANTITY"]),
        (Conditions(weekdays=frozenset({2})), MET),
        (Conditions(weekdays=frozenset({0, 1, 3, 4, 5, 6})), ["NOT_NOW"]),
        (Conditions(opens=12 * 60), MET),
        (Conditions(closes=12 * 60), ["NOT_NOW"]),
    ],
)
def test_conditions_of_the_cart_and_the_hour(conditions: Conditions, missing: list[str]) -> None:
    assert missing_codes(conditions=conditions) == missing


@pytest.mark.parametrize(
    ("use", "fields", "missing"),
    [
        (Use(total=9), {"limit": 10}, MET),
        (Use(total=10), {"limit": 10}, ["LIMIT_REACHED"]),
        (Use(by_customer=1), {"customer_limit": 2}, MET),
        (Use(by_customer=2), {"customer_limit": 2}, ["CUSTOMER_LIMIT_REACHED"]),
        (Use(by_customer=None), {"customer_limit": 2}, ["CUSTOMER_REQUIRED"]),
        (Use(spent=890_00), {"budget": 1000_00}, MET),
        (Use(spent=890_01), {"budget": 1000_00}, ["BUDGET_EXCEEDED"]),
    ],
)
def test_limits_and_budget_count_already_when_comparing(
    use: Use, fields: dict[str, Any], missing: list[str]
) -> None:
    """Decision 25."""
    assert missing_codes(use, **fields) == missing


@pytest.mark.parametrize(
    ("moment", "conditions", "missing"),
    [
        (STRANGER, Conditions(needs_customer=True), ["CUSTOMER_REQUIRED"]),
        (NOON, Conditions(needs_customer=True), MET),
        (STRANGER, Conditions(first_order=True), ["CUSTOMER_REQUIRED"]),
        (NOON, Conditions(first_order=True), ["FIRST_ORDER_ONLY"]),
        (FIRST, Conditions(first_order=True), MET),
    ],
)
def test_who_the_guest_must_be(moment: Moment, conditions: Conditions, missing: list[str]) -> None:
    assert missing_codes(moment=moment, conditions=conditions) == missing


@pytest.mark.parametrize(
    ("typed", "missing"),
    [
        (None, ["CODE_REQUIRED"]),
        ("", ["CODE_REQUIRED"]),
        ("  ", ["CODE_REQUIRED"]),
        ("LUNCH2", ["CODE_REQUIRED"]),
        ("Lunch", MET),
        (" lUNCH\n", MET),
    ],
)
def test_codes_are_trimmed_and_letter_case_is_folded(typed: str | None, missing: list[str]) -> None:
    """Decision 24."""
    assert (
        codes(compare_one(CART, promotion(FlatOff(1), code=" LUNCH ", is_automatic=False), code=typed))
        == missing
    )


@pytest.mark.parametrize(
    ("now", "zone", "conditions", "holds"),
    [
        ("2030-01-04T22:00", "UTC", {}, True),
        ("2030-01-05T01:59", "UTC", {}, True),  # Saturday by the calendar, Friday's night
        ("2030-01-05T02:00", "UTC", {}, False),
        ("2030-01-04T01:00", "UTC", {}, False),  # Thursday's night
        ("2030-01-04T21:59", "UTC", {}, False),
        ("2030-01-05T22:00", "UTC", {}, False),
        ("2030-01-04T16:30", "Asia/Kolkata", {}, True),  # 22:00 there
        ("2030-01-04T22:00", "Asia/Kolkata", {}, False),  # Saturday 03:30 there
        ("2030-01-04T23:59", "UTC", {"closes": 0}, True),
        ("2030-01-05T00:00", "UTC", {"closes": 0}, False),
        ("2030-01-05T00:00", "UTC", {"opens": 0, "closes": 0, "weekdays": frozenset({5})}, True),
    ],
)
def test_hours_over_midnight_belong_to_the_evening_on_which_they_began(
    now: str, zone: str, conditions: dict[str, Any], holds: bool
) -> None:
    fridays: dict[str, Any] = {"weekdays": frozenset({4}), "opens": 22 * 60, "closes": 2 * 60}
    at = Moment(datetime.fromisoformat(now).replace(tzinfo=UTC), zone)
    missing = missing_codes(moment=at, conditions=Conditions(**(fridays | conditions)))
    assert missing == (MET if holds else ["NOT_NOW"])


def test_every_code_has_a_sentence() -> None:
    assert set(SENTENCES) == set(MissingCode)
    assert set(CLOSABLE_GAPS) < set(MissingCode)


def test_missing_requirements_are_worded_with_amounts_and_names() -> None:
    spend = compare_one(CART, promotion(FlatOff(1), conditions=Conditions(min_amount=600_00))).missing[0]
    assert (spend.amount, spend.sentence) == (50_00, "Add ₹50.00 more to qualify.")
    drinks = compare_one(
        CART, promotion(FlatOff(1), conditions=Conditions(min_quantity=3, scope=DRINKS))
    ).missing[0]
    assert (drinks.quantity, drinks.item_ids) == (2, (COKE.id, JUICE.id))
    assert drinks.sentence == "Add 2 more to qualify: Coke or Juice."
    some = compare_one(CART, promotion(FlatOff(1), conditions=Conditions(min_quantity=4))).missing[0]
    assert (some.item_ids, some.sentence) == ((), "Add 1 more to qualify: anything.")
    nowhere = Scope(categories=frozenset({"dessert"}))
    dessert = compare_one(CART, promotion(BuyGet(nowhere, 1))).missing[0]
    assert dessert.sentence == "You need 1 more: nothing that is on the menu."


def test_many_names_are_cut_short() -> None:
    sorts = [item(20 + number, f"Tea {number}", "tea", 10_00) for number in range(5)]
    offer = promotion(BuyGet(Scope(categories=frozenset({"tea"})), 1))
    (comparison,) = compare(CART, sorts, [(offer, UNUSED)], NOON).not_eligible
    assert comparison.missing[0].sentence == "You need 1 more: Tea 0 or Tea 1 or Tea 2 or others."


def test_what_is_not_discountable_counts_towards_the_minimum_spend() -> None:
    offer = promotion(PercentOff(20_00), conditions=Conditions(min_amount=650_00))
    assert compare_one(cart((WINE, 1), (COKE, 1)), offer).savings == 10_00
    assert codes(compare_one(cart((WINE, 2)), offer)) == ["NOTHING_TO_DISCOUNT"]


def test_wine_alone_earns_a_free_coke_which_only_who_takes_it_gets() -> None:
    found = compare_one(cart((WINE, 1)), promotion(FreeItem(COKES), conditions=Conditions(min_amount=600_00)))
    assert (found.missing, found.savings, found.total) == ((), 0, 600_00)
    assert [choice.worth for choice in found.free_items] == [50_00]


def test_a_hint_saves_something_for_who_leaves_the_free_items_too() -> None:
    dear = item(31, "Cola", "drink", 350_00)
    offer = promotion(FreeItem(DRINKS), conditions=Conditions(min_amount=1200_00))
    (found,) = compare(cart((WINE, 1)), [WINE, dear], [(offer, UNUSED)], NOON).not_eligible
    assert found.hint
    assert (found.hint.item, found.hint.quantity, found.hint.savings_then) == (dear, 2, 350_00)


def test_what_is_only_cheaper_is_missing_until_it_is_in_the_cart() -> None:
    (drink,) = compare_one(cart((PIZZA, 1)), promotion(BuyGet(PIZZAS, 1, DRINKS, percent=50_00))).missing
    assert (drink.code, drink.quantity, drink.item_ids) == ("ITEMS", 1, (COKE.id, JUICE.id))
    (pizza,) = compare_one(cart((PIZZA, 1)), promotion(BuyGet(PIZZAS, 1, percent=50_00))).missing
    assert (pizza.code, pizza.quantity, pizza.item_ids) == ("ITEMS", 1, (PIZZA.id, FUNGHI.id))


def test_one_coke_more_is_the_cheapest_way_to_twenty_percent() -> None:
    offer = promotion(PercentOff(20_00), conditions=Conditions(min_amount=550_00))
    hint = compare_one(cart((PIZZA, 2)), offer).hint
    assert hint
    assert (hint.item, hint.quantity, hint.cost) == (COKE, 1, 50_00)
    assert (hint.savings_then, hint.total_then) == (110_00, 440_00)
    assert hint.sentence == "Add one Coke for ₹50.00 and save ₹110.00."


@pytest.mark.parametrize(
    ("offer", "lines", "way"),
    [
        (BUY_2_GET_1, ((PIZZA, 1),), (PIZZA, 1, 250_00)),
        (BUY_2_GET_1, ((FUNGHI, 1),), (PIZZA, 1, 250_00)),
        (BUY_2_GET_1, (), (PIZZA, 2, 250_00)),
        (promotion(BuyGet(PIZZAS, 1, percent=50_00)), (), (PIZZA, 2, 125_00)),
        (promotion(BuyGet(PIZZAS, 1, DRINKS, percent=50_00)), ((PIZZA, 1),), (COKE, 1, 25_00)),
        (promotion(PercentOff(10_00, None, PIZZAS)), ((COKE, 9),), (PIZZA, 1, 25_00)),
        # Three Cokes would close the gap for less, and leave nothing to take a fifth of.
        (
            promotion(PercentOff(20_00, None, PIZZAS), conditions=Conditions(min_amount=700_00)),
            ((WINE, 1),),
            (PIZZA, 1, 50_00),
        ),
        (
            promotion(FlatOff(40_00), conditions=Conditions(min_amount=270_00)),
            ((PIZZA, 1),),
            (COKE, 1, 40_00),
        ),
        (promotion(FlatOff(40_00), conditions=Conditions(min_amount=700_00)), ((WINE, 1),), (COKE, 2, 40_00)),
        (
            promotion(FlatOff(40_00), conditions=Conditions(min_amount=300_00, min_quantity=3)),
            ((PIZZA, 1),),
            (COKE, 2, 40_00),
        ),
        (
            promotion(FlatOff(40_00), conditions=Conditions(min_quantity=2, scope=DRINKS)),
            ((JUICE, 1),),
            (COKE, 1, 40_00),
        ),
    ],
)
def test_the_hint_is_the_cheapest_item_that_qualifies(offer: Any, lines: Any, way: tuple[Any, ...]) -> None:
    hint = compare_one(cart(*lines), offer).hint
    assert hint
    assert (hint.item, hint.quantity, hint.savings_then) == way


@pytest.mark.parametrize(
    ("offer", "use"),
    [
        (TWENTY_OFF, UNUSED),  # eligible: nothing to hint at
        (promotion(FlatOff(1), code="A", is_automatic=False), UNUSED),
        (promotion(FlatOff(1), limit=1, conditions=Conditions(min_amount=999_00)), Use(total=1)),
        (promotion(FlatOff(10_00), budget=5_00, conditions=Conditions(min_amount=999_00)), UNUSED),
        (promotion(BuyGet(Scope(categories=frozenset({"dessert"})), 1)), UNUSED),
        (promotion(BuyGet(PIZZAS, 5, DRINKS, percent=50_00)), UNUSED),
    ],
)
def test_there_is_no_hint_where_no_one_item_helps(offer: Any, use: Use) -> None:
    lines = ((PIZZA, 2),)
    assert compare_one(cart(*lines), offer, use).hint is None


def test_more_of_what_costs_nothing_never_reaches_a_minimum_spend() -> None:
    water = item(30, "Water", "drink", 0)
    offer = promotion(FlatOff(1), conditions=Conditions(min_amount=1000_00))
    (found,) = compare(CART, [water], [(offer, UNUSED)], NOON).not_eligible
    assert found.hint
    assert (found.hint.item, found.hint.quantity) == (COKE, 9)


def test_a_hint_asks_for_no_more_than_can_be_ordered() -> None:
    mint = item(9, "Mint", "sweets", 1_00)
    offer = promotion(FlatOff(50_00), conditions=Conditions(min_amount=999_00))
    dearer = promotion(FlatOff(50_00), conditions=Conditions(min_amount=999_01))
    hint, no_hint = (
        compare(cart((mint, 1)), (mint,), [(hinted_offer, UNUSED)], NOON).not_eligible[0].hint
        for hinted_offer in (offer, dearer)
    )
    assert (hint and hint.quantity, no_hint) == (998, None)
