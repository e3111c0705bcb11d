"""The bill as guests and the staff see it."""

from typing import Any
from uuid import UUID

import strawberry

from resolvers.promotions.dining import GuestBill
from schema.fields.refusals import or_refusal
from schema.money import Money
from schema.percent import percent
from schema.promotions.dining.order import TableSession
from schema.promotions.restaurant import money_of
from schema.scalars import Percentage

Parent = strawberry.Parent[GuestBill]


@strawberry.type(description="A line of a bill.")
class BillLine:
    order_number: int = strawberry.field(description="The number of the order.")
    name: str = strawberry.field(description="The item's name.")
    quantity: int = strawberry.field(description="The quantity.")
    unit_price: Money = strawberry.field(description="The price of one unit; 0 for a free item.")
    list_price: Money = strawberry.field(description="The list price of one unit.")
    discount: Money = strawberry.field(description="The discount on the line.")
    total: Money = strawberry.field(description="The total of the line after the discount.")
    is_free_item: bool = strawberry.field(description="Whether an offer made the item free.")
    offer_id: UUID | None = strawberry.field(description="The id of the offer applied to the line, if any.")


@strawberry.type(description="The discount of an offer, and its explanation.")
class AppliedOffer:
    offer_id: UUID = strawberry.field(description="The promotion's id.")
    title: str = strawberry.field(description="The promotion's title at that time.")
    order_number: int | None = strawberry.field(
        description="The number of the discounted order; null for a discount on the bill."
    )
    amount: Money = strawberry.field(description="The discount.")
    explanation: str = strawberry.field(description="How the discount came about.")


@strawberry.type(description="A tax on a bill.")
class BillTax:
    name: str = strawberry.field(description="The name of the tax.")
    rate: Percentage = strawberry.field(description="The rate in percent.")
    amount: Money = strawberry.field(description="The amount of tax, rounded once.")


@strawberry.type(description="The bill of a session: list prices, less discounts, plus taxes.")
class Bill:
    @strawberry.field(graphql_type=TableSession, description="The session.")
    def session(bill: Parent) -> Any:
        return bill.session

    @strawberry.field(description="Whether the session is closed, so that the bill can no longer change.")
    def is_final(bill: Parent) -> bool:
        return bill.session.closed_at is not None

    @strawberry.field(description="Everything ordered and not cancelled, including free items.")
    def lines(bill: Parent) -> list[BillLine]:
        return [BillLine(**row_of(line, bill, LINE_MONEY)) for line in bill.form["lines"]]

    @strawberry.field(description="The offers applied: those of orders first, then those of the bill.")
    def applied_offers(bill: Parent) -> list[AppliedOffer]:
        return [AppliedOffer(**row_of(offer, bill, {"amount"})) for offer in bill.form["offers"]]

    @strawberry.field(description="The taxes, each on what is left after all discounts.")
    def taxes(bill: Parent) -> list[BillTax]:
        return [
            BillTax(name=tax["name"], rate=percent(tax["rate"]), amount=figure(tax["amount"], bill))
            for tax in bill.form["taxes"]
        ]

    @strawberry.field(description="The sum of the list prices.")
    def subtotal(bill: Parent) -> Money:
        return figure(bill.form["subtotal"], bill)

    @strawberry.field(description="The discount of offers on orders.")
    def offer_discount(bill: Parent) -> Money:
        return figure(bill.form["offer_discount"], bill)

    @strawberry.field(description="The discount of offers on the bill.")
    def session_discount(bill: Parent) -> Money:
        return figure(bill.form["session_discount"], bill)

    @strawberry.field(description="The total discount.")
    def saved(bill: Parent) -> Money:
        return figure(bill.form["saved"], bill)

    @strawberry.field(description="The total to pay, including taxes.")
    def total(bill: Parent) -> Money:
        return figure(bill.form["total"], bill)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, GuestBill)


LINE_MONEY = {"unit_price", "list_price", "discount", "total"}


def figure(minor_units: int, bill: GuestBill) -> Money:
    return money_of(minor_units, bill.session.restaurant.currency)


def row_of(form: dict[str, Any], bill: GuestBill, amounts: set[str]) -> dict[str, Any]:
    """Return the form with its amounts as Money and its offer's id as a UUID or None."""
    money = {name: figure(form[name], bill) for name in amounts}
    return {**form, **money, "offer_id": UUID(form["offer_id"]) if form["offer_id"] else None}


BillResult = or_refusal(Bill, "BillResult", "The bill, or why it cannot be shown.")
