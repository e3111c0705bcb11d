"""What the provider of text messages says of one: what it calls it, and how far it has come."""

from dataclasses import dataclass
from enum import StrEnum

ARRIVED = frozenset({"delivered", "read"})
LOST = frozenset({"undelivered", "failed", "canceled"})


class DeliveryState(StrEnum):
    """What became of a message; NONE where there is none to send."""

    NONE = "NONE"
    QUEUED = "QUEUED"
    SENT = "SENT"
    DELIVERED = "DELIVERED"
    FAILED = "FAILED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class TextFate:
    """`status` in the provider's words, `error` its number for what went wrong, or empty."""

    provider_id: str
    status: str
    error: str = ""

    @property
    def state(self) -> DeliveryState:
        """Whatever else it says of a text, it has taken it."""
        if self.status in ARRIVED:
            return DeliveryState.DELIVERED
        return DeliveryState.FAILED if self.status in LOST else DeliveryState.SENT

    @property
    def reason(self) -> str:
        """Empty unless it is lost."""
        return f"{self.error} {self.status}".strip() if self.status in LOST else ""
