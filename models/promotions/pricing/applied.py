"""What an offer has done to an order or a bill."""

from dataclasses import dataclass
from uuid import UUID

from models.promotions.pricing.item import Item
from models.promotions.pricing.promotion import Promotion


@dataclass(frozen=True, slots=True)
class PricedLine:
    """`unit_price` is nothing for a free item, else its list price; `discount` is off the whole line."""

    item: Item
    quantity: int
    unit_price: int
    list_price: int
    is_free: bool
    offer_id: UUID | None
    discount: int

    @property
    def listed(self) -> int:
        """What the line lists at."""
        return self.list_price * self.quantity

    @property
    def total(self) -> int:
        return self.listed - self.discount


@dataclass(frozen=True, slots=True)
class Applied:
    """One use of a promotion: what it took off, and the sentence that says why."""

    offer_id: UUID
    title: str
    amount: int
    is_stackable: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Promised:
    """An offer of the bill that an order has chosen, and how much less the bill comes to for that."""

    promotion: Promotion
    amount: int
    sentence: str
