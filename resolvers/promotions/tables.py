"""The guests' view of a table: its open session, and what an order would cost."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from uuid import UUID

from models.clock import now
from models.promotions.dining.placing import OrderRequest, price_request
from models.promotions.dining.session_tab import fetch_party_tab
from models.promotions.dining.table_session import TableSession, guest_key
from models.promotions.pricing.order import PricedOrder
from models.promotions.table import DiningTable, table_channel
from subscriptions.follow import rings


@dataclass(frozen=True, slots=True)
class TableView:
    """The table with its restaurant and its open session; closed sessions are not shown."""

    table: DiningTable
    session: TableSession | None


async def table_at(code: str) -> TableView:
    table = await DiningTable.by_code(code, "code")
    return TableView(table, await TableSession.open_at(table))


async def session(session_id: UUID) -> TableSession:
    return await TableSession.by_id(session_id)


async def price_order(table_code: str, request: OrderRequest) -> PricedOrder:
    """Price the order as `placeOrder` would now; nothing is stored."""
    table = await DiningTable.by_code(table_code)
    place, party = table.restaurant, await TableSession.open_at(table)
    guest = guest_key(request.diner, place, party)
    _, order = await price_request(place, request, guest, await fetch_party_tab(place, party), now())
    return order


async def follow_table(code: str) -> AsyncGenerator[TableView, None]:
    """Yield the table now, and again after every change of its session."""
    table = (await table_at(code)).table
    async for _ in rings(table_channel(table.id)):
        yield await table_at(code)
