"""The types of sessions and orders."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry

from models.promotions.dining.order import Order as OrderRow
from models.promotions.dining.order import OrderLine as OrderLineRow
from models.promotions.dining.table_session import TableSession as TableSessionRow
from schema.context import Info
from schema.fields.refusals import or_refusal
from schema.money import Money
from schema.promotions.enums import Level
from schema.promotions.restaurant import money_of
from schema.scalars import MinorUnits

Parent = strawberry.Parent[Any]
Row = strawberry.Parent[OrderRow]


@strawberry.type(description="The session in which an order was placed, without its other orders.")
class OrderSession:
    id: UUID = strawberry.field(description="The session's id, which orders refer to.")
    created_at: datetime = strawberry.field(description="When the session was opened.")
    bill_requested_at: datetime | None = strawberry.field(
        description="When the bill was requested; null if it was not."
    )
    closed_at: datetime | None = strawberry.field(
        description="When the session was closed and its bill became final; null while it is open."
    )

    @strawberry.field(description="The staff's name for the table.")
    def table_label(session: Parent) -> str:
        return str(session.table.label)

    @strawberry.field(description="The restaurant's name.")
    def restaurant_name(session: Parent) -> str:
        return str(session.restaurant.name)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, TableSessionRow)


@strawberry.type(description="A session of a party at a table. Anyone who knows its id can order in it.")
class TableSession(OrderSession):
    @strawberry.field(
        graphql_type=list[Annotated["Order", strawberry.lazy("schema.promotions.dining.order")]],
        description="The orders so far, oldest first, including cancelled ones.",
    )
    async def orders(session: Parent, info: Info) -> Any:
        return await info.context.loaders.orders.load(session.id)


@strawberry.type(description="A line of an order, priced when the order was placed.")
class OrderLine:
    name: str = strawberry.field(description="The item's name.")
    quantity: int = strawberry.field(description="The quantity.")
    unit_price: MinorUnits = strawberry.field(
        description="The price of one unit in minor units; 0 for a free item."
    )
    list_price: MinorUnits = strawberry.field(description="The list price of one unit, in minor units.")
    discount: MinorUnits = strawberry.field(description="The discount on the line, in minor units.")
    total: MinorUnits = strawberry.field(
        description="The total of the line after the discount, in minor units."
    )
    is_free_item: bool = strawberry.field(description="Whether an offer made the item free.")
    offer_id: UUID | None = strawberry.field(description="The id of the offer applied to the line, if any.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, OrderLineRow)


@strawberry.type(description="An offer used by an order, with its discount on the order or on the bill.")
class OrderOffer:
    offer_id: UUID = strawberry.field(description="The promotion's id.")
    title: str = strawberry.field(description="The promotion's title at that time.")
    level: Level = strawberry.field(description="The level at which the discount is taken off.")
    amount: Money = strawberry.field(
        description="The discount; at the level of the bill, how much lower this order makes it."
    )
    explanation: str = strawberry.field(description="How the discount came about.")


@strawberry.type(description="An order of a table. The kitchen makes all its lines, including free items.")
class Order:
    id: UUID = strawberry.field(description="The order's id.")
    number: int = strawberry.field(description="The number in its session, from 1.")
    created_at: datetime = strawberry.field(description="When the order was placed.")
    cancelled_at: datetime | None = strawberry.field(
        description="When the order was cancelled; null if it was not."
    )
    explanation: list[str] = strawberry.field(
        description="How the discounts came about, one sentence per offer."
    )

    @strawberry.field(graphql_type=list[OrderLine], description="The ordered items and the free items.")
    async def lines(order: Row, info: Info) -> Any:
        return await info.context.loaders.order_lines.load(order.id)

    @strawberry.field(description="The sum of the list prices.")
    async def subtotal(order: Row, info: Info) -> Money:
        return await to_money(order.subtotal, order, info)

    @strawberry.field(description="The total discount, including discounts on the bill.")
    async def offer_discount(order: Row, info: Info) -> Money:
        return await to_money(order.offer_discount, order, info)

    @strawberry.field(description="The part of the discount that is taken off the bill.")
    async def bill_discount(order: Row, info: Info) -> Money:
        return await to_money(order.bill_discount, order, info)

    @strawberry.field(description="The offers used by the order, those of the bill last.")
    async def applied_offers(order: Row, info: Info) -> list[OrderOffer]:
        return [
            OrderOffer(
                offer_id=UUID(offer["offer_id"]),
                title=offer["title"],
                level=Level.SESSION if "terms" in offer else Level.ORDER,
                amount=await to_money(offer["amount"], order, info),
                explanation=offer["sentence"],
            )
            for offer in order.applied
        ]

    @strawberry.field(description="The total after discounts, before taxes.")
    async def total(order: Row, info: Info) -> Money:
        return await to_money(order.total, order, info)

    @strawberry.field(graphql_type=OrderSession, description="The session.")
    async def session(order: Row, info: Info) -> Any:
        return await info.context.loaders.table_sessions.load(order.session_id)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, OrderRow)


@strawberry.type(description="The orders for the kitchen of a restaurant.")
class Kitchen:
    orders: list[Order] = strawberry.field(
        description="The newest 100 orders of open sessions, oldest first, including cancelled ones."
    )


async def to_money(minor_units: int, order: OrderRow, info: Info) -> Money:
    session = await info.context.loaders.table_sessions.load(order.session_id)
    return money_of(minor_units, session.restaurant.currency if session else "")


OrderResult = or_refusal(Order, "OrderResult")
TableSessionResult = or_refusal(TableSession, "TableSessionResult")
