"""The enums around offers under the names and with the words that clients see."""

from models.events import Event
from models.offers.lifecycle import Status
from models.offers.page import Order
from models.offers.settling import Decision
from schema.fields.enums import describe

describe(
    Status,
    "OfferStatus",
    "Where an offer stands; time is taken into account.",
    DRAFT="Not put to anybody yet.",
    ACTIVE="Holds, from its start on.",
    PAUSED="Suspended by its author.",
    CLOSED="Ended for good by its author.",
    EXPIRED="Past its end; a later end revives it.",
    ACCEPTED="An answer settled it: yes.",
    DECLINED="An answer settled it: no.",
)
describe(
    Order,
    "OfferOrder",
    "The order of a list of offers.",
    NEWEST="Made last, first.",
    ENDING_SOONEST="By their end, those without one last.",
    AMOUNT="The largest amount first, whatever the currency; offers without an amount last.",
)
describe(
    Event,
    "OfferEvent",
    "What happened to an offer.",
    CREATED="It was made.",
    CHANGED="What it promises was changed.",
    ACTIVATED="It holds, or holds again after a pause.",
    PAUSED="It was suspended.",
    CLOSED="It was ended for good.",
    EXPIRING="Its end is near; told, not logged.",
    EXPIRED="Its end has passed.",
    REVIVED="A later end made it hold again.",
    DELETED="It was removed.",
    SHARED="A link to it was made.",
    FETCHED="A link to it was fetched for the first time, perhaps by a program that previews links.",
    VIEWED="Somebody had it before their eyes for the first time.",
    ACCEPTED="Somebody accepted it through a link; of a split: the last one signed it.",
    DECLINED="Somebody declined it through a link.",
    LINK_REVOKED="A link to it was withdrawn.",
    LINK_EXPIRED="A link to it has expired without an answer.",
    LINK_ROTATED="A link to it was replaced by a new one.",
    LINK_EXTENDED="A link to it was given another end.",
    SUPERSEDED="Another offer took its place.",
    COUNTERED="Somebody asked for other terms through a link.",
    REOPENED="Somebody who had asked for other terms was asked again about the same ones.",
    REMINDED="Somebody who has not answered was reminded.",
    SIGNED="Somebody signed it through a link, and not everybody has yet.",
    OFFERED="A customer was asked whether they want the slot.",
    MOVED_ON="Whoever was asked about the slot, or had won it unpaid, did not take it.",
    RESERVED="A customer took the slot; it is theirs once the deposit is paid.",
    REDEEMED="An order or a bill used the promotion.",
    GIVEN_BACK="An order that had used the promotion was cancelled.",
)
describe(
    Decision,
    "Decision",
    "What a recipient answers.",
    ACCEPTED="Yes.",
    DECLINED="No.",
    COUNTERED="Yes, but with other terms; for splits.",
)

__all__ = ["Decision", "Event", "Order", "Status"]
