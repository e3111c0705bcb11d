"""The trial of an unsaved promotion: a cart compared with it and with the promotions in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.promotions.cart_offers import CartOffers, cart_of
from models.promotions.menu_item import MenuItem
from models.promotions.on_offer import OnOffer, moment_at, promotions_at
from models.promotions.pricing.compare import Comparison, compare
from models.promotions.pricing.promotion import Use
from models.promotions.pricing.tab import Tab
from models.promotions.restaurant import Restaurant
from models.promotions.unsaved import unsaved


@dataclass(frozen=True, slots=True)
class Trial:
    """The comparison with all offers, and that of the unsaved promotion among them."""

    offers: CartOffers
    comparison: Comparison


async def trial(
    restaurant: Restaurant,
    terms: Mapping[str, Any],
    wanted: Sequence[tuple[UUID, int]],
    guest: str | None,
    code: str | None,
    at: datetime,
) -> Trial:
    """Compare a cart as guests would see it at that moment, without other promotions that need a code."""
    promotion = await unsaved(restaurant, terms)
    menu = [row.item for row in await MenuItem.menu_of(restaurant.id)]
    cart = cart_of(wanted, {item.id: item for item in menu}, restaurant.currency, "cart")
    tried = OnOffer(promotion, Use(by_customer=None if guest is None else 0), "", None, 0)
    others = await promotions_at(restaurant, guest, at)
    known = [tried, *(each for each in others if not each.promotion.needs_code)]
    moment = await moment_at(restaurant, guest, at)
    compared = compare(cart, menu, [(each.promotion, each.use) for each in known], moment, code)
    by_id, tab = {each.promotion.id: each for each in known}, Tab(policy=restaurant.stacking)
    offers = CartOffers(restaurant, cart, menu, by_id, compared, code, tab, moment.local)
    return Trial(offers, next(one for one in compared.every if one.promotion.id == promotion.id))
