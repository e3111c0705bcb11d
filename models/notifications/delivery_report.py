"""The delivery report of a text message by its provider."""

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
class DeliveryReport:
    """A delivery report: `status` as the provider spells it, `error` its error number or empty."""

    provider_id: str
    status: str
    error: str = ""

    @property
    def state(self) -> DeliveryState:
        """Map the status; an unknown one counts as SENT, because the provider has accepted the text."""
        if self.status in ARRIVED:
            return DeliveryState.DELIVERED
        return DeliveryState.FAILED if self.status in LOST else DeliveryState.SENT

    @property
    def reason(self) -> str:
        """Return the error and status of a lost text, else an empty string."""
        return f"{self.error} {self.status}".strip() if self.status in LOST else ""
