"""The unsaved promotion, validated like any other, to be tried before it is offered."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from models.promotions.form import conditions_of, rule_of
from models.promotions.pricing.promotion import Promotion
from models.promotions.promotion import PATH, PromotionTerms
from models.promotions.restaurant import Restaurant
from models.refused import bad_input

NO_ID = UUID(int=0)
TITLE = "This promotion"


async def unsaved_promotion(
    restaurant: Restaurant, terms: Mapping[str, Any], current_terms: PromotionTerms | None = None
) -> Promotion:
    """Build a promotion from unsaved terms; refuses invalid terms and what is not on the restaurant's menu.

    The items and categories of `current_terms` stay allowed. The code may be taken: a changed promotion is
    tried with its own.
    """
    if terms["restaurant_id"] != restaurant.id:
        raise bad_input("The terms must name this restaurant.", f"{PATH}.restaurantId")
    row = PromotionTerms(**terms)
    row.check()
    await row.refuse_foreign(current_terms.parts if current_terms else {})
    return Promotion(
        id=current_terms.offer_id if current_terms else NO_ID,
        title=TITLE,
        rule=rule_of(row.rule),
        conditions=conditions_of(row.conditions),
        code=row.code,
        is_automatic=row.is_automatic,
        is_stackable=row.is_stackable,
        priority=row.priority,
        limit=row.usage_limit,
        customer_limit=row.customer_limit,
        budget=row.budget,
    )
