"""The inputs for quotes."""

from typing import Any
from uuid import UUID

import strawberry

from models.money import DEFAULT_CURRENCY
from models.offers.terms import NewTerms
from models.quotes.quote import QUOTE
from schema.percent import hundredths
from schema.scalars import MinorUnits, Percentage, Quantity


@strawberry.input(description="The customer of a quote.")
class QuoteCustomerInput:
    name: str = strawberry.field(default="", description="The name, up to 120 characters.")
    email: str | None = strawberry.field(default=None, description="The e-mail address.")
    phone: str | None = strawberry.field(
        default=None, description="The phone number in E.164, such as +919812345678."
    )

    def columns(self) -> dict[str, Any]:
        return {"customer_name": self.name, "customer_email": self.email, "customer_phone": self.phone}


@strawberry.input(description="One line of a quote.")
class QuoteLineInput:
    description: str = strawberry.field(description="The description, up to 500 characters.")
    quantity: Quantity = strawberry.field(description="The quantity, more than 0, with up to three decimals.")
    unit_price: MinorUnits = strawberry.field(description="The unit price, 0 or more.")
    tax_rate: Percentage | None = strawberry.field(
        default=None, description="The tax rate in percent, 0 to 100; none if absent."
    )

    def as_row(self) -> list[Any]:
        rate = hundredths(self.tax_rate) if self.tax_rate is not None else 0
        return [self.description, int(self.quantity * 1000), self.unit_price, rate]


@strawberry.input(description="The terms of a quote.")
class QuoteTermsInput:
    lines: list[QuoteLineInput] = strawberry.field(
        description="The lines, 1 to 200; the server computes the totals."
    )
    customer: QuoteCustomerInput | None = strawberry.field(default=None, description="The customer.")
    currency: str = strawberry.field(default=DEFAULT_CURRENCY, description="The currency, ISO 4217.")
    notes: str = strawberry.field(default="", description="Internal notes; links never show them.")
    project_id: UUID | None = strawberry.field(default=None, description="The project it belongs to, if any.")

    def as_terms(self) -> NewTerms:
        lines = [line.as_row() for line in self.lines]
        columns = {
            "lines": lines,
            "currency": self.currency,
            "notes": self.notes,
            "project_id": self.project_id,
        }
        return NewTerms(QUOTE.name, columns | (self.customer or QuoteCustomerInput()).columns())


@strawberry.input(description="Changes to a quote's terms; absent fields stay as they are.")
class QuoteTermsChangeInput:
    lines: strawberry.Maybe[list[QuoteLineInput]] = strawberry.field(description="The complete new list.")
    customer: strawberry.Maybe[QuoteCustomerInput] = strawberry.field(
        description="The complete new customer."
    )
    currency: strawberry.Maybe[str] = strawberry.field(description="The currency, ISO 4217.")
    notes: strawberry.Maybe[str] = strawberry.field(description="Internal notes; links never show them.")

    def as_terms(self) -> NewTerms:
        columns: dict[str, Any] = {}
        if self.lines:
            columns["lines"] = [line.as_row() for line in self.lines.value]
        if self.customer:
            columns |= self.customer.value.columns()
        columns |= {f: change.value for f in ("currency", "notes") if (change := getattr(self, f))}
        return NewTerms(QUOTE.name, columns)
