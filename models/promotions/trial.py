"""The trial of an unsaved promotion: a cart compared with it and with the promotions in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.promotions.active import ActivePromotion, fetch_moment, fetch_promotions
from models.promotions.cart_offers import CartOffers, build_cart
from models.promotions.menu_item import MenuItem
from models.promotions.pricing.compare import Comparison, compare
from models.promotions.pricing.promotion import Use
from models.promotions.pricing.tab import Tab
from models.promotions.restaurant import Restaurant
from models.promotions.unsaved import unsaved_promotion


@dataclass(frozen=True, slots=True)
class Trial:
    """The comparison with all offers, and that of the unsaved promotion among them."""

    offers: CartOffers
    comparison: Comparison


async def run_trial(
    restaurant: Restaurant,
    terms: Mapping[str, Any],
    quantities: Sequence[tuple[UUID, int]],
    guest: str | None,
    code: str | None,
    at: datetime,
) -> Trial:
    """Compare a cart as guests would see it at that moment, without other promotions that need a code."""
    promotion = await unsaved_promotion(restaurant, terms)
    menu = [row.item for row in await MenuItem.menu_of(restaurant.id)]
    cart = build_cart(quantities, {item.id: item for item in menu}, restaurant.currency, "cart")
    candidate = ActivePromotion(promotion, Use(by_customer=None if guest is None else 0), "", None, 0)
    other_promotions = await fetch_promotions(restaurant, guest, at)
    comparable = [candidate, *(active for active in other_promotions if not active.promotion.needs_code)]
    moment = await fetch_moment(restaurant, guest, at)
    comparisons = compare(cart, menu, [(active.promotion, active.use) for active in comparable], moment, code)
    by_id, tab = {active.promotion.id: active for active in comparable}, Tab(policy=restaurant.stacking)
    offers = CartOffers(restaurant, cart, menu, by_id, comparisons, code, tab, moment.local)
    return Trial(
        offers,
        next(
            comparison
            for comparison in comparisons.all_comparisons
            if comparison.promotion.id == promotion.id
        ),
    )
