"""Discounts of the whole bill at a table: promised to orders, counted once a session, taken off the bill."""

from typing import Any

import pytest

from tests.support.actors import Cast
from tests.support.dining import CANCEL, COMPARED, Dining, amounts, expect_success

TWENTY = {"percentOff": {"percent": 20}}
HUNDRED = {"flatOff": {"amount": 100_00}}
UPDATE = """mutation($id: UUID!, $rule: PromotionRuleInput!) {
  updateOffer(id: $id, input: {terms: {promotion: {rule: $rule}}}) { __typename }
}"""
CLOSE_OFFER = "mutation($id: UUID!) { closeOffer(id: $id) { __typename } }"
LOG = "query($id: UUID!) { activity(offerId: $id) { nodes { event changes { field before after } } } }"
WHAT = """mutation($s: UUID!, $input: OrderInput!) { placeOrder(sessionId: $s, input: $input) { ...on Order {
  billDiscount { minorUnits } offerDiscount { minorUnits }
  appliedOffers { offerId level title amount { minorUnits } explanation } lines { discount offerId }
} } }"""


@pytest.fixture
def dining(cast: Cast) -> Dining:
    return Dining(cast)


def read_uses(dining: Dining, offer: str) -> tuple[int, int]:
    terms = dining.terms(offer)
    return terms["used"], terms["spent"]["minorUnits"]


def cancel(dining: Dining, order: Any) -> None:
    expect_success(dining.owner.get(CANCEL, id=order["id"]))


def of_bill(dining: Dining) -> list[tuple[str, int]]:
    offers = dining.bill()["appliedOffers"]
    return [(one["offerId"], one["amount"]["minorUnits"]) for one in offers if one["orderNumber"] is None]


def test_an_order_shows_what_is_promised_and_the_bill_takes_it_once(dining: Dining) -> None:
    offer = dining.promotion("20%", TWENTY)
    order = dining.guest.get(WHAT, s=dining.session, input={"lines": dining.cart(pizza=2)})
    assert amounts(order, "billDiscount", "offerDiscount") == [100_00, 100_00]
    (one,) = order["appliedOffers"]
    assert (one["offerId"], one["level"], amounts(one, "amount")) == (offer, "SESSION", [100_00])
    assert one["explanation"] == "20%: 20% of ₹500.00: ₹100.00 off the bill."
    assert order["lines"] == [{"discount": 0, "offerId": None}]
    dining.place(dining.cart(burger=1))
    bill = dining.bill()
    assert amounts(bill, "offerDiscount", "sessionDiscount", "total") == [0, 130_00, 520_00]
    assert bill["appliedOffers"][0]["explanation"] == "20%: 20% of ₹650.00: ₹130.00 off."
    assert read_uses(dining, offer) == (1, 130_00)


def test_a_flat_discount_is_not_taken_off_each_order_of_a_session(dining: Dining) -> None:
    offer = dining.promotion("100 off", HUNDRED)
    assert amounts(dining.place(dining.cart(pizza=1)), "total") == [150_00]
    (found,) = dining.compare(dining.cart(pizza=1))["notEligible"]
    assert [each["code"] for each in found["missing"]] == ["ON_THE_BILL"]
    refused = dining.place(dining.cart(pizza=1), offerId=offer)
    assert (refused["code"], amounts(refused["currentOrder"], "total")) == ("OFFER_CHANGED", [250_00])
    assert amounts(dining.place(dining.cart(pizza=1)), "total") == [250_00]
    assert amounts(dining.bill(), "sessionDiscount", "total") == [100_00, 400_00]
    assert read_uses(dining, offer) == (1, 100_00)


def test_orders_together_reach_a_minimum_that_none_of_them_reaches(dining: Dining) -> None:
    offer = dining.promotion("100 off 500", HUNDRED, conditions={"minAmount": 500_00})
    dining.place(dining.cart(pizza=1))
    (found,) = dining.compare(dining.cart(burger=1))["notEligible"]
    assert found["missing"][0]["message"] == "Add ₹100.00 more to qualify."
    order = dining.place(dining.cart(burger=2), expectedTotal=200_00)
    assert amounts(order, "offerDiscount") == [100_00]
    assert read_uses(dining, offer) == (1, 100_00)


