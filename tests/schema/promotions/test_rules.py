"""Codes, limits, hours and first orders: what keeps an offer from a cart, at comparing and at placing."""

from datetime import timedelta

import pytest

from models.clock import now
from tests.support.actors import Cast
from tests.support.dining import BUY_2_GET_1, CANCEL, PIZZA, PROMOTION, TERMS, TWENTY_OFF, Dining, amounts

LOG = "query($id: UUID!) { activity(offerId: $id) { nodes { changes { field after } } } }"
CHANGE = """mutation($id: UUID!, $terms: PromotionTermsChangeInput!) {
  updateOffer(id: $id, input: {terms: {promotion: $terms}}) { __typename }
}"""
ASHA, ASHA_ABROAD = {"phone": "98123 45678"}, {"phone": "+919812345678"}


@pytest.fixture
def dining(cast: Cast) -> Dining:
    return Dining(cast)


def missing(dining: Dining, **who: str) -> list[str]:
    (one,) = dining.compare(dining.cart(pizza=1), **who)["notEligible"]
    return [each["code"] for each in one["missing"]]


def test_a_code_is_trimmed_and_its_letter_case_does_not_matter(dining: Dining) -> None:
    offer = dining.promotion("Secret", TWENTY_OFF, code=" Save-20 ", isAutomatic=False)
    assert dining.terms(offer)["code"] == "SAVE-20"
    found = dining.compare(dining.cart(pizza=1), promo="  save-20 ")
    assert (found["appliedOfferIds"], found["promoCodeProblem"]) == ([offer], None)
    order = dining.place(dining.cart(pizza=1), promoCode=" sAvE-20")
    assert amounts(order, "total") == [200_00]


def test_a_promotion_that_needs_a_code_is_hidden_without_the_code(dining: Dining) -> None:
    offer = dining.promotion("Secret", TWENTY_OFF, code="SECRET", isAutomatic=False)
    for promo in (None, "SECRE"):
        found = dining.compare(dining.cart(pizza=1), promo=promo)
        assert (found["best"], found["others"], found["notEligible"]) == (None, [], [])
    assert found["promoCodeProblem"] == "There is no such code."
    assert dining.place(dining.cart(pizza=1), offerId=offer)["code"] == "OFFER_CHANGED"
    refused = dining.place(dining.cart(pizza=1), promoCode="SECRE")
    assert (refused["code"], refused["field"]) == ("BAD_INPUT", "promoCode")


def test_a_code_replaces_the_automatic_offer_only_when_it_saves_more(dining: Dining) -> None:
    auto = dining.promotion("Twenty", TWENTY_OFF)
    small = dining.promotion("Ten", {"percentOff": {"percent": 10}}, code="TEN", isAutomatic=False)
    large = dining.promotion("Half", {"percentOff": {"percent": 50}}, code="HALF", isAutomatic=False)
    found = dining.compare(dining.cart(pizza=1), promo="TEN")
    assert (found["appliedOfferIds"], found["others"][0]["offerId"]) == ([auto], small)
    assert found["promoCodeProblem"] == "Another offer saves as much or more, so the code was not used."
    assert dining.compare(dining.cart(pizza=1), promo="half")["appliedOfferIds"] == [large]
    assert amounts(dining.place(dining.cart(pizza=1), promoCode="TEN"), "total") == [200_00]
    dining.next_party()
    assert amounts(dining.place(dining.cart(pizza=1), promoCode="HALF"), "total") == [125_00]


def test_one_code_is_one_promotions_in_a_restaurant_and_another_may_have_it(cast: Cast) -> None:
    first, second = Dining(cast), Dining(cast)
    first.promotion("One", TWENTY_OFF, code="SAME")
    second.promotion("Two", TWENTY_OFF, code="SAME")
    terms = {"restaurantId": first.id, "rule": TWENTY_OFF, "code": "same"}
    refused = first.owner.get(PROMOTION, input={"title": "Three", "terms": {"promotion": terms}})
    assert (refused["code"], refused["field"]) == ("CONFLICT", "terms.promotion.code")


