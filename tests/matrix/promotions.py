"""The cases of the permission matrix for the promotions of a restaurant, as its owner calls them."""

from typing import Any
from uuid import UUID

from models.storage.paging import cursor
from resolvers.promotions.restaurant_news import ORDER as NEWS
from tests.matrix.case import Case
from tests.matrix.dining import a_restaurant, an_item, an_order_wish
from tests.matrix.shops import about, shop_case
from tests.support.actors import Person
from tests.support.dining import PROMOTION, TWENTY_OFF

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


def some_news(by: Person) -> dict[str, Any]:
    wish = an_order_wish(by)
    place = "mutation($id: UUID!, $input: OrderInput!) {"
    place += " placeOrder(sessionId: $id, input: $input) { __typename } }"
    assert by.client.get(place, **wish) == {"__typename": "Order"}
    query = "{ restaurants(first: 1) { nodes { id } } }"
    return {"id": by.client.get(query)["nodes"][0]["id"], "after": cursor(NEWS, 0, UUID(int=0))}


PROMOTIONS = {
    "Query.promotionFigures": about(
        "($id: UUID!) { promotionFigures(restaurantId: $id) { __typename } }", a_restaurant
    ),
    "Query.previewPromotion": shop_case(
        f"({TERMS}) {{ previewPromotion(restaurantId: $id, terms: $terms) {{ __typename }} }}", some_terms
    ),
    "Query.tryPromotion": shop_case(
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
    "Query.promotionUsage": about("($id: UUID!) { promotionUsage(offerId: $id) { used } }", a_promotion),
    "Subscription.restaurantNews": Case(
        query="($id: UUID!, $after: String!) { restaurantNews(restaurantId: $id, after: $after) { event } }",
        own=lambda stage, _: some_news(stage.builder),
        foreign=lambda stage, _: some_news(stage.other_builder),
    ),
}
