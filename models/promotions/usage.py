"""The usage of one promotion: its uses, what is left of it, and the orders before and after it began."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.money import Amount
from models.offers.lifecycle import Status
from models.offers.records import OfferRow
from models.promotions.promotion import PromotionTerms
from models.storage.sql import Sql, fetch, moment

LONGEST = timedelta(days=366)
STEPS = """SELECT MIN(CASE WHEN event = 'ACTIVATED' THEN created_at END) AS activated,
MIN(CASE WHEN event = 'PAUSED' THEN created_at END) AS paused,
MAX(CASE WHEN event = 'CLOSED' THEN created_at END) AS closed FROM activity WHERE offer_id = ?"""
USES = """SELECT COUNT(DISTINCT CASE WHEN given_back_at IS NULL THEN guest END) AS guests,
COALESCE(SUM(CASE WHEN given_back_at IS NULL THEN 0 ELSE 1 END), 0) AS given_back
FROM redemptions WHERE offer_id = ?"""
SPAN = """SELECT COUNT(*) AS orders, COALESCE(SUM(o.subtotal - o.offer_discount), 0) AS revenue,
COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM redemptions r WHERE r.offer_id = ? AND r.given_back_at IS NULL
AND (r.order_id = o.id OR (r.order_id IS NULL AND r.session_id = o.session_id))) THEN 1 ELSE 0 END), 0)
AS with_it FROM orders o
WHERE o.restaurant_id = ? AND o.cancelled_at IS NULL AND o.created_at >= ? AND o.created_at < ?"""


@dataclass(frozen=True, slots=True)
class SpanFigures:
    """The figures of the orders from `starts` until before `ends`, as shown to guests."""

    starts: datetime
    ends: datetime
    orders: int
    orders_with_it: int
    revenue: Amount


@dataclass(frozen=True, slots=True)
class PromotionUsage:
    """The usage of a promotion; `before` and `after` are equally long spans around its start.

    Both are None until the promotion has begun.
    """

    terms: PromotionTerms
    currency: str
    given_back: int
    guests: int
    before: SpanFigures | None = None
    after: SpanFigures | None = None

    @property
    def spent(self) -> Amount:
        return Amount(self.terms.spent, self.currency)

    @property
    def uses_left(self) -> int | None:
        """The uses left, or None without a limit; at least 0, as a limit can be lowered below past uses."""
        limit = self.terms.usage_limit
        return None if limit is None else max(0, limit - self.terms.used)

    @property
    def budget_left(self) -> Amount | None:
        budget = self.terms.budget
        return None if budget is None else Amount(max(0, budget - self.terms.spent), self.currency)


async def fetch_usage(offer: OfferRow, now: datetime) -> PromotionUsage:
    """Compute the usage in at most five statements, however often the promotion was used."""
    terms = await PromotionTerms.get(offer_id=offer.id).select_related("restaurant")
    (steps,) = await fetch(Sql(STEPS, offer.id))
    (uses,) = await fetch(Sql(USES, offer.id))
    start, end = start_of(offer, steps), end_of(offer, steps, now)
    counts = terms, terms.restaurant.currency, int(uses["given_back"]), uses["guests"]
    if start is None or start >= end:
        return PromotionUsage(*counts)
    length = min(end - start, LONGEST)
    before = await fetch_span(terms, start - length, start)
    return PromotionUsage(*counts, before, await fetch_span(terms, start, start + length))


async def fetch_span(terms: PromotionTerms, starts: datetime, ends: datetime) -> SpanFigures:
    (row,) = await fetch(Sql(SPAN, terms.offer_id, terms.restaurant_id, starts, ends))
    revenue = Amount(int(row["revenue"]), terms.restaurant.currency)
    return SpanFigures(starts, ends, row["orders"], int(row["with_it"]), revenue)


def start_of(offer: OfferRow, steps: Mapping[str, Any]) -> datetime | None:
    """Return when it came into force, or None for a draft.

    An offer that was activated before it was ever paused was a draft until then.
    """
    activated_at, paused_at = steps["activated"], steps["paused"]
    if activated_at is None and offer.status is Status.DRAFT:
        return None
    was_draft = activated_at is not None and (paused_at is None or activated_at < paused_at)
    start = moment(activated_at) if was_draft else offer.created_at
    return max(start, offer.valid_from or start)


def end_of(offer: OfferRow, steps: Mapping[str, Any], now: datetime) -> datetime:
    """Return when it ended, or `now` if it has not."""
    closed_at = moment(steps["closed"]) if offer.status is Status.CLOSED and steps["closed"] else now
    return min(now, closed_at, offer.valid_until or now)
