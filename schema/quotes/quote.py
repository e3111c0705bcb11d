"""The quote as its author sees it."""

from decimal import Decimal
from typing import Any

import strawberry

from models.money import Amount
from models.quotes.quote import QUOTE, QuoteRow
from models.quotes.totals import Line as LineRow
from models.quotes.totals import Totals as TotalsRow
from schema.money import Money
from schema.offers.offer import Offer
from schema.percent import percent
from schema.scalars import Percentage, Quantity

Terms = strawberry.Parent[QuoteRow]


@strawberry.type(description="The customer of a quote.")
class QuoteCustomer:
    name: str = strawberry.field(description="The name; empty if unknown.")
    email: str | None = strawberry.field(description="The e-mail address.")
    phone: str | None = strawberry.field(description="The phone number in E.164.")


@strawberry.type(description="One line of a quote.")
class QuoteLine:
    description: str = strawberry.field(description="The description.")
    quantity: Quantity = strawberry.field(description="The quantity, with up to three decimals.")
    unit_price: Money = strawberry.field(description="The unit price.")
    tax_rate: Percentage = strawberry.field(description="The tax rate in percent.")
    net: Money = strawberry.field(description="The quantity times the unit price, rounded half up.")
    tax: Money = strawberry.field(description="The tax on this line, rounded half up.")


@strawberry.type(description="The totals of a quote.")
class QuoteTotals:
    net: Money = strawberry.field(description="The total of all lines without tax.")
    tax: Money = strawberry.field(description="The total tax.")
    total: Money = strawberry.field(description="The total with tax.")


@strawberry.type(description="The terms of a quote, as its author sees them.")
class QuoteTerms:
    currency: str = strawberry.field(description="The currency, ISO 4217.")
    notes: str = strawberry.field(description="Internal notes; links never show them.")

    @strawberry.field(description="The customer.")
    def customer(terms: Terms) -> QuoteCustomer:
        return QuoteCustomer(name=terms.customer_name, email=terms.customer_email, phone=terms.customer_phone)

    @strawberry.field(description="The lines, in order.")
    def lines(terms: Terms) -> list[QuoteLine]:
        return lines_of(terms)

    @strawberry.field(description="The totals, computed by the server.")
    def totals(terms: Terms) -> QuoteTotals:
        return totals_of(terms.totals, terms.currency)


@strawberry.type(description="A quote: the price of something for one customer.")
class QuoteOffer(Offer):
    terms: QuoteTerms = strawberry.field(description="The terms.")

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return getattr(row, "kind", None) == QUOTE.name


def lines_of(terms: QuoteRow) -> list[QuoteLine]:
    return [_line(line, terms.currency) for line in terms.lines]


def totals_of(totals: TotalsRow, currency: str) -> QuoteTotals:
    return QuoteTotals(
        net=_money(totals.net, currency),
        tax=_money(totals.tax, currency),
        total=_money(totals.total, currency),
    )


def _line(line: LineRow, currency: str) -> QuoteLine:
    return QuoteLine(
        description=line.description,
        quantity=Quantity(Decimal(line.quantity).scaleb(-3)),
        unit_price=_money(line.unit_price, currency),
        tax_rate=percent(line.tax_rate),
        net=_money(line.net, currency),
        tax=_money(line.tax, currency),
    )


def _money(minor_units: int, currency: str) -> Any:
    """Build the row that Money shows."""
    return Amount(minor_units, currency)
