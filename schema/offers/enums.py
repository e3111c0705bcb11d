"""The names and descriptions of the enums of offers."""

from models.events import Event
from models.offers.lifecycle import Status
from models.offers.page import Order
from models.offers.settling import Decision
from schema.fields.enums import describe

describe(
    Status,
    "OfferStatus",
    "The status of an offer now, its period of validity included.",
    DRAFT="Not offered to anyone yet.",
    ACTIVE="Active, from its start.",
    PAUSED="Paused by its author.",
    CLOSED="Closed permanently by its author.",
    EXPIRED="Its end has passed; a later end revives it.",
    ACCEPTED="Accepted by its recipients.",
    DECLINED="Declined by its recipients.",
)
describe(
    Order,
    "OfferOrder",
    "The order of a list of offers.",
    NEWEST="The newest first.",
    ENDING_SOONEST="The earliest end first; offers without an end last.",
    AMOUNT="Largest amount first, regardless of the currency; offers without an amount last.",
)
describe(
    Event,
    "OfferEvent",
    "An event in the life of an offer.",
    CREATED="The offer was created.",
    CHANGED="The offer or its terms were changed.",
    ACTIVATED="The offer was activated, or resumed after a pause.",
    PAUSED="The offer was paused.",
    CLOSED="The offer was closed permanently.",
    EXPIRING="The offer ends soon. Announced, not logged.",
    EXPIRED="The end of the offer has passed.",
    REVIVED="A later end revived the offer.",
    DELETED="The offer was deleted.",
    SHARED="A link to the offer was created.",
    FETCHED="A link was fetched for the first time, perhaps by a program that previews links.",
    VIEWED="A person viewed the offer through a link for the first time.",
    ACCEPTED="A recipient accepted the offer; for a split, the last participant signed it.",
    DECLINED="A recipient declined the offer.",
    LINK_REVOKED="A link was revoked.",
    LINK_EXPIRED="A link expired without an answer.",
    LINK_ROTATED="A link was replaced by a new one.",
    LINK_EXTENDED="The expiry of a link was changed.",
    SUPERSEDED="Another offer replaced it.",
    COUNTERED="A recipient asked for other terms.",
    REOPENED="An invitation was reopened with the same terms after a counter.",
    REMINDED="A recipient who has not answered was reminded.",
    SIGNED="A participant signed the split; others have not signed yet.",
    OFFERED="The slot was offered to a customer.",
    MOVED_ON="The customer did not take the slot, or did not pay its deposit.",
    RESERVED="A customer accepted the slot; the booking waits for the deposit.",
    REDEEMED="An order or a bill redeemed the promotion.",
    GIVEN_BACK="A use of the promotion was given back because an order was cancelled.",
)
describe(
    Decision,
    "Decision",
    "The answer of a recipient.",
    ACCEPTED="Accepts the offer.",
    DECLINED="Declines the offer.",
    COUNTERED="Asks for other terms; splits only.",
)

__all__ = ["Decision", "Event", "Order", "Status"]
