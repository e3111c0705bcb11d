"""Sessions and orders as clients see them."""

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


@strawberry.type(description="A party at a table. Whoever knows its id orders in it.")
class TableSession:
    id: UUID = strawberry.field(description="The session's id: what orders name.")
    created_at: datetime = strawberry.field(description="When it was opened.")
    bill_requested_at: datetime | None = strawberry.field(description="When the bill was asked for.")
    closed_at: datetime | None = strawberry.field(description="When its bill became final.")

    @strawberry.field(
        graphql_type=list[Annotated["Order", strawberry.lazy("schema.promotions.dining.order")]],
        description="What was ordered so far, in order; cancelled ones say so.",
    )
    async def orders(session: Parent, info: Info) -> Any:
        return await info.context.loaders.orders.load(session.id)

    @strawberry.field(description="What the staff calls the table.")
    def table_label(session: Parent) -> str:
        return str(session.table.label)

    @strawberry.field(description="Where.")
    def restaurant_name(session: Parent) -> str:
        return str(session.restaurant.name)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, TableSessionRow)


@strawberry.type(description="A line of an order, as it was priced then.")
class OrderLine:
    name: str = strawberry.field(description="What.")
    quantity: int = strawberry.field(description="How many.")
    unit_price: MinorUnits = strawberry.field(description="In minor units; a free item costs nothing.")
    list_price: MinorUnits = strawberry.field(description="What one listed at, in minor units.")
    discount: MinorUnits = strawberry.field(description="What was taken off the line, in minor units.")
    total: MinorUnits = strawberry.field(description="What is left of it, in minor units.")
    is_free_item: bool = strawberry.field(description="Whether an offer gave it for nothing.")
    offer_id: UUID | None = strawberry.field(description="The offer that did something to it.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, OrderLineRow)


@strawberry.type(description="What an offer takes off an order, or off the bill because of it.")
class OrderOffer:
    offer_id: UUID = strawberry.field(description="The promotion.")
    title: str = strawberry.field(description="What it was called then.")
    level: Level = strawberry.field(description="Where it is taken off.")
    amount: Money = strawberry.field(description="How much; of the bill: how much less that comes to.")
    explanation: str = strawberry.field(description="Why.")


@strawberry.type(description="What a table has ordered: the kitchen makes all its lines, free ones too.")
class Order:
    id: UUID = strawberry.field(description="The order's id.")
    number: int = strawberry.field(description="Counted from 1 in its session.")
    created_at: datetime = strawberry.field(description="When it was placed.")
    cancelled_at: datetime | None = strawberry.field(description="When it was cancelled.")
    explanation: list[str] = strawberry.field(description="What each offer took off, and why.")

    @strawberry.field(graphql_type=list[OrderLine], description="What was ordered, and what came free.")
    async def lines(order: Row, info: Info) -> Any:
        return await info.context.loaders.order_lines.load(order.id)

    @strawberry.field(description="What its lines list at.")
    async def subtotal(order: Row, info: Info) -> Money:
        return await in_its_currency(order.subtotal, order, info)

    @strawberry.field(description="What offers take off, those of the bill too.")
    async def offer_discount(order: Row, info: Info) -> Money:
        return await in_its_currency(order.offer_discount, order, info)

    @strawberry.field(description="What of that is taken off the bill: how much less it comes to.")
    async def bill_discount(order: Row, info: Info) -> Money:
        return await in_its_currency(order.bill_discount, order, info)

    @strawberry.field(description="The offers that it carries, those of the bill last.")
    async def applied_offers(order: Row, info: Info) -> list[OrderOffer]:
        return [
            OrderOffer(
                offer_id=UUID(each["offer_id"]),
                title=each["title"],
                level=Level.SESSION if "terms" in each else Level.ORDER,
                amount=await in_its_currency(each["amount"], order, info),
                explanation=each["sentence"],
            )
            for each in order.applied
        ]

    @strawberry.field(description="What is left, before taxes.")
    async def total(order: Row, info: Info) -> Money:
        return await in_its_currency(order.total, order, info)

    @strawberry.field(graphql_type=TableSession, description="In which session.")
    async def session(order: Row, info: Info) -> Any:
        return await info.context.loaders.table_sessions.load(order.session_id)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, OrderRow)


@strawberry.type(description="What the kitchen of a restaurant has to make.")
class Kitchen:
    orders: list[Order] = strawberry.field(
        description="Of the sessions that are open, the newest 100, oldest first; cancelled ones say so."
    )


async def in_its_currency(minor_units: int, order: OrderRow, info: Info) -> Money:
    session = await info.context.loaders.table_sessions.load(order.session_id)
    return money_of(minor_units, session.restaurant.currency if session else "")


OrderResult = or_refusal(Order, "OrderResult")
TableSessionResult = or_refusal(TableSession, "TableSessionResult")
