"""The enums of notifications under the names and with the words that clients see."""

from resolvers.notifications.inbox import Reading
from schema.fields.enums import describe

describe(
    Reading,
    "NotificationReading",
    "What a reader has done with a notification.",
    UNREAD="Neither read nor dismissed.",
    READ="Read and not dismissed.",
    DISMISSED="Dismissed.",
    NOT_DISMISSED="Unread or read.",
)

__all__ = ["Reading"]
