"""The quote as its recipient sees it, without the author's notes."""

from typing import Any

import strawberry

from models.quotes.quote import QuoteRow
from schema.quotes.quote import QuoteLine, QuoteTotals, lines_of, totals_of


@strawberry.type(description="The terms of a quote, as its recipient sees them.")
class SharedQuoteTerms:
    currency: str = strawberry.field(description="The currency, ISO 4217.")
    customer_name: str = strawberry.field(description="The customer's name.")

    @strawberry.field(description="The lines, in order.")
    def lines(terms: strawberry.Parent[QuoteRow]) -> list[QuoteLine]:
        return lines_of(terms)

    @strawberry.field(description="The totals.")
    def totals(terms: strawberry.Parent[QuoteRow]) -> QuoteTotals:
        return totals_of(terms.totals, terms.currency)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, QuoteRow)
