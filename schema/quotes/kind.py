"""The quote in the register of kinds."""

from models.quotes.quote import QUOTE
from schema.offers.kind_types import KindTypes
from schema.quotes.input import QuoteTermsChangeInput, QuoteTermsInput
from schema.quotes.quote import QuoteOffer
from schema.quotes.shared_quote import SharedQuoteTerms

QUOTE_TYPES = KindTypes(
    name=QUOTE.name,
    offer=QuoteOffer,
    shared_terms=SharedQuoteTerms,
    terms=QuoteTermsInput,
    terms_description="A quote for a customer.",
    change=QuoteTermsChangeInput,
    change_description="Changes to a quote.",
)
