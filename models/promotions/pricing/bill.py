"""The bill of a session: its orders, the bill-level discounts, and the taxes."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.promotions.pricing.effects import AppliedOffer, PricedLine
from models.promotions.pricing.order import PricedOrder
from models.promotions.pricing.promotion import Promotion
from models.promotions.pricing.session_offers import DiscountedOrders, Stacking, apply_best
from models.rounding import share_of

__all__ = ["Bill", "Stacking", "Tax", "compute_bill"]


@dataclass(frozen=True, slots=True)
class Tax:
    """The tax on what is left after all discounts; `rate` in hundredths of a percent."""

    name: str
    rate: int
    amount: int


@dataclass(frozen=True, slots=True)
class Bill:
    """The bill; its total is the list prices of all lines, less `saved`, plus the taxes."""

    lines: tuple[PricedLine, ...]
    offers: tuple[AppliedOffer, ...]
    session_discount: int
    taxes: tuple[Tax, ...]

    @property
    def subtotal(self) -> int:
        return sum(line.list_total for line in self.lines)

    @property
    def discount(self) -> int:
        return sum(line.discount for line in self.lines)

    @property
    def offer_discount(self) -> int:
        """The discount of the orders' own offers."""
        return self.discount - self.session_discount

    @property
    def total(self) -> int:
        return self.subtotal - self.discount + sum(tax.amount for tax in self.taxes)


def compute_bill(
    orders: Sequence[PricedOrder],
    session: Sequence[Promotion] = (),
    tax_rates: Sequence[tuple[str, int]] = (),
    policy: Stacking = Stacking.SINGLE,
) -> Bill:
    session_orders = apply_best(DiscountedOrders(tuple(orders)), session, policy)
    lines = tuple(line for order in session_orders.orders for line in order.lines)
    applied_offers = (
        tuple(effect for order in orders for effect in order.applied_offers) + session_orders.applied_offers
    )
    net = sum(line.total for line in lines)
    taxes = tuple(Tax(name, rate, share_of(net, rate)) for name, rate in tax_rates)
    return Bill(lines, applied_offers, session_orders.discount, taxes)
