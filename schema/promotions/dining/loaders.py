"""The data loaders of this room: one statement per request for many rows."""

from functools import cached_property
from uuid import UUID

from strawberry.dataloader import DataLoader

from models.promotions.dining.order import Order, OrderLine, fetch_lines, fetch_orders
from models.promotions.dining.table_session import TableSession
from resolvers.promotions.dining import sessions_by_id


class DiningLoaders:
    @cached_property
    def table_sessions(self) -> DataLoader[UUID, TableSession | None]:
        return DataLoader(load_fn=sessions_by_id)

    @cached_property
    def orders(self) -> DataLoader[UUID, list[Order]]:
        return DataLoader(load_fn=fetch_orders)

    @cached_property
    def order_lines(self) -> DataLoader[UUID, list[OrderLine]]:
        return DataLoader(load_fn=fetch_lines)
