"""The delivery states of a message."""

from enum import StrEnum


class DeliveryState(StrEnum):
    """The state of a message; NONE when there is no message to send."""

    NONE = "NONE"
    QUEUED = "QUEUED"
    SENT = "SENT"
    DELIVERED = "DELIVERED"
    FAILED = "FAILED"
    UNKNOWN = "UNKNOWN"
