"""The priced order: its lines, what each one costs, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.promotions.pricing.applied import Applied, PricedLine, Promised
from models.promotions.pricing.benefit import Benefit, Units
from models.promotions.pricing.cart import Cart
from models.promotions.pricing.gain import benefit
from models.promotions.pricing.item import Item
from models.promotions.pricing.picking import all_met, checked_wishes, picked
from models.promotions.pricing.promotion import Promotion
from models.promotions.pricing.rest import rests
from models.promotions.pricing.rule import BuyGet, FreeItem, Level
from models.promotions.pricing.shelf import Shelf, laid_out
from models.promotions.pricing.tally import Tally, discounted, handed_out, priced_lines, settled
from models.refused import bad_input

__all__ = ["Applied", "PricedLine", "PricedOrder", "priced"]


@dataclass(frozen=True, slots=True)
class PricedOrder:
    """The order with its offers taken off. `subtotal` is the list price of all lines, free ones included.

    `promised` comes off the bill, not off the lines. `at` is the time of placing by the restaurant's clock.
    """

    lines: tuple[PricedLine, ...]
    applied: tuple[Applied, ...]
    currency: str
    promised: tuple[Promised, ...] = ()
    at: datetime | None = None

    @property
    def subtotal(self) -> int:
        return sum(line.listed for line in self.lines)

    @property
    def offer_discount(self) -> int:
        return sum(line.discount for line in self.lines) + self.bill_discount

    @property
    def bill_discount(self) -> int:
        return sum(one.amount for one in self.promised)

    @property
    def total(self) -> int:
        return self.subtotal - self.offer_discount

    @property
    def explanation(self) -> tuple[str, ...]:
        return (*(one.sentence for one in self.applied), *(one.sentence for one in self.promised))


def priced(
    cart: Cart,
    promotions_applied: Sequence[Promotion] = (),
    take_free: bool = False,
    choices: Mapping[UUID, int] | None = None,
    menu: Sequence[Item] = (),
) -> PricedOrder:
    """Price a cart with one promotion or several that stack; `compare` has checked their conditions."""
    if len(promotions_applied) > 1 and not all(each.is_stackable for each in promotions_applied):
        raise bad_input("These offers cannot be combined.", "offerId")
    wished = checked_wishes(choices or {}) if take_free else {}
    tally = Tally(rests(cart), cart.currency)
    shelf = laid_out(menu, (line.item for line in cart.lines))
    by_units = [each for each in promotions_applied if isinstance(each.rule, BuyGet | FreeItem)]
    tally = with_units(tally, sorted(by_units, key=turn), shelf, wished, take_free)
    for promotion in sorted((each for each in promotions_applied if each not in by_units), key=turn):
        tally = discounted(tally, promotion)
    return PricedOrder(priced_lines(tally), tally.applied, tally.currency)


def turn(promotion: Promotion) -> tuple[bool, tuple[object, ...]]:
    """Return a sort key that puts order-level promotions first."""
    return promotion.level is Level.SESSION, promotion.rank


def with_units(
    tally: Tally,
    promotions: Sequence[Promotion],
    menu: Shelf,
    wished: dict[UUID, int],
    take_free: bool,
) -> Tally:
    """Hand out all free units before any worth is taken off, so that no line falls below zero."""
    handed: list[tuple[Promotion, Benefit, tuple[Units, ...]]] = []
    for promotion in promotions:
        gain = benefit(promotion.rule, tally.rests, menu)
        added, wished = picked(gain.choices, wished) if take_free else ((), wished)
        tally = handed_out(tally, promotion, gain, added)
        handed.append((promotion, gain, added))
    all_met(wished)
    for promotion, gain, added in handed:
        tally = settled(tally, promotion, gain, added, take_free)
    return tally
