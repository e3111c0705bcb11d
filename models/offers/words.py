"""The wording of an offer's events for people."""

from models.events import Event
from models.offers.records import OfferRow
from models.offers.register import KINDS

OUT_OF_SIGHT = "An offer that you can no longer see."
WORDS = {
    Event.CREATED: "New: “{}”.",
    Event.CHANGED: "“{}” has changed.",
    Event.ACTIVATED: "“{}” is active.",
    Event.PAUSED: "“{}” is paused.",
    Event.CLOSED: "“{}” is closed.",
    Event.EXPIRING: "“{}” ends soon.",
    Event.EXPIRED: "“{}” has expired.",
    Event.REVIVED: "“{}” is active again.",
    Event.DELETED: "An offer was removed.",
    Event.SHARED: "A link to “{}” was made.",
    Event.FETCHED: "A link to “{}” was fetched.",
    Event.VIEWED: "{1} viewed “{0}”.",
    Event.ACCEPTED: "“{}” was accepted.",
    Event.DECLINED: "“{}” was declined.",
    Event.LINK_REVOKED: "A link to “{}” was withdrawn.",
    Event.LINK_EXPIRED: "A link to “{}” has expired without an answer.",
    Event.LINK_ROTATED: "A link to “{}” was replaced.",
    Event.LINK_EXTENDED: "The expiry of a link to “{}” has changed.",
    Event.SUPERSEDED: "Another offer took the place of “{}”.",
    Event.COUNTERED: "{1} asks for other terms in “{0}”.",
    Event.REOPENED: "An invitation to “{}” was opened again.",
    Event.REMINDED: "Somebody was reminded of “{}”.",
    Event.SIGNED: "{1} has signed “{0}”.",
    Event.OFFERED: "“{0}” was offered to {1}.",
    Event.MOVED_ON: "The customer did not take “{}”.",
    Event.RESERVED: "{1} accepted “{0}”; waiting for the deposit.",
    Event.REDEEMED: "“{}” was used.",
    Event.GIVEN_BACK: "A use of “{}” was given back.",
}


def in_words(event: Event, offer: OfferRow | None, who: str = "") -> str:
    """Word an event. `offer` is None if the reader cannot see it; `who` is the recipient's name, if known."""
    if offer is None:
        return WORDS[Event.DELETED] if event is Event.DELETED else OUT_OF_SIGHT
    return KINDS[offer.kind].words.get(event, WORDS[event]).format(offer.title, who or "Somebody")
