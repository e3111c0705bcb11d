"""A share as its recipient sees it."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.offers.records import OfferRow
from models.offers.register import KINDS
from models.offers.settling import Decision
from models.sharing.response import Response
from models.sharing.share import Share, ShareState, state_of
from models.storage.sql import moment


@dataclass(frozen=True, slots=True)
class OpenedShare:
    """The share with its response, if any, and the offer, in the version that was answered."""

    share: Share
    offer: OfferRow
    response: Response | None

    @property
    def state(self) -> ShareState:
        return state_of(self.share, self.response is not None, self.offer.read_at)

    @property
    def decisions(self) -> Sequence[Decision]:
        """Return the decisions that are possible now."""
        answerable = self.state is ShareState.OPEN and self.offer.is_in_force
        return sorted(KINDS[self.offer.kind].decisions) if answerable else []

    @property
    def notice(self) -> str | None:
        """Return the reason why it cannot be answered; None if it can, or if it was answered."""
        return None if self.response else KINDS[self.offer.kind].not_open(self.offer)


def restore_answered_version(offer: OfferRow, response: Response | None) -> OfferRow:
    """Restore the version of the offer that was answered."""
    if response is None:
        return offer
    offer_values = response.seen["offer"]
    offer.version = response.version
    offer.title, offer.description = offer_values["title"], offer_values["description"]
    offer.valid_from = offer_values["valid_from"] and moment(offer_values["valid_from"])
    offer.valid_until = offer_values["valid_until"] and moment(offer_values["valid_until"])
    offer.terms = KINDS[offer.kind].terms.row(response.seen["terms"])
    return offer
