"""How the permission matrix asks what whoever runs a restaurant asks about its promotions."""

from typing import Any

from tests.cast import Person
from tests.dining import TWENTY_OFF
from tests.permission_dining import a_restaurant, an_item
from tests.permission_shops import about, written

TERMS = "$id: UUID!, $terms: PromotionTermsInput!"


def some_terms(by: Person) -> dict[str, Any]:
    restaurant = a_restaurant(by)
    return {"id": restaurant, "terms": {"restaurantId": restaurant, "rule": TWENTY_OFF}}


def terms_and_a_cart(by: Person) -> dict[str, Any]:
    terms = some_terms(by)
    return {**terms, "cart": [{"menuItemId": an_item(by, terms["id"])}]}


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
}
