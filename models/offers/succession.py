"""The duplication of an offer, and its replacement by another."""

from datetime import datetime

from models.events import Changes, Event
from models.offers.guards import refuse_settled
from models.offers.lifecycle import OVER, Status, status_at
from models.offers.offer import OWN_FIELDS, Offer
from models.offers.register import KINDS
from models.offers.terms import NewTerms
from models.people.viewer import Viewer
from models.refused import Code, Refused, bad_input

WINDOW = frozenset({"valid_from", "valid_until"})


async def duplicate(offer: Offer, viewer: Viewer, now: datetime) -> Offer:
    """Create a draft by the viewer with the same texts and terms; a validity that has ended is left out."""
    if not KINDS[offer.kind].is_copyable:
        raise Refused(Code.STEP_NOT_ALLOWED, f"A {offer.kind} cannot be duplicated; open a new one.")
    over = offer.valid_until is not None and offer.valid_until <= now
    values = {field: getattr(offer, field) for field in OWN_FIELDS if not (over and field in WINDOW)}
    offer_terms = await offer.terms()
    terms = NewTerms(offer.kind, {"project_id": offer.project_id, **offer_terms.copied_columns()})
    return await Offer.make(viewer, values, terms, now, Status.DRAFT)


async def supersede(offer: Offer, successor: Offer, viewer: Viewer, now: datetime) -> None:
    """Close an offer and point to its successor, an open offer of the same kind."""
    refuse_settled(offer.status)
    if offer.superseded_by_id:
        raise Refused(Code.OFFER_NOT_OPEN, "Another offer has already taken the place of this one.")
    if successor.id == offer.id or successor.kind != offer.kind:
        raise bad_input("The successor must be another offer of the same kind.", "byId")
    if status_at(successor.status, successor.valid_until, now) in OVER:
        raise bad_input(f"An offer that is {successor.status.lower()} cannot supersede another.", "byId")
    was = status_at(offer.status, offer.valid_until, now)
    offer.superseded_by_id, offer.status = successor.id, Status.CLOSED
    changes: Changes = {"status": [was, offer.status], "superseded_by": [None, str(successor.id)]}
    await offer.record_event(Event.SUPERSEDED, viewer.id, changes, now)
