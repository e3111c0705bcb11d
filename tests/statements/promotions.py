"""The cases of promotions for their owner: a restaurant with many rows of each kind."""

from typing import Any
from uuid import UUID

from models.promotions.code_batch import CodesRequest
from models.promotions.promotion import PromotionTerms
from models.storage.paging import cursor
from resolvers.promotions.promo_codes import generate_codes
from resolvers.promotions.restaurant_news import ORDER as NEWS
from tests.statements.case import Case
from tests.statements.dining import COMPARED, a_cart, a_kitchen, about, result_selection
from tests.statements.world import World
from tests.support.dining import TWENTY_OFF

MONEY = "{ text }"
DAYS = f"days {{ date saved {MONEY} revenue {MONEY} }}"
USED = f"mostUsed {{ uses saved {MONEY} offer {{ title author {{ name }} terms {{ used }} }} }}"

TERMS = "$id: UUID!, $terms: PromotionTermsInput!"


def with_terms(found: dict[str, Any]) -> dict[str, Any]:
    return {**found, "terms": {"restaurantId": found["id"], "rule": TWENTY_OFF}}


async def _to_preview(world: World) -> dict[str, Any]:
    return with_terms(await a_kitchen(world))


async def _to_try(world: World) -> dict[str, Any]:
    return with_terms(await a_cart(world))


async def _promotion_with_codes(world: World) -> dict[str, Any]:
    """A promotion with so many codes."""
    terms = PromotionTerms.filter(restaurant_id=(await a_kitchen(world))["id"])
    await terms.update(is_automatic=False)
    offer_id = (await terms)[0].offer_id
    made = await generate_codes(world.builder, offer_id, CodesRequest(world.rows))
    return {"id": str(offer_id), "count": world.rows, "codes": made}


async def _news(world: World) -> dict[str, Any]:
    return {**await a_kitchen(world), "after": cursor(NEWS, 0, UUID(int=0))}


PROMOTIONS = {
    "Query.promotionFigures": about(
        result_selection(
            "promotionFigures(restaurantId: $id)", "PromotionFigures", f"orders usageRate {DAYS} {USED}"
        ),
        a_kitchen,
    ),
    "Query.previewPromotion": Case(
        "builder",
        f"({TERMS}) {{ previewPromotion(restaurantId: $id, terms: $terms) {{"
        " __typename ... on PromotionPreview { orders isCut saved { text } revenue { text } } } }",
        _to_preview,
    ),
    "Query.tryPromotion": Case(
        "builder",
        f"({TERMS}, $cart: [CartLineInput!]!) {{ tryPromotion(restaurantId: $id, terms: $terms, cart: $cart)"
        f" {{ __typename ... on OfferComparison {{ {COMPARED} }} }} }}",
        _to_try,
    ),
    "Query.promoCodes": about(
        "promoCodes(offerId: $id) { nodes { code used usesEach } pagination { total } }",
        _promotion_with_codes,
    ),
    "Mutation.generatePromoCodes": Case(
        "builder",
        "($id: UUID!, $count: Int!) { generatePromoCodes(offerId: $id, count: $count) { __typename } }",
        _promotion_with_codes,
    ),
    "Mutation.withdrawPromoCodes": Case(
        "builder",
        "($id: UUID!, $codes: [String!]!) { withdrawPromoCodes(offerId: $id, codes: $codes) { __typename } }",
        _promotion_with_codes,
    ),
    "Query.promotionUsage": about(
        "promotionUsage(offerId: $id) { used spent { text } after { orders revenue { text } } }",
        _promotion_with_codes,
    ),
    "Subscription.restaurantNews": Case(
        "builder",
        "($id: UUID!, $after: String!) { restaurantNews(restaurantId: $id, after: $after) {"
        " event amount { text } offer { title } order { number total { text } lines { name } } } }",
        _news,
    ),
}
