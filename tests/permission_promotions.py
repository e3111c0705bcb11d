"""How the permission matrix asks what whoever runs a restaurant asks about its promotions."""

from typing import Any

from tests.cast import Person
from tests.dining import PROMOTION, TWENTY_OFF
from tests.permission_dining import a_restaurant, an_item
from tests.permission_shops import about, written

TERMS = "$id: UUID!, $terms: PromotionTermsInput!"


def some_terms(by: Person) -> dict[str, Any]:
    restaurant = a_restaurant(by)
    return {"id": restaurant, "terms": {"restaurantId": restaurant, "rule": TWENTY_OFF}}


def terms_and_a_cart(by: Person) -> dict[str, Any]:
    terms = some_terms(by)
    return {**terms, "cart": [{"menuItemId": an_item(by, terms["id"])}]}


def a_promotion(by: Person) -> str:
    promotion = {"restaurantId": a_restaurant(by), "rule": TWENTY_OFF, "isAutomatic": False}
    return str(by.client.get(PROMOTION, input={"title": "Coded", "terms": {"promotion": promotion}})["id"])


PROMOTIONS = {
    "Query.promotionFigures": about(
        "($id: UUID!) { promotionFigures(restaurantId: $id) { __typename } }", a_restaurant
    ),
    "Query.previewPromotion": written(
        f"({TERMS}) {{ previewPromotion(restaurantId: $id, terms: $terms) {{ __typename }} }}", some_terms
    ),
    "Query.tryPromotion": written(
        f"({TERMS}, $cart: [CartLineInput!]!) {{"
        " tryPromotion(restaurantId: $id, terms: $terms, cart: $cart) { __typename } }",
        terms_and_a_cart,
    ),
    "Query.promoCodes": about("($id: UUID!) { promoCodes(offerId: $id) { nodes { code } } }", a_promotion),
    "Mutation.generatePromoCodes": about(
        "($id: UUID!) { generatePromoCodes(offerId: $id, count: 1) { __typename } }", a_promotion
    ),
    "Mutation.withdrawPromoCodes": about(
        '($id: UUID!) { withdrawPromoCodes(offerId: $id, codes: ["X"]) { __typename } }', a_promotion
    ),
}