def test_a_limit_for_each_customer_asks_who_it_is_and_knows_a_number_in_any_form(dining: Dining) -> None:
    dining.promotion("Once each", TWENTY_OFF, customerLimit=1)
    assert missing(dining) == ["CUSTOMER_REQUIRED"]
    cart = dining.cart(pizza=1)
    assert amounts(dining.place(cart, customer=ASHA), "offerDiscount") == [50_00]
    dining.next_party()
    assert missing(dining, **ASHA_ABROAD) == ["CUSTOMER_LIMIT_REACHED"]
    assert amounts(dining.place(cart, customer=ASHA_ABROAD), "offerDiscount") == [0]
    dining.next_party()
    assert amounts(dining.place(cart, customer={"email": "A@x.example"}), "offerDiscount") == [50_00]
    dining.next_party()
    assert missing(dining, email=" a@X.example ") == ["CUSTOMER_LIMIT_REACHED"]


def test_a_first_order_is_one_even_where_the_restaurant_has_seen_the_guest_before(dining: Dining) -> None:
    dining.promotion("Welcome", TWENTY_OFF, conditions={"firstOrder": True})
    assert missing(dining) == ["CUSTOMER_REQUIRED"]
    assert amounts(dining.place(dining.cart(pizza=1), customer=ASHA), "offerDiscount") == [50_00]
    assert missing(dining, **ASHA) == ["FIRST_ORDER_ONLY"]


def test_what_is_used_up_is_neither_shown_as_eligible_nor_placed(dining: Dining) -> None:
    offer = dining.promotion("Once", TWENTY_OFF, usageLimit=1)
    dining.place(dining.cart(pizza=1))
    dining.next_party()
    assert missing(dining) == ["LIMIT_REACHED"]
    refused = dining.place(dining.cart(pizza=1), offerId=offer)
    assert (refused["code"], refused["message"]) == ("OFFER_CHANGED", "This offer has reached its limit.")


def test_a_budget_is_never_overdrawn(dining: Dining) -> None:
    offer = dining.promotion("Fifty in all", TWENTY_OFF, budget=60_00)
    assert amounts(dining.place(dining.cart(pizza=1)), "offerDiscount") == [50_00]
    dining.next_party()
    assert missing(dining) == ["BUDGET_EXCEEDED"]
    assert amounts(dining.place(dining.cart(pizza=1)), "offerDiscount") == [0]
    assert dining.terms(offer)["spent"]["minorUnits"] == 50_00


def test_hours_are_the_restaurants(cast: Cast) -> None:
    # At any moment it is noon somewhere: the hour around now holds in one zone and not twelve hours off.
    here, away = Dining(cast, timeZone="Etc/GMT"), Dining(cast, timeZone="Etc/GMT-12")
    hour = now() - timedelta(minutes=5)
    hours = {"opens": f"{hour:%H:%M}", "closes": f"{hour + timedelta(hours=1):%H:%M}"}
    for dining in (here, away):
        dining.promotion("Happy hour", TWENTY_OFF, conditions=hours)
    assert here.compare(here.cart(pizza=1))["best"]
    assert missing(away) == ["NOT_NOW"]


def test_what_has_not_begun_has_ended_or_is_paused_is_not_offered(dining: Dining) -> None:
    dining.promotion("Tomorrow", TWENTY_OFF, validFrom=(now() + timedelta(days=1)).isoformat())
    dining.promotion("Yesterday", TWENTY_OFF, validUntil=(now() - timedelta(days=1)).isoformat())
    paused = dining.promotion("Paused", TWENTY_OFF)
    dining.owner.get("mutation($id: UUID!) { pauseOffer(id: $id) { __typename } }", id=paused)
    found = dining.compare(dining.cart(pizza=1))
    assert (found["best"], found["notEligible"], found["appliedOfferIds"]) == (None, [], [])
    assert dining.place(dining.cart(pizza=1), offerId=paused)["code"] == "OFFER_CHANGED"


