"""What whoever holds a table's code may see: the table, its open session, what an order would cost."""

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
class SeenTable:
    """A table with its restaurant, and the session that is open at it: an earlier party's is not shown."""

    table: DiningTable
    session: TableSession | None


async def table_at(code: str) -> SeenTable:
    table = await DiningTable.by_code(code, "code")
    return SeenTable(table, await TableSession.open_at(table))


async def session(session_id: UUID) -> TableSession:
    return await TableSession.found(session_id)


async def price_order(table_code: str, wish: OrderRequest) -> PricedOrder:
    """As `placeOrder` would price it now; nothing is written."""
    table = await DiningTable.by_code(table_code)
    place, party = table.restaurant, await TableSession.open_at(table)
    guest = guest_key(wish.diner, place, party)
    _, order = await price_request(place, wish, guest, await fetch_party_tab(place, party), now())
    return order


async def follow_table(code: str) -> AsyncGenerator[SeenTable, None]:
    """The table as it is, and again whenever its session is opened, ordered in, asked to pay, or closed."""
    table = (await table_at(code)).table
    async for _ in rings(table_channel(table.id)):
        yield await table_at(code)
