"""The arguments of root fields, each with the words that clients see."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from strawberry import argument

from schema.offers.enums import Decision, Event, Order, Reading, Role
from schema.offers.filters import IncentiveFilterInput, OfferFilterInput
from schema.offers.input import OfferChangeInput, OfferInput
from schema.people.project import ProjectChangeInput, ProjectInput
from schema.people.user import CreateUserInput
from schema.sharing.share import ShareInput
from schema.splits.input import SplitAnswerInput

OfferId = Annotated[UUID, argument(description="The offer's id.")]
ProjectId = Annotated[UUID, argument(description="The project's id.")]
ShopId = Annotated[UUID, argument(description="The shop's id.")]
AgentId = Annotated[UUID, argument(description="The agent's id.")]
OneAgentId = Annotated[UUID | None, argument(description="The agent; or else `agentEmail`.")]
AgentEmail = Annotated[str | None, argument(description="The agent's e-mail address; or else `agentId`.")]
UserId = Annotated[UUID, argument(description="The user's id.")]
SessionId = Annotated[UUID, argument(description="The session's id, from `sessions`.")]
NotificationIds = Annotated[
    list[UUID], argument(description="Which; ids that are not of your notifications change nothing.")
]

OfRole = Annotated[Role | None, argument(description="Only users of this role.")]
OfProject = Annotated[UUID | None, argument(description="Only those on this project.")]
WhichOffers = Annotated[OfferFilterInput | None, argument(description="Which offers; absent: all.")]
WhichIncentives = Annotated[
    IncentiveFilterInput | None, argument(description="Which incentives; absent: all.")
]
OrderBy = Annotated[Order, argument(description="In which order.")]
WhichReading = Annotated[Reading, argument(description="Which, by what you have done with them.")]
WhichEvents = Annotated[list[Event] | None, argument(description="Only of these events.")]

Email = Annotated[str, argument(description="Your address, in any case.")]
Password = Annotated[str, argument(description="Your password.")]
CurrentPassword = Annotated[str, argument(description="The password that you have now.")]
NewPassword = Annotated[str, argument(description="10 to 200 characters.")]
NewName = Annotated[str | None, argument(description="The name that others see; absent: it stays.")]
NewTimeZone = Annotated[
    str | None, argument(description="An IANA time zone, such as Asia/Kolkata; absent: it stays.")
]

NewPhone = Annotated[
    str | None,
    argument(
        description="For messages by SMS, in E.164, such as +919812345678; empty: none; absent: it stays."
    ),
]
WhichEvent = Annotated[Event, argument(description="What happened.")]
InApp = Annotated[bool | None, argument(description="As a notification here; absent: it stays.")]
ByEmail = Annotated[
    bool | None, argument(description="By e-mail; needs an address of yours; absent: it stays.")
]
BySms = Annotated[
    bool | None, argument(description="By SMS; needs a phone number of yours; absent: it stays.")
]

NewUser = Annotated[CreateUserInput, argument(description="The new user.")]
NewProject = Annotated[ProjectInput, argument(description="The new project.")]
ProjectChange = Annotated[ProjectChangeInput, argument(description="What to change.")]
NewOffer = Annotated[OfferInput, argument(description="The new offer.")]
OfferChange = Annotated[OfferChangeInput, argument(description="What to change.")]
ExpectedVersion = Annotated[
    int | None,
    argument(description="The version you have seen; another by now is refused as OFFER_CHANGED."),
]

MaybeOfferId = Annotated[UUID | None, argument(description="The offer; absent: all of yours.")]
Successor = Annotated[UUID, argument(description="The offer that takes its place, of the same kind.")]
ShareId = Annotated[UUID, argument(description="The share's id.")]
NewShare = Annotated[ShareInput, argument(description="The new link.")]
LinkEnd = Annotated[datetime | None, argument(description="When it stops working; absent: never.")]
Token = Annotated[str, argument(description="The last part of the link.")]
Answer = Annotated[Decision, argument(description="Yes, no, or for splits: with other shares.")]
SeenVersion = Annotated[int, argument(description="The version of the offer that was seen.")]
Comment = Annotated[str, argument(description="Up to 2,000 characters.")]
SplitAnswer = Annotated[
    SplitAnswerInput | None, argument(description="For a split: the signature, or the shares you ask for.")
]
DEFAULT_SHARE = ShareInput()
