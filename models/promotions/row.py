"""The record of a promotion's terms, as reads use it."""

from dataclasses import dataclass
from uuid import UUID

import orjson

from models.promotions.form import conditions_of, rule_of
from models.promotions.pricing.conditions import Conditions
from models.promotions.pricing.promotion import Promotion
from models.promotions.pricing.rule import Rule


@dataclass(slots=True)
class PromotionRow:
    """The terms as stored; see `PromotionTerms`."""

    restaurant_id: UUID
    rule_json: str
    conditions_json: str
    code: str | None
    is_automatic: bool
    is_stackable: bool
    priority: int
    usage_limit: int | None
    customer_limit: int | None
    budget: int | None

    def __post_init__(self) -> None:
        """Convert ids and booleans, which SQLite returns as text and as numbers."""
        self.restaurant_id = UUID(str(self.restaurant_id))
        self.is_automatic, self.is_stackable = bool(self.is_automatic), bool(self.is_stackable)

    @property
    def rule(self) -> Rule:
        return rule_of(orjson.loads(self.rule_json))

    @property
    def conditions(self) -> Conditions:
        return conditions_of(orjson.loads(self.conditions_json))

    def promotion(self, offer_id: UUID, title: str) -> Promotion:
        """Build the promotion that carts are compared with."""
        return Promotion(
            id=offer_id,
            title=title,
            rule=self.rule,
            conditions=self.conditions,
            code=self.code,
            is_automatic=self.is_automatic,
            is_stackable=self.is_stackable,
            priority=self.priority,
            limit=self.usage_limit,
            customer_limit=self.customer_limit,
            budget=self.budget,
        )
