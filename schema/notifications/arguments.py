"""The arguments of the root fields of notifications, each with the words that clients see."""

from typing import Annotated
from uuid import UUID

from strawberry import argument

from schema.notifications.enums import Reading
from schema.offers.enums import Event

NotificationIds = Annotated[
    list[UUID], argument(description="Which; ids that are not of your notifications change nothing.")
]
WhichReading = Annotated[Reading, argument(description="Which, by what you have done with them.")]
WhichEvents = Annotated[list[Event] | None, argument(description="Only of these events.")]
WhichEvent = Annotated[Event, argument(description="What happened.")]
InApp = Annotated[bool | None, argument(description="As a notification here; absent: it stays.")]
ByEmail = Annotated[
    bool | None, argument(description="By e-mail; needs an address of yours; absent: it stays.")
]
BySms = Annotated[
    bool | None, argument(description="By SMS; needs a phone number of yours; absent: it stays.")
]
