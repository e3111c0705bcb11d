"""When a cart is priced, and what is known of the guest."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Moment:
    """`now` is aware; `zone` is the restaurant's; who is not known is on no first order."""

    now: datetime
    zone: str = "UTC"
    is_known_customer: bool = False
    is_first_order: bool = False

    @property
    def local(self) -> datetime:
        return self.now.astimezone(ZoneInfo(self.zone))
