"""The priced order: its lines, what each one costs, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.promotions.pricing.benefit import Benefit, Units
from models.promotions.pricing.cart import Cart
from models.promotions.pricing.effects import AppliedOffer, BillPromise, PricedLine
from models.promotions.pricing.gain import compute_benefit
from models.promotions.pricing.item import Item
from models.promotions.pricing.open_line import open_lines
from models.promotions.pricing.picking import check_quantities, pick_units, refuse_leftovers
from models.promotions.pricing.promotion import Promotion
from models.promotions.pricing.rule import BuyGet, FreeItem, Level
from models.promotions.pricing.shelf import Shelf, build_shelf
from models.promotions.pricing.state import PricingState, hand_out, list_lines, settle_units, take_discount
from models.refused import bad_input

__all__ = ["AppliedOffer", "PricedLine", "PricedOrder", "price_cart"]


@dataclass(frozen=True, slots=True)
class PricedOrder:
    """The order with its offers taken off. `subtotal` is the list price of all lines, free ones included.

    `promised` comes off the bill, not off the lines. `at` is the time of placing by the restaurant's clock.
    """

    lines: tuple[PricedLine, ...]
    applied_offers: tuple[AppliedOffer, ...]
    currency: str
    promises: tuple[BillPromise, ...] = ()
    at: datetime | None = None

    @property
    def subtotal(self) -> int:
        return sum(line.list_total for line in self.lines)

    @property
    def offer_discount(self) -> int:
        return sum(line.discount for line in self.lines) + self.bill_discount

    @property
    def bill_discount(self) -> int:
        return sum(promise.amount for promise in self.promises)

    @property
    def total(self) -> int:
        return self.subtotal - self.offer_discount

    @property
    def explanation(self) -> tuple[str, ...]:
        return (
            *(effect.sentence for effect in self.applied_offers),
            *(effect.sentence for effect in self.promises),
        )


def price_cart(
    cart: Cart,
    promotions: Sequence[Promotion] = (),
    take_free: bool = False,
    choices: Mapping[UUID, int] | None = None,
    menu: Sequence[Item] = (),
) -> PricedOrder:
    """Price a cart with one promotion or several that stack; `compare` has checked their conditions."""
    if len(promotions) > 1 and not all(promotion.is_stackable for promotion in promotions):
        raise bad_input("These offers cannot be combined.", "offerId")
    quantities = check_quantities(choices or {}) if take_free else {}
    tally = PricingState(open_lines(cart), cart.currency)
    shelf = build_shelf(menu, (line.item for line in cart.lines))
    by_units = [promotion for promotion in promotions if isinstance(promotion.rule, BuyGet | FreeItem)]
    tally = hand_out_units(tally, sorted(by_units, key=turn_rank), shelf, quantities, take_free)
    for promotion in sorted(
        (promotion for promotion in promotions if promotion not in by_units), key=turn_rank
    ):
        tally = take_discount(tally, promotion)
    return PricedOrder(list_lines(tally), tally.applied_offers, tally.currency)


def turn_rank(promotion: Promotion) -> tuple[bool, tuple[object, ...]]:
    """Return a sort key that puts order-level promotions first."""
    return promotion.level is Level.SESSION, promotion.rank


def hand_out_units(
    tally: PricingState,
    promotions: Sequence[Promotion],
    menu: Shelf,
    quantities: dict[UUID, int],
    take_free: bool,
) -> PricingState:
    """Hand out all free units before any worth is taken off, so that no line falls below zero."""
    benefits: list[tuple[Promotion, Benefit, tuple[Units, ...]]] = []
    for promotion in promotions:
        gain = compute_benefit(promotion.rule, tally.lines, menu)
        extra, quantities = pick_units(gain.choices, quantities) if take_free else ((), quantities)
        tally = hand_out(tally, promotion, gain, extra)
        benefits.append((promotion, gain, extra))
    refuse_leftovers(quantities)
    for promotion, gain, extra in benefits:
        tally = settle_units(tally, promotion, gain, extra, take_free)
    return tally
