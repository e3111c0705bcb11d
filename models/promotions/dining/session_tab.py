"""The tab of a session: its orders so far and the uses of bill-level offers counted for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from models.promotions.dining.order import Order, fetch_lines
from models.promotions.dining.table_session import TableSession
from models.promotions.pricing.order import PricedOrder
from models.promotions.pricing.promotion import Promotion
from models.promotions.pricing.tab import Tab
from models.promotions.restaurant import Restaurant
from models.storage.sql import Sql, fetch

BILL_USES = """SELECT r.offer_id, r.amount, t.budget, t.spent
FROM redemptions r JOIN promotion_terms t ON t.offer_id = r.offer_id
WHERE r.order_id IS NULL AND r.given_back_at IS NULL AND r.session_id = ?"""


@dataclass(frozen=True, slots=True)
class BillUse:
    """The use counted for a session's bill; `allowance` is the most it may take off, None for any amount."""

    amount: int
    allowance: int | None


async def fetch_bill_uses(session_id: UUID) -> Mapping[UUID, BillUse]:
    """Return the uses counted for a session's bill, by offer; a budget cut later does not remove them."""
    rows = await fetch(Sql(BILL_USES, session_id))
    return {
        UUID(str(row["offer_id"])): BillUse(
            row["amount"],
            None if row["budget"] is None else row["amount"] + max(0, row["budget"] - row["spent"]),
        )
        for row in rows
    }


async def fetch_priced_orders(session: TableSession) -> list[tuple[int, PricedOrder]]:
    """Return numbers and orders, without cancelled ones."""
    rows = await Order.filter(session_id=session.id, cancelled_at=None).order_by("number")
    lines = await fetch_lines([row.id for row in rows])
    restaurant = session.restaurant
    pairs = zip(rows, lines, strict=True)
    return [
        (row.number, row.to_priced_order(order_lines, restaurant.currency, restaurant.time_zone))
        for row, order_lines in pairs
    ]


async def fetch_tab(session: TableSession) -> Tab:
    return await build_tab(session, [order for _, order in await fetch_priced_orders(session)])


async def fetch_party_tab(restaurant: Restaurant, party: TableSession | None) -> Tab:
    """Return the tab of a party; without a party, an empty one."""
    return await fetch_tab(party) if party else Tab(policy=restaurant.stacking)


async def build_tab(session: TableSession, orders: Sequence[PricedOrder]) -> Tab:
    choices: dict[UUID, Promotion] = {}
    bill_uses = await fetch_bill_uses(session.id) if any(order.promises for order in orders) else {}
    for promotion in (promise.promotion for order in orders for promise in order.promises):
        if bill_use := bill_uses.get(promotion.id):
            choices.setdefault(promotion.id, promotion.for_session(bill_use.allowance))
    return Tab(tuple(orders), tuple(choices.values()), session.restaurant.stacking)
