"""The promotions that a restaurant has in force at a moment, with their uses so far."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from models.promotions.pricing.cart import Moment
from models.promotions.pricing.promotion import Promotion, Use
from models.promotions.promotion import PROMOTION, PromotionTerms
from models.promotions.restaurant import Restaurant
from models.promotions.table import normalize_code
from models.storage.sql import Sql, fetch, fetch_tuples, moment

OWN = ("o.id", "o.title", "o.description", "o.valid_until", "o.version", "t.used", "t.spent")
MOST_PROMOTIONS = 200
COLUMNS = ", ".join([*OWN, "g.used", *(f"t.{column}" for column in PromotionTerms.columns)])
CODES = """EXISTS (SELECT 1 FROM promo_codes m WHERE m.offer_id = o.id AND m.uses_each IS NOT NULL),
c.id, c.code, c.used >= c.uses_each"""
TYPED = """LEFT JOIN promo_codes c ON c.offer_id = o.id AND c.uses_each IS NOT NULL
AND c.withdrawn_at IS NULL AND c.restaurant_id = t.restaurant_id AND c.code = ?"""
TYPED_FIRST = "ORDER BY CASE WHEN c.id IS NOT NULL OR t.code = ? THEN 0 ELSE 1 END,"


@dataclass(frozen=True, slots=True)
class ActivePromotion:
    """The promotion in force, its uses so far, and what guests read about it."""

    promotion: Promotion
    use: Use
    description: str
    valid_until: datetime | None
    version: int
    is_code_used_up: bool = False


async def fetch_promotions(
    restaurant: Restaurant,
    guest: str | None,
    now: datetime,
    code: str | None = None,
    most: int = MOST_PROMOTIONS,
) -> Sequence[ActivePromotion]:
    """Fetch in one statement the promotions in force, with how often this guest has used each.

    At most `most` are returned, by priority; the promotion whose code was typed comes first. A code generated
    for a promotion counts as the promotion's own.
    """
    rows = await fetch_tuples(
        Sql(f"SELECT {CODES}, {COLUMNS} FROM promotion_terms t JOIN offers o ON o.id = t.offer_id")
        + Sql("LEFT JOIN promotion_guests g ON g.offer_id = o.id AND g.guest = ?", guest or "")
        + Sql(TYPED, normalize_code(code or ""))
        + Sql("WHERE t.restaurant_id = ? AND o.kind = ?", restaurant.id, PROMOTION.name)
        + "AND o.status = 'ACTIVE' AND o.deleted_at IS NULL"
        + Sql("AND (o.valid_from IS NULL OR o.valid_from <= ?)", now)
        + Sql("AND (o.valid_until IS NULL OR o.valid_until > ?)", now)
        + Sql(TYPED_FIRST, normalize_code(code or ""))
        + f"t.priority DESC, o.id LIMIT {most}"
    )
    return [_set_code(_active_promotion(row[4:], guest), *row[:4]) for row in rows]


def _active_promotion(row: Sequence[Any], guest: str | None) -> ActivePromotion:
    offer_id, title, description, valid_until, version, used, spent, by_guest = row[:8]
    promotion = PromotionTerms.row(dict(zip(PromotionTerms.columns, row[8:], strict=True))).promotion(
        UUID(str(offer_id)), title
    )
    end = moment(valid_until) if valid_until else None
    use = Use(used, spent, None if guest is None else by_guest or 0)
    return ActivePromotion(replace(promotion, until=end), use, description, end, version)


def _set_code(
    offer: ActivePromotion, has_codes: object, code_id: object, code: str | None, is_used_up: object
) -> ActivePromotion:
    """Set the typed code on its promotion, unless that code is used up."""
    promotion = replace(offer.promotion, has_codes=bool(has_codes))
    if code_id is not None and not is_used_up:
        promotion = replace(promotion, code=code, code_id=UUID(str(code_id)))
    return replace(offer, promotion=promotion, is_code_used_up=bool(is_used_up))


async def fetch_moment(restaurant: Restaurant, guest: str | None, now: datetime) -> Moment:
    """Return the moment, with whether the guest is known and has no earlier order (cancelled ones aside)."""
    earlier_orders = guest and await fetch(
        Sql("SELECT 1 FROM orders WHERE restaurant_id = ? AND guest = ?", restaurant.id, guest)
        + "AND cancelled_at IS NULL LIMIT 1"
    )
    return Moment(now, restaurant.time_zone, guest is not None, guest is not None and not earlier_orders)
