"""What a cart or an order comes to, as guests see it before they order."""

from typing import Any
from uuid import UUID

import strawberry

from models.promotions.pricing.effects import PricedLine as Line
from models.promotions.pricing.order import PricedOrder
from schema.fields.refusals import or_refusal
from schema.money import Money
from schema.promotions.restaurant import money_of

Priced = strawberry.Parent[PricedOrder]


@strawberry.type(description="A line of a cart, priced.")
class PricedLine:
    item_id: UUID = strawberry.field(description="What, by its id on the menu.")
    name: str = strawberry.field(description="What it is called.")
    quantity: int = strawberry.field(description="How many.")
    amount: Money = strawberry.field(description="What they list at together.")
    discount: Money = strawberry.field(description="What is taken off the line.")
    is_free_item: bool = strawberry.field(description="Whether an offer gives it for nothing.")


@strawberry.type(description="What a cart or an order comes to.")
class OrderFigures:
    explanation: list[str] = strawberry.field(description="Why, a sentence for each offer.")

    @strawberry.field(description="Its lines, those that come free too.")
    def lines(order: Priced) -> list[PricedLine]:
        return [_line(line, order.currency) for line in order.lines]

    @strawberry.field(description="What its lines list at.")
    def subtotal(order: Priced) -> Money:
        return money_of(order.subtotal, order.currency)

    @strawberry.field(description="What offers take off, those of the bill too.")
    def offer_discount(order: Priced) -> Money:
        return money_of(order.offer_discount, order.currency)

    @strawberry.field(description="What of that is taken off the bill: how much less it comes to.")
    def bill_discount(order: Priced) -> Money:
        return money_of(order.bill_discount, order.currency)

    @strawberry.field(description="What is left, before taxes.")
    def total(order: Priced) -> Money:
        return money_of(order.total, order.currency)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, PricedOrder)


OrderFiguresResult = or_refusal(OrderFigures, "OrderFiguresResult", "What it would come to, or why not.")


def _line(line: Line, currency: str) -> PricedLine:
    return PricedLine(
        item_id=line.item.id,
        name=line.item.name,
        quantity=line.quantity,
        amount=money_of(line.listed, currency),
        discount=money_of(line.discount, currency),
        is_free_item=line.is_free,
    )
