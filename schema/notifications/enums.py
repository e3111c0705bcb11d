"""The names and descriptions of the enums of notifications."""

from resolvers.notifications.inbox import Reading
from schema.fields.enums import describe

describe(
    Reading,
    "NotificationReading",
    "The state of a notification.",
    UNREAD="Neither read nor dismissed.",
    READ="Read and not dismissed.",
    DISMISSED="Dismissed.",
    NOT_DISMISSED="Unread or read.",
)

__all__ = ["Reading"]
