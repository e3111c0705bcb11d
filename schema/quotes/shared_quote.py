"""A quote as its recipient sees it: nothing of the author's notes."""

from typing import Any

import strawberry

from models.quotes.quote import QuoteRow
from schema.quotes.quote import QuoteLine, QuoteTotals, lines_of, totals_of


@strawberry.type(description="What a quote promises, as its recipient sees it.")
class SharedQuoteTerms:
    currency: str = strawberry.field(description="ISO 4217.")
    customer_name: str = strawberry.field(description="For whom it is.")

    @strawberry.field(description="The lines, in order.")
    def lines(terms: strawberry.Parent[QuoteRow]) -> list[QuoteLine]:
        return lines_of(terms)

    @strawberry.field(description="What they add up to.")
    def totals(terms: strawberry.Parent[QuoteRow]) -> QuoteTotals:
        return totals_of(terms.totals, terms.currency)

    @classmethod
    def is_type_of(cls, row: Any, _: Any) -> bool:
        return isinstance(row, QuoteRow)
