"""The table, cart and offers of the specification, over HTTP as a guest without an account."""

import pytest

from tests.support.actors import Cast
from tests.support.dining import ASK_BILL, BUY_2_GET_1, CANCEL, PIZZA, TWENTY_OFF, Dining, amounts


@pytest.fixture
def spec(cast: Cast) -> Dining:
    """Three offers for a cart of 550, and one that it does not get."""
    dining = Dining(cast)
    dining.buy_get = dining.promotion("Buy 2 Get 1 Free", BUY_2_GET_1)
    dining.percent = dining.promotion("20% Off", TWENTY_OFF)
    free = {"freeItem": {"items": {"items": [dining.coke]}}}
    dining.free = dining.promotion("Free Coke", free, conditions={"minAmount": 500_00})
    burgers = {"buyGet": {"buy": {"categories": ["Burgers"]}, "buyQuantity": 3}}
    dining.burgers = dining.promotion("Buy 3 Burgers Get 1 Free", burgers)
    return dining


def test_a_cart_of_550_saves_250_110_or_50_and_says_what_each_costs(spec: Dining) -> None:
    found = spec.compare(spec.cart(pizza=2, coke=1))
    best, (second, third) = found["best"], found["others"]
    assert [best["offerId"], second["offerId"], third["offerId"]] == [spec.buy_get, spec.percent, spec.free]
    assert amounts(best, "savings", "difference", "total") == [250_00, 0, 300_00]
    assert amounts(second, "savings", "difference", "total") == [110_00, -140_00, 440_00]
    assert amounts(third, "savings", "difference", "total") == [50_00, -200_00, 500_00]
    assert [one["priority"] for one in (best, second, third)] == ["BEST", "OKAY", "OKAY"]
    assert found["appliedOfferIds"] == [spec.buy_get]
    assert amounts(found["order"], "total") == [300_00]


def test_what_the_cart_does_not_get_says_what_is_missing(spec: Dining) -> None:
    (burgers,) = spec.compare(spec.cart(pizza=2, coke=1))["notEligible"]
    (missing,) = burgers["missing"]
    assert (missing["code"], missing["quantity"], missing["itemIds"]) == ("ITEMS", 3, [spec.burger])
    assert missing["message"] == "You need 3 more: Burger."
    assert burgers["hint"]["message"] == "Add 3 Burger for ₹450.00 and save ₹150.00."


def test_one_coke_more_is_the_cheapest_way_to_qualify(cast: Cast) -> None:
    dining = Dining(cast)
    dining.promotion("20% on 550", TWENTY_OFF, conditions={"minAmount": 550_00})
    (found,) = dining.compare(dining.cart(pizza=2))["notEligible"]
    assert found["hint"]["message"] == "Add one Coke for ₹50.00 and save ₹110.00."
    assert amounts(found["hint"], "cost", "savingsThen") == [50_00, 110_00]


def test_the_guest_who_says_yes_gets_the_free_pizza_and_pays_for_two(spec: Dining) -> None:
    order = spec.place(spec.cart(pizza=2), takeFreeItems=True, expectedTotal=500_00)
    assert amounts(order, "subtotal", "offerDiscount", "total") == [750_00, 250_00, 500_00]
    paid, free = order["lines"]
    assert (paid["quantity"], paid["unitPrice"], paid["isFreeItem"]) == (2, 250_00, False)
    assert (free["quantity"], free["unitPrice"], free["listPrice"]) == (1, 0, 250_00)
    assert free["isFreeItem"]
    assert free["offerId"] == spec.buy_get
    assert order["explanation"] == ["Buy 2 Get 1 Free: 1 Margherita free, worth ₹250.00."]


def test_the_guest_who_says_no_gets_the_same_worth_off(spec: Dining) -> None:
    order = spec.place(spec.cart(pizza=2), expectedTotal=250_00)
    assert amounts(order, "subtotal", "offerDiscount", "total") == [500_00, 250_00, 250_00]
    assert not any(line["isFreeItem"] for line in order["lines"])


def test_with_the_third_in_the_cart_one_of_three_is_free(spec: Dining) -> None:
    order = spec.place(spec.cart(pizza=3), takeFreeItems=True)
    assert amounts(order, "offerDiscount", "total") == [250_00, 500_00]
    assert sum(line["quantity"] for line in order["lines"]) == 3


def test_without_the_bought_item_there_is_no_free_one(spec: Dining) -> None:
    order = spec.place(spec.cart(pizza=1), takeFreeItems=True, offerId=spec.buy_get)
    assert (order["code"], order["field"]) == ("OFFER_CHANGED", "offerId")
    assert order["message"] == "You need 1 more: Margherita."
    assert amounts(order["currentOrder"], "total") == [200_00]


def test_placing_agrees_with_comparing_for_every_offer(spec: Dining) -> None:
    cart = spec.cart(pizza=2, coke=1)
    found = spec.compare(cart)
    for one in (found["best"], *found["others"]):
        (total,) = amounts(one, "total")
        order = spec.place(cart, offerId=one["offerId"], expectedTotal=total)
        assert amounts(order, "total") == [total], order


def test_a_guest_may_take_no_offer_at_all(spec: Dining) -> None:
    assert amounts(spec.place(spec.cart(pizza=2), noOffer=True), "total", "offerDiscount") == [500_00, 0]