def test_what_is_not_discountable_counts_as_spent_and_is_never_cheaper(dining: Dining) -> None:
    dining.wine = dining.item("Wine", 400_00, "Drinks", isDiscountable=False)
    dining.promotion("20% from 500", TWENTY_OFF, conditions={"minAmount": 500_00})
    order = dining.place(dining.cart(wine=1, pizza=1))
    assert amounts(order, "offerDiscount", "total") == [50_00, 600_00]


def test_offers_marked_stackable_combine_where_the_restaurant_allows_it(cast: Cast) -> None:
    dining = Dining(cast, stacking="COMPATIBLE")
    dining.promotion("Buy 2 Get 1", BUY_2_GET_1, isStackable=True)
    dining.promotion("20%", TWENTY_OFF, isStackable=True)
    cart = dining.cart(pizza=3, coke=1)
    found = dining.compare(cart)
    order = dining.place(cart)
    assert len(found["appliedOfferIds"]) == 2
    assert amounts(found["order"], "total") == amounts(order, "total") == [440_00]
    assert len(order["explanation"]) == 2


def test_without_the_automatic_best_only_what_is_chosen_is_taken_off(cast: Cast) -> None:
    dining = Dining(cast, autoBest=False)
    offer = dining.promotion("Twenty", TWENTY_OFF)
    found = dining.compare(dining.cart(pizza=1))
    assert (found["best"]["offerId"], found["appliedOfferIds"]) == (offer, [])
    assert amounts(dining.place(dining.cart(pizza=1)), "offerDiscount") == [0]
    dining.next_party()
    assert amounts(dining.place(dining.cart(pizza=1), offerId=offer), "offerDiscount") == [50_00]


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ({"percentOff": {"percent": 0}}, "rule.percent"),
        ({"flatOff": {"amount": 0}}, "rule.amount"),
        ({"buyGet": {"buy": {}, "buyQuantity": 0}}, "rule.buyQuantity"),
    ],
)
def test_a_rule_that_gives_nothing_is_refused_by_its_field(
    dining: Dining, rule: dict[str, object], field: str
) -> None:
    terms = {"restaurantId": dining.id, "rule": rule}
    refused = dining.owner.get(PROMOTION, input={"title": "Wrong", "terms": {"promotion": terms}})
    assert (refused["code"], refused["field"]) == ("BAD_INPUT", f"terms.promotion.{field}")


def test_a_promotion_reads_in_words_and_is_changed_without_losing_what_was_used(dining: Dining) -> None:
    conditions = {"minAmount": 500_00, "weekdays": [5, 6], "opens": "17:00", "closes": "19:00"}
    offer = dining.promotion("Happy", {"percentOff": {"percent": 12.5, "cap": 100_00}}, conditions=conditions)
    terms = dining.terms(offer)
    assert terms["rule"] == "12.5% off the whole bill, up to ₹100.00."
    assert terms["conditions"] == ["From ₹500.00 on.", "On Friday, Saturday.", "From 17:00 to 19:00."]
    change = "mutation($id: UUID!, $t: PromotionTermsChangeInput!) { updateOffer(id: $id, input:"
    change += " {terms: {promotion: $t}}) { ...on PromotionOffer { version } } }"
    now_on = {"rule": BUY_2_GET_1, "conditions": {}, "usageLimit": 9}
    assert dining.owner.get(change, id=offer, t=now_on) == {"version": 2}
    dining.place(dining.cart(pizza=3))
    assert dining.owner.get(change, id=offer, t={"usageLimit": 10}) == {"version": 3}
    terms = dining.terms(offer)
    assert (terms["rule"], terms["conditions"]) == ("Buy 2 of Pizza, get 1 free.", [])
    assert (terms["used"], terms["usageLimit"]) == (1, 10)


def test_nobody_else_sees_a_promotion(cast: Cast, dining: Dining) -> None:
    offer = dining.promotion("Mine", TWENTY_OFF)
    assert cast.other_builder.client.error_code(TERMS, id=offer) == "FORBIDDEN"
    assert cast.agent.client.error_code(TERMS, id=offer) == "FORBIDDEN"
    assert cast.admin.client.get(TERMS, id=offer)["title"] == "Mine"


