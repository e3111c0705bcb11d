"""The preview of an unsaved promotion: on the orders of last week, and on a cart."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from models.clock import now
from models.promotions.past_orders import PastOrders, fetch_past_orders
from models.promotions.restaurant import Restaurant
from models.storage.calendar_days import CalendarDays
from tests.support.actors import Cast
from tests.support.database_dump import assert_unchanged, run_on_database
from tests.support.dining import (
    BUY_2_GET_1,
    CANCEL,
    COMPARED,
    ITEM,
    NO,
    TWENTY_OFF,
    Dining,
    amounts,
    expect_success,
)

MONEY = "{ minorUnits }"
PREVIEW = f"""query($r: UUID!, $terms: PromotionTermsInput!, $id: UUID, $from: Date, $until: Date) {{
  previewPromotion(restaurantId: $r, terms: $terms, offerId: $id, from: $from, until: $until) {{
    ...on PromotionPreview {{ orders isCut ordersQualified ordersTaking
      saved {MONEY} revenue {MONEY} actualRevenue {MONEY} }} {NO}
  }}
}}"""
TRY = f"""query($r: UUID!, $terms: PromotionTermsInput!, $cart: [CartLineInput!]!, $who: GuestInput,
  $promo: String, $at: DateTime) {{
  tryPromotion(restaurantId: $r, terms: $terms, cart: $cart, customer: $who, promoCode: $promo, at: $at) {{
    ...on OfferComparison {{ {COMPARED} }} {NO}
  }}
}}"""


def wish(dining: Dining, rule: Any = TWENTY_OFF, **terms: Any) -> dict[str, Any]:
    return {"restaurantId": dining.id, "rule": rule, **terms}


def preview(dining: Dining, terms: Any, **asked: Any) -> Any:
    return dining.owner.get(PREVIEW, r=dining.id, terms=terms, **asked)


def try_promotion(dining: Dining, terms: Any, cart: Any, **variables: Any) -> Any:
    return dining.owner.get(TRY, r=dining.id, terms=terms, cart=cart, **variables)


def counts(found: Any) -> list[int]:
    return [found[name] for name in ("orders", "ordersQualified", "ordersTaking")]


@pytest.fixture
def week(cast: Cast) -> Dining:
    """Orders of 500, 150 and 50, one of them with a tenth off, and one that was cancelled."""
    dining = Dining(cast)
    dining.percent = dining.promotion("Ten", {"percentOff": {"percent": 10}}, isAutomatic=False)
    dining.place(dining.cart(pizza=2))
    dining.next_party()
    dining.place(dining.cart(burger=1), offerId=dining.percent)
    dining.next_party()
    dining.place(dining.cart(coke=1))
    dining.owner.get(CANCEL, id=dining.place(dining.cart(pizza=9))["id"])
    return dining


def test_a_fifth_off_would_have_been_taken_by_all_of_last_week(cast: Cast, week: Dining) -> None:
    with assert_unchanged(cast.server):
        found = expect_success(preview(week, wish(week)))
    assert (counts(found), found["isCut"]) == ([3, 3, 3], False)
    assert amounts(found, "saved", "revenue", "actualRevenue") == [140_00, 560_00, 685_00]


def test_an_order_keeps_what_saves_more_and_what_does_not_qualify_stays(week: Dining) -> None:
    found = expect_success(
        preview(week, wish(week, {"percentOff": {"percent": 5}}, conditions={"minAmount": 100_00}))
    )
    assert counts(found) == [3, 2, 1]
    assert amounts(found, "saved", "revenue") == [25_00, 660_00]


def test_a_promotion_changed_is_previewed_instead_of_itself(week: Dining) -> None:
    half = wish(week, {"percentOff": {"percent": 5}}, conditions={"minAmount": 200_00})
    found = expect_success(preview(week, half, id=week.percent))
    assert counts(found) == [3, 1, 1]
    assert amounts(found, "saved", "revenue") == [25_00, 675_00]


def test_a_promotion_as_it_is_would_have_left_what_it_left(cast: Cast) -> None:
    """Whether the free item was made, was in the cart already, or was left."""
    dining = Dining(cast)
    offer = dining.promotion("Buy 2 Get 1 Free", BUY_2_GET_1)
    dining.place(dining.cart(pizza=2), takeFreeItems=True)
    dining.place(dining.cart(pizza=3), takeFreeItems=True)
    dining.place(dining.cart(pizza=2))
    found = expect_success(preview(dining, wish(dining, BUY_2_GET_1), id=offer))
    assert counts(found) == [3, 3, 3]
    assert amounts(found, "saved", "revenue", "actualRevenue") == [750_00, 1250_00, 1250_00]


def test_only_orders_of_the_days_that_were_named_are_looked_at(week: Dining) -> None:
    tomorrow = str((now() + timedelta(days=2)).date())
    assert counts(expect_success(preview(week, wish(week), **{"from": tomorrow, "until": tomorrow}))) == [
        0,
        0,
        0,
    ]


def test_where_there_are_more_orders_than_are_looked_at_the_oldest_are_left_out(
    cast: Cast, week: Dining
) -> None:
    async def two() -> PastOrders:
        restaurant = await Restaurant.get(id=week.id)
        return await fetch_past_orders(restaurant, CalendarDays.from_input(None, None, 7, "UTC", now()), 2)

    found = run_on_database(cast.server, two)
    assert ([order.total for order in found.orders], found.is_cut) == ([135_00, 50_00], True)


def test_an_unsaved_promotion_is_compared_with_those_on_offer(cast: Cast) -> None:
    dining = Dining(cast)
    dining.promotion("Twenty", TWENTY_OFF)
    terms = wish(dining, {"percentOff": {"percent": 50}}, conditions={"minAmount": 550_00})
    with assert_unchanged(cast.server):
        found = expect_success(try_promotion(dining, terms, dining.cart(pizza=2)))
        assert [each["code"] for each in found["missing"]] == ["MIN_SPEND"]
        assert found["hint"]["message"] == "Add one Coke for ₹50.00 and save ₹275.00."
        found = expect_success(try_promotion(dining, terms, dining.cart(pizza=2, coke=1)))
        assert (*amounts(found, "savings", "difference"), found["priority"]) == (275_00, 0, "BEST")
        found = expect_success(
            try_promotion(dining, wish(dining, {"flatOff": {"amount": 80_00}}), dining.cart(pizza=2))
        )
        assert (*amounts(found, "savings", "difference"), found["priority"]) == (80_00, -20_00, "GOOD")


def test_it_is_tried_for_a_guest_with_a_code_at_a_moment(cast: Cast) -> None:
    dining = Dining(cast)
    cart = dining.cart(pizza=1)
    terms = wish(dining, code="LATE", isAutomatic=False, customerLimit=1, conditions={"opens": "22:00"})
    found = expect_success(try_promotion(dining, terms, cart, at="2030-01-02T12:00:00Z"))
    codes = [each["code"] for each in found["missing"]]
    assert codes == ["CODE_REQUIRED", "CUSTOMER_REQUIRED", "NOT_NOW"]
    guest = {"who": {"phone": "9812345678"}, "promo": " late"}
    assert (
        expect_success(try_promotion(dining, terms, cart, at="2030-01-02T23:00:00Z", **guest))["missing"]
        == []
    )


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"rule": {"percentOff": {"percent": 101}}}, "terms.rule.percent"),
        ({"conditions": {"opens": "25:00"}}, "terms.conditions.opens"),
        ({"code": "?"}, "terms.code"),
        ({"usageLimit": 0}, "terms.usageLimit"),
        ({"restaurantId": str(uuid4())}, "terms.restaurantId"),
        ({"rule": {"freeItem": {"items": {"items": [str(uuid4())]}}}}, "terms.rule.freeItem.items.items"),
        ({"conditions": {"scope": {"categories": ["Soups"]}}}, "terms.conditions.scope.categories"),
    ],
)
def test_terms_that_cannot_be_offered_are_refused_by_both(cast: Cast, terms: Any, field: str) -> None:
    dining = Dining(cast)
    wrong = wish(dining) | terms
    for refused in (preview(dining, wrong), try_promotion(dining, wrong, dining.cart(pizza=1))):
        assert (refused["code"], refused["field"]) == ("BAD_INPUT", field)


def test_a_cart_and_a_promotion_of_elsewhere_are_refused(cast: Cast) -> None:
    here, there = Dining(cast), Dining(cast)
    refused = try_promotion(here, wish(here), there.cart(pizza=1))
    assert (refused["code"], refused["field"]) == ("BAD_INPUT", "cart.0.menuItemId")
    foreign = there.promotion("Twenty", TWENTY_OFF)
    assert here.owner.error_code(PREVIEW, r=here.id, terms=wish(here), id=foreign) == "NOT_FOUND"


def test_a_promotion_may_be_previewed_with_a_category_that_left_the_menu(cast: Cast) -> None:
    dining = Dining(cast)
    rule = {"percentOff": {"percent": 10, "scope": {"categories": ["Pizza"]}}}
    offer = dining.promotion("Pizza", rule)
    moved = {"name": "Margherita", "price": 250_00, "category": "Pizze"}
    dining.owner.get(ITEM, r=dining.id, id=dining.pizza, input=moved)
    assert expect_success(preview(dining, wish(dining, rule), id=offer))["orders"] == 0
    assert preview(dining, wish(dining, rule))["field"] == "terms.rule.percentOff.scope.categories"
