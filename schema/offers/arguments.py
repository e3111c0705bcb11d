"""The arguments of the root fields of offers, each with the words that clients see."""

from typing import Annotated
from uuid import UUID

from strawberry import argument

from schema.offers.enums import Order
from schema.offers.filters import OfferFilterInput
from schema.offers.input import OfferChangeInput, OfferInput

OfferId = Annotated[UUID, argument(description="The offer's id.")]
OfferIds = Annotated[list[UUID], argument(description="1 to 100 offers, of any kinds.")]
MaybeOfferId = Annotated[UUID | None, argument(description="The offer; absent: all of yours.")]
Successor = Annotated[UUID, argument(description="The offer that takes its place, of the same kind.")]
WhichOffers = Annotated[OfferFilterInput | None, argument(description="Which offers; absent: all.")]
OrderBy = Annotated[Order, argument(description="In which order.")]
NewOffer = Annotated[OfferInput, argument(description="The new offer.")]
OfferChange = Annotated[OfferChangeInput, argument(description="What to change.")]
ExpectedVersion = Annotated[
    int | None,
    argument(description="The version you have seen; another by now is refused as OFFER_CHANGED."),
]
