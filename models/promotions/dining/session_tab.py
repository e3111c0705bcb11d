"""The tab of a session: its orders so far and the uses of bill-level offers that it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from models.promotions.dining.order import Order, lines_of
from models.promotions.dining.table_session import TableSession
from models.promotions.pricing.order import PricedOrder
from models.promotions.pricing.promotion import Promotion
from models.promotions.pricing.tab import Tab
from models.promotions.restaurant import Restaurant
from models.storage.sql import Sql, fetch

HELD = """SELECT r.offer_id, r.amount, t.budget, t.spent
FROM redemptions r JOIN promotion_terms t ON t.offer_id = r.offer_id
WHERE r.order_id IS NULL AND r.given_back_at IS NULL AND r.session_id = ?"""


@dataclass(frozen=True, slots=True)
class Hold:
    """The use counted for a session's bill; `allowance` is the most it may take off, None for any amount."""

    amount: int
    allowance: int | None


async def holds_of(session_id: UUID) -> Mapping[UUID, Hold]:
    """Return what a session holds, by offer; it stays even if the budget was cut since."""
    rows = await fetch(Sql(HELD, session_id))
    return {
        UUID(str(row["offer_id"])): Hold(
            row["amount"],
            None if row["budget"] is None else row["amount"] + max(0, row["budget"] - row["spent"]),
        )
        for row in rows
    }


async def orders_of(session: TableSession) -> list[tuple[int, PricedOrder]]:
    """Return numbers and orders, without cancelled ones."""
    rows = await Order.filter(session_id=session.id, cancelled_at=None).order_by("number")
    lines = await lines_of([row.id for row in rows])
    place = session.restaurant
    known = zip(rows, lines, strict=True)
    return [(row.number, row.priced(each, place.currency, place.time_zone)) for row, each in known]


async def tab_of(session: TableSession) -> Tab:
    return await tab_with(session, [order for _, order in await orders_of(session)])


async def tab_at(restaurant: Restaurant, party: TableSession | None) -> Tab:
    """Return the tab of a party; without a party, an empty one."""
    return await tab_of(party) if party else Tab(policy=restaurant.stacking)


async def tab_with(session: TableSession, orders: Sequence[PricedOrder]) -> Tab:
    chosen: dict[UUID, Promotion] = {}
    holds = await holds_of(session.id) if any(order.promised for order in orders) else {}
    for promotion in (one.promotion for order in orders for one in order.promised):
        if hold := holds.get(promotion.id):
            chosen.setdefault(promotion.id, promotion.held(hold.allowance))
    return Tab(tuple(orders), tuple(chosen.values()), session.restaurant.stacking)
