"""The preview of a promotion: what it would have saved on past orders, had it been in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models.people.access import Access
from models.promotions.menu_item import MenuItem
from models.promotions.past_orders import fetch_past_orders
from models.promotions.pricing.replay import ReplayResult, replay_orders
from models.promotions.pricing.shelf import build_shelf
from models.promotions.promotion import PromotionTerms
from models.promotions.restaurant import Restaurant
from models.promotions.unsaved import unsaved_promotion
from models.storage.calendar_days import CalendarDays


@dataclass(frozen=True, slots=True)
class PromotionPreview:
    """The result of a replay; `is_cut` means that only the newest orders were replayed."""

    span: CalendarDays
    result: ReplayResult
    is_cut: bool
    currency: str


async def build_preview(
    restaurant: Restaurant, terms: Mapping[str, Any], offer_id: UUID | None, span: CalendarDays
) -> PromotionPreview:
    """Replay new terms, or, with `offer_id`, terms that would replace those of a promotion."""
    own_terms = PromotionTerms.filter(offer_id=offer_id, restaurant_id=restaurant.id, offer__deleted_at=None)
    current_terms = await own_terms.first() if offer_id is not None else None
    if offer_id is not None and current_terms is None:
        raise Access(None, "promotion", offer_id, "preview.preview", "offerId").deny(exists=False)
    promotion = await unsaved_promotion(restaurant, terms, current_terms)
    past_orders = await fetch_past_orders(restaurant, span)
    menu = build_shelf(row.item for row in await MenuItem.menu_of(restaurant.id))
    result = replay_orders(past_orders.orders, promotion, menu, restaurant.time_zone)
    return PromotionPreview(span, result, past_orders.is_cut, restaurant.currency)
