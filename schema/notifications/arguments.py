"""The arguments of the root fields of notifications, with their descriptions."""

from typing import Annotated
from uuid import UUID

from strawberry import argument

from schema.notifications.enums import Reading
from schema.offers.enums import Event

NotificationIds = Annotated[
    list[UUID], argument(description="The ids of notifications; ids of others are ignored.")
]
WhichReading = Annotated[Reading, argument(description="Only notifications in this state.")]
WhichEvents = Annotated[list[Event] | None, argument(description="Only notifications of these events.")]
WhichEvent = Annotated[Event, argument(description="The event.")]
InApp = Annotated[
    bool | None, argument(description="Whether to notify you in the product; unchanged if absent.")
]
ByEmail = Annotated[
    bool | None,
    argument(description="Whether to notify you by e-mail, which needs an address; unchanged if absent."),
]
BySms = Annotated[
    bool | None,
    argument(description="Whether to notify you by SMS, which needs a phone number; unchanged if absent."),
]
