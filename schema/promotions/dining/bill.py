"""A bill as guests and the staff see it."""

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
    order_number: int = strawberry.field(description="Of which order.")
    name: str = strawberry.field(description="What.")
    quantity: int = strawberry.field(description="How many.")
    unit_price: Money = strawberry.field(description="Of one; a free item costs nothing.")
    list_price: Money = strawberry.field(description="What one listed at.")
    discount: Money = strawberry.field(description="What was taken off the line.")
    total: Money = strawberry.field(description="What is left of it.")
    is_free_item: bool = strawberry.field(description="Whether an offer gave it for nothing.")
    offer_id: UUID | None = strawberry.field(description="The offer that did something to it.")


@strawberry.type(description="What an offer took off, and why.")
class AppliedOffer:
    offer_id: UUID = strawberry.field(description="The promotion.")
    title: str = strawberry.field(description="What it was called then.")
    order_number: int | None = strawberry.field(description="Off which order; null: off the bill.")
    amount: Money = strawberry.field(description="How much.")
    explanation: str = strawberry.field(description="Why.")


@strawberry.type(description="A tax on a bill.")
class BillTax:
    name: str = strawberry.field(description="What it is called.")
    rate: Percentage = strawberry.field(description="In percent.")
    amount: Money = strawberry.field(description="How much, rounded once.")


@strawberry.type(description="What a session comes to: list prices, less what was saved, plus taxes.")
class Bill:
    @strawberry.field(graphql_type=TableSession, description="Whose bill it is.")
    def session(bill: Parent) -> Any:
        return bill.session

    @strawberry.field(description="Whether the session is closed, so that nothing changes any more.")
    def is_final(bill: Parent) -> bool:
        return bill.session.closed_at is not None

    @strawberry.field(description="Everything that was ordered and not cancelled, free items too.")
    def lines(bill: Parent) -> list[BillLine]:
        return [BillLine(**made(line, bill, LINE_MONEY)) for line in bill.form["lines"]]

    @strawberry.field(description="What offers took off, the orders' own first, then those of the bill.")
    def applied_offers(bill: Parent) -> list[AppliedOffer]:
        return [AppliedOffer(**made(offer, bill, {"amount"})) for offer in bill.form["offers"]]

    @strawberry.field(description="Taxes, each on what is left after all discounts.")
    def taxes(bill: Parent) -> list[BillTax]:
        return [
            BillTax(name=tax["name"], rate=percent(tax["rate"]), amount=figure(tax["amount"], bill))
            for tax in bill.form["taxes"]
        ]

    @strawberry.field(description="What the lines list at.")
    def subtotal(bill: Parent) -> Money:
        return figure(bill.form["subtotal"], bill)

    @strawberry.field(description="What the orders' own offers took off.")
    def offer_discount(bill: Parent) -> Money:
        return figure(bill.form["offer_discount"], bill)

    @strawberry.field(description="What was taken off the bill itself.")
    def session_discount(bill: Parent) -> Money:
        return figure(bill.form["session_discount"], bill)

    @strawberry.field(description="What was saved in all.")
    def saved(bill: Parent) -> Money:
        return figure(bill.form["saved"], bill)

    @strawberry.field(description="What is to be paid, taxes included.")
    def total(bill: Parent) -> Money:
        return figure(bill.form["total"], bill)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, GuestBill)


LINE_MONEY = {"unit_price", "list_price", "discount", "total"}


def figure(minor_units: int, bill: GuestBill) -> Money:
    return money_of(minor_units, bill.session.restaurant.currency)


def made(form: dict[str, Any], bill: GuestBill, amounts: set[str]) -> dict[str, Any]:
    """With its amounts as money and its offer's id as one."""
    money = {name: figure(form[name], bill) for name in amounts}
    return {**form, **money, "offer_id": UUID(form["offer_id"]) if form["offer_id"] else None}


BillResult = or_refusal(Bill, "BillResult", "The bill, or why not.")
