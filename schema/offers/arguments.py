"""The arguments of the root fields of offers, with their descriptions."""

from typing import Annotated
from uuid import UUID

from strawberry import argument

from schema.offers.enums import Order
from schema.offers.filters import OfferFilterInput
from schema.offers.input import OfferChangeInput, OfferInput

OfferId = Annotated[UUID, argument(description="The offer's id.")]
OfferIds = Annotated[list[UUID], argument(description="The ids of 1 to 100 offers of any kind.")]
MaybeOfferId = Annotated[UUID | None, argument(description="The offer; all of your offers if absent.")]
Successor = Annotated[UUID, argument(description="The offer that replaces it; it must be of the same kind.")]
WhichOffers = Annotated[OfferFilterInput | None, argument(description="Filters the offers; all if absent.")]
OrderBy = Annotated[Order, argument(description="The order of the list.")]
NewOffer = Annotated[OfferInput, argument(description="The new offer.")]
OfferChange = Annotated[OfferChangeInput, argument(description="The changes.")]
ExpectedVersion = Annotated[
    int | None,
    argument(description="The version you have read; a newer one is refused with OFFER_CHANGED."),
]