def test_a_late_cancellation_takes_back_what_the_rest_does_not_earn(dining: Dining) -> None:
    offer = dining.promotion("100 off 500", HUNDRED, conditions={"minAmount": 500_00}, usageLimit=1)
    first, second = dining.place(dining.cart(pizza=1)), dining.place(dining.cart(burger=2))
    cancel(dining, first)
    assert (read_uses(dining, offer), amounts(dining.bill(), "total")) == ((0, 0), [300_00])
    dining.place(dining.cart(pizza=1), expectedTotal=150_00)
    assert (read_uses(dining, offer), amounts(dining.bill(), "total")) == ((1, 100_00), [450_00])
    cancel(dining, second)
    assert read_uses(dining, offer) == (0, 0)


def test_a_use_is_given_back_with_the_last_order_that_chose_it(dining: Dining) -> None:
    offer = dining.promotion("20%", TWENTY, usageLimit=1)
    orders = [dining.place(dining.cart(pizza=1)) for _ in range(2)]
    assert read_uses(dining, offer) == (1, 100_00)
    cancel(dining, orders[0])
    assert read_uses(dining, offer) == (1, 50_00)
    for _ in range(2):
        cancel(dining, orders[1])
    assert read_uses(dining, offer) == (0, 0)
    events = [line["event"] for line in dining.owner.get(LOG, id=offer)["nodes"]]
    assert events == ["CREATED", "REDEEMED", "REDEEMED", "REDEEMED", "GIVEN_BACK"]


def test_a_table_has_its_limited_offer_for_all_its_orders_and_the_next_does_not(dining: Dining) -> None:
    offer = dining.promotion("20%", TWENTY, code="ONCE", isAutomatic=False, usageLimit=1)
    dining.place(dining.cart(pizza=1), promoCode="once")
    assert dining.compare(dining.cart(pizza=1))["appliedOfferIds"] == [offer]
    assert amounts(dining.place(dining.cart(pizza=1)), "offerDiscount") == [50_00]
    dining.next_party()
    refused = dining.place(dining.cart(pizza=1), promoCode="once")
    assert (refused["code"], refused["message"]) == ("BAD_INPUT", "This offer has reached its limit.")
    assert read_uses(dining, offer) == (1, 100_00)


def test_of_two_codes_at_one_table_the_better_is_taken_and_the_other_given_back(dining: Dining) -> None:
    flat = dining.promotion("100 off", HUNDRED, code="FLAT", isAutomatic=False)
    percent = dining.promotion("20%", TWENTY, code="PERCENT", isAutomatic=False)
    dining.place(dining.cart(pizza=1), promoCode="PERCENT", expectedTotal=200_00)
    dining.place(dining.cart(burger=1), promoCode="FLAT", expectedTotal=100_00)
    assert of_bill(dining) == [(flat, 100_00)]
    assert (read_uses(dining, percent)[0], read_uses(dining, flat)[0]) == (1, 1)
    assert amounts(dining.close(), "sessionDiscount") == [100_00]
    assert (read_uses(dining, percent), read_uses(dining, flat)) == ((0, 0), (1, 100_00))


def test_what_a_table_has_chosen_holds_whatever_becomes_of_the_offer(dining: Dining) -> None:
    offer = dining.promotion("20%", TWENTY)
    dining.place(dining.cart(pizza=1), expectedTotal=200_00)
    dining.owner.get(UPDATE, id=offer, rule={"percentOff": {"percent": 5}})
    assert amounts(dining.bill(), "total") == [200_00]
    dining.owner.get(CLOSE_OFFER, id=offer)
    assert amounts(dining.bill(), "total") == amounts(dining.close(), "total") == [200_00]
    assert read_uses(dining, offer) == (1, 50_00)


