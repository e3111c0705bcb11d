"""The effects of offers on an order or a bill."""

from dataclasses import dataclass
from uuid import UUID

from models.promotions.pricing.item import Item
from models.promotions.pricing.promotion import Promotion


@dataclass(frozen=True, slots=True)
class PricedLine:
    """The line with its prices in minor units; `discount` is off the whole line.

    `unit_price` is 0 for a free item, else its list price.
    """

    item: Item
    quantity: int
    unit_price: int
    list_price: int
    is_free: bool
    offer_id: UUID | None
    discount: int

    @property
    def list_total(self) -> int:
        """The list price of the whole line."""
        return self.list_price * self.quantity

    @property
    def total(self) -> int:
        return self.list_total - self.discount


@dataclass(frozen=True, slots=True)
class AppliedOffer:
    """The use of a promotion: what it took off, and the sentence that says why."""

    offer_id: UUID
    title: str
    amount: int
    is_stackable: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class BillPromise:
    """The bill-level offer that an order has chosen, and by how much it lowers the bill."""

    promotion: Promotion
    amount: int
    sentence: str
