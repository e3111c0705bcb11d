"""How far a message has come."""

from enum import StrEnum


class DeliveryState(StrEnum):
    """What became of a message; NONE where there is none to send."""

    NONE = "NONE"
    QUEUED = "QUEUED"
    SENT = "SENT"
    DELIVERED = "DELIVERED"
    FAILED = "FAILED"
    UNKNOWN = "UNKNOWN"
