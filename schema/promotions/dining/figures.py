"""The price of a cart or an order, as guests see it before they order."""

from typing import Any
from uuid import UUID

import strawberry

from models.promotions.pricing.effects import PricedLine as Line
from models.promotions.pricing.order import PricedOrder
from schema.fields.refusals import or_refusal
from schema.money import Money
from schema.promotions.restaurant import money_of

Parent = strawberry.Parent[PricedOrder]


@strawberry.type(description="A line of a cart with its price.")
class PricedLine:
    item_id: UUID = strawberry.field(description="The menu item's id.")
    name: str = strawberry.field(description="The item's name.")
    quantity: int = strawberry.field(description="The quantity.")
    amount: Money = strawberry.field(description="The list price of the whole line.")
    discount: Money = strawberry.field(description="The discount on the line.")
    is_free_item: bool = strawberry.field(description="Whether an offer makes the item free.")


@strawberry.type(description="The price of a cart or an order.")
class OrderFigures:
    explanation: list[str] = strawberry.field(
        description="How the discounts came about, one sentence per offer."
    )

    @strawberry.field(description="The lines, including free items.")
    def lines(order: Parent) -> list[PricedLine]:
        return [_line(line, order.currency) for line in order.lines]

    @strawberry.field(description="The sum of the list prices.")
    def subtotal(order: Parent) -> Money:
        return money_of(order.subtotal, order.currency)

    @strawberry.field(description="The total discount, including discounts on the bill.")
    def offer_discount(order: Parent) -> Money:
        return money_of(order.offer_discount, order.currency)

    @strawberry.field(description="The part of the discount that is taken off the bill.")
    def bill_discount(order: Parent) -> Money:
        return money_of(order.bill_discount, order.currency)

    @strawberry.field(description="The total after discounts, before taxes.")
    def total(order: Parent) -> Money:
        return money_of(order.total, order.currency)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, PricedOrder)


OrderFiguresResult = or_refusal(OrderFigures, "OrderFiguresResult", "The price, or why it is refused.")


def _line(line: Line, currency: str) -> PricedLine:
    return PricedLine(
        item_id=line.item.id,
        name=line.item.name,
        quantity=line.quantity,
        amount=money_of(line.list_total, currency),
        discount=money_of(line.discount, currency),
        is_free_item=line.is_free,
    )
