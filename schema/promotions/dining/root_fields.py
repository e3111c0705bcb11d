"""The root fields at a table: for guests without an account, and for the staff."""

from collections.abc import AsyncGenerator

import strawberry

from models.promotions.cart_offers import CartOffers
from models.promotions.dining.order import Order as OrderRow
from models.promotions.dining.table_session import TableSession as TableSessionRow
from models.promotions.pricing.order import PricedOrder
from models.promotions.restaurant import Restaurant as RestaurantRow
from resolvers.promotions import dining, tables
from resolvers.promotions import dining as dining_resolvers
from resolvers.promotions import tables as table_resolvers
from resolvers.promotions.dining import GuestBill, Place
from resolvers.promotions.tables import TableView
from schema.context import Info
from schema.fields.permissions import IsBuilder, IsPublic
from schema.fields.root_field import mutation, public_query, query, subscription
from schema.promotions.arguments import RestaurantId
from schema.promotions.dining.arguments import (
    Cart,
    Guest,
    GuestCode,
    MaybeRestaurantId,
    MaybeTableCode,
    NewOrder,
    OrderId,
    SessionOfTable,
    TableCode,
)
from schema.promotions.dining.bill import BillResult
from schema.promotions.dining.comparison import OfferComparisonsResult
from schema.promotions.dining.figures import OrderFiguresResult
from schema.promotions.dining.input import diner
from schema.promotions.dining.order import Kitchen, OrderResult, TableSession, TableSessionResult
from schema.promotions.dining.table import GuestTable
from schema.promotions.restaurant import Menu


@strawberry.type
class DiningQuery:
    @query(IsPublic, "The items that can be ordered at a table or in a restaurant.", Menu)
    async def menu(
        self, info: Info, table_code: MaybeTableCode = None, restaurant_id: MaybeRestaurantId = None
    ) -> RestaurantRow:
        await info.context.count_public(table_code)
        return await dining.restaurant_at(Place(table_code, restaurant_id))

    @public_query(
        "The best offer for a cart, the others with their savings, and the rest with the"
        " missing requirements.",
        OfferComparisonsResult,
    )
    async def compare_offers(
        self,
        info: Info,
        cart: Cart,
        table_code: MaybeTableCode = None,
        restaurant_id: MaybeRestaurantId = None,
        customer: Guest = None,
        promo_code: GuestCode = None,
    ) -> CartOffers:
        await info.context.count_public(table_code)
        lines = [line.pair for line in cart]
        place = Place(table_code, restaurant_id)
        guest = diner(customer, info.context.settings.secret_key)
        return await dining.compare(place, lines, guest, promo_code)

    @query(IsPublic, "A table as its guests see it. Open to anyone with the table's code.", GuestTable)
    async def table(self, info: Info, code: TableCode) -> TableView:
        await info.context.count_public(code)
        return await tables.table_at(code)

    @query(IsPublic, "A session with its orders. Open to anyone who knows the session's id.", TableSession)
    async def table_session(self, info: Info, session_id: SessionOfTable) -> TableSessionRow:
        await info.context.count_public(str(session_id))
        return await tables.session(session_id)

    @public_query(
        "What an order at a table would cost now. Nothing is ordered.",
        OrderFiguresResult,
    )
    async def price_order(self, info: Info, table_code: TableCode, input: NewOrder) -> PricedOrder:
        await info.context.count_public(table_code)
        return await tables.price_order(table_code, input.to_request(info.context.settings.secret_key))

    @public_query("The bill of a session. Open to anyone who knows the session's id.", BillResult)
    async def bill(self, info: Info, session_id: SessionOfTable) -> GuestBill:
        await info.context.count_public(str(session_id))
        return await dining.bill(session_id)


@strawberry.type
class DiningMutation:
    @mutation(
        IsPublic,
        "Join the open session at a table, or open a new one.",
        TableSessionResult,
        takes_key=False,
    )
    async def open_table_session(
        self, info: Info, table_code: TableCode, customer: Guest = None
    ) -> TableSessionRow:
        await info.context.count_public(table_code)
        guest = diner(customer, info.context.settings.secret_key)
        return await dining.open_session(table_code, guest)

    @mutation(
        IsPublic,
        "Place an order, priced from the menu. Open to anyone who knows the session's id.",
        OrderResult,
    )
    async def place_order(self, info: Info, session_id: SessionOfTable, input: NewOrder) -> OrderRow:
        await info.context.count_public(str(session_id))
        return await dining.place_order(session_id, input.to_request(info.context.settings.secret_key))

    @mutation(
        IsPublic, "Request the bill. Open to anyone who knows the session's id.", BillResult, takes_key=False
    )
    async def request_bill(self, info: Info, session_id: SessionOfTable) -> GuestBill:
        await info.context.count_public(str(session_id))
        return await dining.request_bill(session_id)

    @mutation(
        IsBuilder,
        "Cancel an order in one of your restaurants. Its uses of offers are given back."
        " Admins: any restaurant.",
        OrderResult,
    )
    async def cancel_order(self, info: Info, id: OrderId) -> OrderRow:
        return await dining.cancel_order(info.context.viewer, id)

    @mutation(
        IsBuilder,
        "Close a session in one of your restaurants, which makes its bill final. Admins: any restaurant.",
        BillResult,
    )
    async def close_session(self, info: Info, session_id: SessionOfTable) -> GuestBill:
        return await dining.close_session(info.context.viewer, session_id)


@strawberry.type
class DiningSubscription:
    @subscription(
        IsPublic,
        "A table as its guests see it: its current state, then an update after every change"
        " of its session. Open to anyone with the table's code.",
        GuestTable,
    )
    async def table(self, info: Info, code: TableCode) -> AsyncGenerator[TableView, None]:
        await info.context.count_public(code)
        async for view in table_resolvers.follow_table(code):
            info.context.loaders.clear()
            yield view

    @subscription(
        IsBuilder,
        "The orders for the kitchen of your restaurant: the current ones, then an update after every change.",
        Kitchen,
    )
    async def kitchen(self, info: Info, restaurant_id: RestaurantId) -> AsyncGenerator[Kitchen, None]:
        async for orders in dining_resolvers.follow_kitchen(info.context.viewer, restaurant_id):
            info.context.loaders.clear()
            yield Kitchen(orders=orders)  # type: ignore[arg-type]
