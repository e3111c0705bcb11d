"""How the owner's root fields around promotions are asked: about a restaurant with so many of everything."""

from typing import Any

from tests.dining import TWENTY_OFF
from tests.statement_case import Case
from tests.statement_dining import COMPARED, a_cart, a_kitchen, about, done
from tests.statement_world import World

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


PROMOTIONS = {
    "Query.promotionFigures": about(
        done("promotionFigures(restaurantId: $id)", "PromotionFigures", f"orders usageRate {DAYS} {USED}"),
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
}
