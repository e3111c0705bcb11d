"""The enums of the models under the names and with the words that clients see."""

from enum import Enum
from typing import TypeVar

import strawberry

from models.events import Event
from models.incentives.earnings import TierBasis
from models.incentives.incentive import IncentiveType
from models.offers.lifecycle import Status
from models.offers.page import Order
from models.offers.settling import Decision
from models.people.viewer import Role
from models.refused import Code
from models.sharing.share import ShareState
from resolvers.notifications.inbox import Reading

E = TypeVar("E", bound=type[Enum])


def named(enum: E, name: str, description: str, **values: str) -> E:
    """Registers the enum with Strawberry; every value has its own description."""
    seen = strawberry.enum(enum, name=name, description=description)
    for value in seen.__strawberry_definition__.values:  # type: ignore[attr-defined]
        value.description = values.pop(value.name)
    if values:
        raise LookupError(f"{name} has no values {', '.join(values)}")
    return enum


named(
    Role,
    "Role",
    "What a user is here to do.",
    BUILDER="Has projects and makes incentives on them.",
    AGENT="Sells, and sees the incentives of the projects they are associated with.",
    ADMIN="Keeps order: sees and changes everything but admins.",
    SUPER_ADMIN="An admin who also makes admins.",
)
named(
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
named(
    Order,
    "OfferOrder",
    "The order of a list of offers.",
    NEWEST="Made last, first.",
    ENDING_SOONEST="By their end, those without one last.",
    AMOUNT="The largest amount first, whatever the currency; offers without an amount last.",
)
named(
    IncentiveType,
    "IncentiveType",
    "What the incentive rewards.",
    COMMISSION_BOOST="Extra commission on sales.",
    CLOSING_BONUS="Closing a deal.",
    EARLY_BIRD="Selling early.",
    BULK_SALE="Selling several units.",
    SPECIAL_INCENTIVE="Something else, as described.",
)
named(
    TierBasis,
    "TierBasis",
    "Which units a tier's commission applies to.",
    MARGINAL="Each unit earns its own tier's rate.",
    RETROACTIVE="Reaching a tier re-rates all units.",
)
named(
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
named(
    Reading,
    "NotificationReading",
    "What a reader has done with a notification.",
    UNREAD="Neither read nor dismissed.",
    READ="Read and not dismissed.",
    DISMISSED="Put away.",
    NOT_DISMISSED="Unread or read.",
)
named(
    Code,
    "RefusalCode",
    "Why something was refused.",
    BAD_INPUT="An input is not what it must be; `field` says which.",
    UNAUTHENTICATED="Nobody is signed in, or no longer.",
    FORBIDDEN="It is there, and not yours to see or change.",
    NOT_FOUND="It is not there.",
    CONFLICT="It is there already.",
    IN_USE="Something depends on it.",
    OFFER_CHANGED="The offer has changed since the version that was named.",
    STEP_NOT_ALLOWED="The offer cannot take this step from where it stands.",
    IDEMPOTENCY_MISMATCH="The idempotency key was used for something else.",
    LINK_UNKNOWN="This link leads nowhere.",
    LINK_REVOKED="This link was withdrawn or replaced.",
    LINK_EXPIRED="This link has expired.",
    OFFER_NOT_OPEN="The offer cannot be answered or changed where it stands.",
    ALREADY_ANSWERED="This link was answered already, otherwise.",
    DECISION_NOT_ALLOWED="An offer of this kind is not answered that way.",
    RATE_LIMITED="Too much at once; try again later.",
    NOT_CONFIGURED="The server lacks a setting for this.",
    UNAVAILABLE="The server cannot answer just now; try again.",
    INTERNAL="A fault of the server's own, logged under the reference.",
)
named(
    Decision,
    "Decision",
    "What a recipient answers.",
    ACCEPTED="Yes.",
    DECLINED="No.",
    COUNTERED="Yes, but with other terms; for splits.",
)
named(
    ShareState,
    "ShareState",
    "What has become of a link.",
    OPEN="It waits for an answer.",
    ANSWERED="It was answered, and shows the receipt.",
    EXPIRED="Its time is over.",
    REVOKED="Its author withdrew it.",
)
__all__ = [
    "Code",
    "Decision",
    "Event",
    "IncentiveType",
    "Order",
    "Reading",
    "Role",
    "ShareState",
    "Status",
    "TierBasis",
    "named",
]