def test_a_budget_limits_what_more_orders_of_a_table_take(dining: Dining) -> None:
    offer = dining.promotion("20%", TWENTY, budget=60_00)
    dining.place(dining.cart(pizza=1), expectedTotal=200_00)
    assert amounts(dining.place(dining.cart(pizza=1)), "offerDiscount") == [10_00]
    assert amounts(dining.bill(), "sessionDiscount") == [60_00]
    assert read_uses(dining, offer) == (1, 60_00)
    dining.close()
    assert read_uses(dining, offer) == (1, 60_00)


def test_an_order_with_an_offer_of_its_own_is_left_out_of_the_discount_of_the_bill(dining: Dining) -> None:
    percent = dining.promotion("20%", TWENTY)
    free = {"buyGet": {"buy": {"categories": ["Pizza"]}, "buyQuantity": 2}}
    dining.promotion("Buy 2 Get 1", free)
    dining.place(dining.cart(burger=1))
    assert amounts(dining.place(dining.cart(pizza=3)), "offerDiscount", "total") == [250_00, 500_00]
    assert of_bill(dining) == [(percent, 30_00)]


def test_what_was_lost_meanwhile_is_refused_with_all_that_still_combine(cast: Cast) -> None:
    dining = Dining(cast, stacking="COMPATIBLE")
    stack: dict[str, Any] = {"isStackable": True}
    dining.promotion("Pizza", {"flatOff": {"amount": 30_00, "scope": {"categories": ["Pizza"]}}}, **stack)
    dining.promotion("Drinks", {"flatOff": {"amount": 20_00, "scope": {"categories": ["Drinks"]}}}, **stack)
    gone = dining.promotion("Gone", HUNDRED, usageLimit=1, **stack)
    cart = dining.cart(pizza=1, coke=1)
    assert amounts(dining.compare(cart)["order"], "total") == [150_00]
    dining.place(cart, offerId=gone)
    dining.next_party()
    refused = dining.place(cart, offerId=gone)
    assert (refused["code"], amounts(refused["currentOrder"], "total")) == ("OFFER_CHANGED", [250_00])


def test_a_use_for_each_guest_is_counted_for_who_chose_it_first(dining: Dining) -> None:
    offer = dining.promotion("20%", TWENTY, customerLimit=1)
    asha, ben = {"phone": "98123 45678"}, {"phone": "98123 45679"}
    dining.place(dining.cart(pizza=1), customer=asha)
    dining.place(dining.cart(pizza=1), customer=ben)
    assert read_uses(dining, offer)[0] == 1
    dining.next_party()
    assert dining.compare(dining.cart(pizza=1), **asha)["best"] is None
    assert dining.compare(dining.cart(pizza=1), **ben)["best"]["offerId"] == offer


def test_a_menu_without_a_session_compares_as_a_table_where_nobody_sits(dining: Dining) -> None:
    dining.promotion("100 off", HUNDRED)
    dining.place(dining.cart(pizza=1))
    compare = "query($r: UUID!, $cart: [CartLineInput!]!) { compareOffers(restaurantId: $r, cart: $cart) {"
    compare += f" ...on OfferComparisons {{ best {{ {COMPARED} }} }} }} }}"
    best = dining.guest.get(compare, r=dining.id, cart=dining.cart(pizza=1))["best"]
    assert amounts(best, "savings") == [100_00]


def test_a_code_that_the_table_has_may_be_typed_with_each_order(dining: Dining) -> None:
    offer = dining.promotion("20%", TWENTY, code="AGAIN", isAutomatic=False, usageLimit=1)
    for _ in range(2):
        found = dining.compare(dining.cart(pizza=1), promo="again")
        assert (found["appliedOfferIds"], found["promoCodeProblem"]) == ([offer], None)
        order = dining.place(dining.cart(pizza=1), promoCode="again", expectedTotal=200_00)
        assert amounts(order, "offerDiscount") == [50_00]
    assert read_uses(dining, offer) == (1, 100_00)
