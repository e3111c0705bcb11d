"""What an offer says of itself, beside its terms: cleaned, and with its window in the author's zone."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from models.checks import clean_text, end_of, start_of
from models.refused import bad_input

if TYPE_CHECKING:
    from models.offers.offer import Offer
    from models.offers.terms import Terms

OWN_FIELDS = ("title", "description", "valid_from", "valid_until")


def describe(offer: "Offer", shared: Mapping[str, Any], zone: str) -> None:
    for field, value in shared.items():
        setattr(offer, field, value)
    offer.title = clean_text(offer.title, "title", 200)
    offer.description = clean_text(offer.description, "description", 10_000, shortest=0)
    offer.search_text = f"{offer.title}\n{offer.description}".casefold()
    offer.valid_from, offer.valid_until = start_of(offer.valid_from, zone), end_of(offer.valid_until, zone)
    if offer.valid_from and offer.valid_until and offer.valid_until <= offer.valid_from:
        raise bad_input("An offer ends after it starts.", "validUntil")


def as_promised(offer: "Offer", promised: "Terms") -> dict[str, Any]:
    own = {field: getattr(offer, field) for field in OWN_FIELDS}
    return own | {column: getattr(promised, column) for column in promised.columns}
