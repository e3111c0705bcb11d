"""A promotion that nobody has saved: checked like any other, to be tried before it is offered."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from models.kinds.promotion import PATH, PromotionTerms
from models.kinds.promotion_form import conditions_of, rule_of
from models.pricing.promotion import Promotion
from models.refused import bad_input
from models.restaurant import Restaurant

NO_ID = UUID(int=0)
TITLE = "This promotion"


def unsaved(restaurant: Restaurant, terms: Mapping[str, Any], offer_id: UUID = NO_ID) -> Promotion:
    """Refuses what cannot be promised, and terms that are meant for elsewhere."""
    if terms["restaurant_id"] != restaurant.id:
        raise bad_input("These terms name another restaurant.", f"{PATH}.restaurantId")
    row = PromotionTerms(**terms)
    row.check()
    return Promotion(
        id=offer_id,
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