def test_another_total_than_the_guest_saw_is_refused_with_the_new_figures(spec: Dining) -> None:
    refused = spec.place(spec.cart(pizza=2), expectedTotal=1_00)
    assert (refused["code"], refused["field"]) == ("OFFER_CHANGED", "expectedTotal")
    assert amounts(refused["currentOrder"], "total") == [250_00]
    assert spec.bill()["lines"] == []


def test_a_price_that_changed_is_the_menus_not_the_guests(spec: Dining) -> None:
    seen = amounts(spec.compare(spec.cart(burger=1))["order"], "total")[0]
    wish = {"name": "Burger", "price": 200_00, "category": "Burgers"}
    from_menu = "mutation($r: UUID!, $id: UUID, $input: MenuItemInput!) {"
    from_menu += " saveMenuItem(restaurantId: $r, id: $id, input: $input) { __typename } }"
    spec.owner.get(from_menu, r=spec.id, id=spec.burger, input=wish)
    refused = spec.place(spec.cart(burger=1), expectedTotal=seen)
    assert refused["code"] == "OFFER_CHANGED"
    assert amounts(refused["currentOrder"], "total") == [160_00]


def test_the_same_order_sent_twice_is_placed_once(spec: Dining) -> None:
    orders = [spec.place(spec.cart(coke=1), key="tapped-twice-" + spec.session) for _ in range(2)]
    assert orders[0]["id"] == orders[1]["id"]
    assert len(spec.bill()["lines"]) == 1


def test_a_chosen_free_item_is_made_and_another_is_refused(cast: Cast) -> None:
    dining = Dining(cast)
    sprite = dining.item("Sprite", 50_00, "Drinks")
    free = {"freeItem": {"items": {"categories": ["Drinks"]}}}
    dining.promotion("A drink free", free)
    chosen = [{"menuItemId": sprite}]
    order = dining.place(dining.cart(pizza=1), takeFreeItems=True, freeItemChoices=chosen)
    assert [line["name"] for line in order["lines"] if line["isFreeItem"]] == ["Sprite"]
    refused = dining.place(
        dining.cart(pizza=1), takeFreeItems=True, freeItemChoices=[{"menuItemId": dining.burger}]
    )
    assert (refused["code"], refused["field"]) == ("BAD_INPUT", "freeItemChoices")


def test_the_bill_of_three_orders_adds_up_and_is_frozen(cast: Cast) -> None:
    dining = Dining(cast, taxRates=[{"name": "CGST", "rate": 2.5}, {"name": "SGST", "rate": 2.5}])
    buy_get = dining.promotion("Buy 2 Get 1 Free", {"buyGet": {"buy": PIZZA, "buyQuantity": 2}})
    ten = dining.promotion("10% on 300", {"percentOff": {"percent": 10}}, conditions={"minAmount": 300_00})
    dining.place(dining.cart(pizza=2), takeFreeItems=True)
    dining.place(dining.cart(burger=1), noOffer=True)
    dining.place(dining.cart(burger=1), noOffer=True)
    before = dining.bill()
    assert amounts(before, "subtotal", "offerDiscount", "sessionDiscount") == [1050_00, 250_00, 30_00]
    assert [each["amount"]["minorUnits"] for each in before["taxes"]] == [19_25, 19_25]
    assert amounts(before, "saved", "total") == [280_00, 808_50]
    assert [(one["offerId"], one["orderNumber"]) for one in before["appliedOffers"]] == [
        (buy_get, 1),
        (ten, None),
    ]
    assert before["appliedOffers"][1]["explanation"] == "10% on 300: 10% of ₹300.00: ₹30.00 off."
    assert not before["isFinal"]
    assert amounts(dining.guest.get(ASK_BILL, s=dining.session), "total") == [808_50]
    assert dining.close() == {**before, "isFinal": True} == dining.bill()
    assert dining.terms(ten)["used"] == 1
    assert dining.close()["isFinal"]
    assert dining.terms(ten)["used"] == 1


def test_after_closing_nothing_is_ordered_and_the_table_is_free_again(spec: Dining) -> None:
    spec.place(spec.cart(coke=1))
    spec.close()
    assert spec.place(spec.cart(coke=1))["code"] == "STEP_NOT_ALLOWED"
    assert spec.sit() != spec.session


def test_everybody_at_a_table_shares_its_session_whatever_the_letter_case(spec: Dining) -> None:
    spec.code = f"  {spec.code.lower()} "
    assert spec.sit() == spec.session


def test_a_cancelled_order_gives_its_use_back_once_and_is_off_the_bill(cast: Cast) -> None:
    dining = Dining(cast)
    offer = dining.promotion("Once", TWENTY_OFF, usageLimit=1)
    order = dining.place(dining.cart(pizza=1))
    assert dining.terms(offer)["used"] == 1
    for _ in range(2):
        assert dining.owner.get(CANCEL, id=order["id"])["cancelledAt"]
    terms = dining.terms(offer)
    assert (terms["used"], terms["spent"]["minorUnits"]) == (0, 0)
    assert dining.bill()["lines"] == []
    assert amounts(dining.place(dining.cart(pizza=1)), "offerDiscount") == [50_00]