def test_a_copy_of_a_promotion_is_a_draft_without_its_code(dining: Dining) -> None:
    offer = dining.promotion("Coded", TWENTY_OFF, code="COPY-ME")
    copy = "mutation($id: UUID!) { duplicateOffer(id: $id) { ...on PromotionOffer {"
    copy += " status terms { code rule used } } } }"
    terms = {"code": None, "rule": "20% off the whole bill.", "used": 0}
    assert dining.owner.get(copy, id=offer) == {"status": "DRAFT", "terms": terms}


def test_the_log_says_which_orders_used_a_promotion(dining: Dining) -> None:
    offer = dining.promotion("Logged", TWENTY_OFF)
    order = dining.place(dining.cart(pizza=1))
    log = "query($id: UUID!) { activity(offerId: $id) { nodes { event changes { field after } } } }"
    line = dining.owner.get(log, id=offer)["nodes"][-1]
    assert line["event"] == "REDEEMED"
    assert order["id"] in str(line["changes"])


def test_words_that_no_menu_has_are_refused_and_lead_to_no_table(dining: Dining) -> None:
    rule = {"percentOff": {"percent": 10, "scope": {"categories": ["Piz\x01za"]}}}
    wish = {"title": "Wrong", "terms": {"promotion": {"restaurantId": dining.id, "rule": rule}}}
    assert dining.owner.get(PROMOTION, input=wish)["code"] == "BAD_INPUT"
    dining.code = "T\x01"
    menu = "query($code: String!) { menu(tableCode: $code) { currency } }"
    assert dining.guest.error_code(menu, code=dining.code) == "NOT_FOUND"
    assert dining.guest.error_code(menu, code="nowhere") == "NOT_FOUND"


def test_what_was_written_is_read_part_by_part_to_be_edited(dining: Dining) -> None:
    get = {"categories": ["Drinks"]}
    rule = {"buyGet": {"buy": {"items": [dining.pizza]}, "buyQuantity": 2, "get": get, "percent": 50}}
    conditions = {"weekdays": [1, 7], "opens": "22:00", "closes": "02:00", "minQuantity": 1}
    offer = dining.promotion("Late", rule, conditions=conditions)
    parts = """query($id: UUID!) { offer(id: $id) { ...on PromotionOffer { terms {
      ruleParts { percent buyQuantity getQuantity times buy { items } get { categories } items { items } }
      conditionParts { weekdays opens closes minQuantity firstOrder scope { items } }
    } } } }"""
    terms = dining.owner.get(parts, id=offer)["terms"]
    assert terms["ruleParts"] == {
        **{"percent": 50.0, "buyQuantity": 2, "getQuantity": 1, "times": None, "items": None},
        **{"buy": {"items": [dining.pizza]}, "get": get},
    }
    known = {**conditions, "firstOrder": False, "scope": {"items": []}}
    assert terms["conditionParts"] == known


def test_its_log_speaks_as_its_inputs_do(dining: Dining) -> None:
    """No columns, no hundredths of a percent, no minutes after midnight."""
    offer = dining.promotion("Pizzas", {"percentOff": {"percent": 10, "scope": PIZZA}})
    dining.owner.get(CANCEL, id=dining.place(dining.cart(pizza=1))["id"])
    conditions = {"weekdays": [1, 7], "opens": "18:00", "minAmount": 500}
    terms = {"usageLimit": 5, "conditions": conditions, "rule": {"percentOff": {"percent": 12.5}}}
    dining.owner.get(CHANGE, id=offer, terms=terms)
    *_, redeemed, returned, changed = dining.owner.get(LOG, id=offer)["nodes"]
    assert [line["changes"][0]["field"] for line in (redeemed, returned)] == ["amount", "amount"]
    fields = {each["field"]: each["after"] for each in changed["changes"]}
    assert set(fields) == {"usageLimit", "conditions", "rule"}
    assert (fields["usageLimit"], fields["rule"]["percent"]) == (5, 12.5)
    assert {name: fields["conditions"][name] for name in conditions} == conditions
