"""The comparison of offers for a cart: the best one, what the others save, what the rest require."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from models.promotions.pricing.benefit import FreeChoice
from models.promotions.pricing.cart import Cart, Moment
from models.promotions.pricing.hint import Hint, cheapest_hint
from models.promotions.pricing.item import Item
from models.promotions.pricing.missing import Missing
from models.promotions.pricing.promotion import Promotion, Use
from models.promotions.pricing.situation import Situation, situation
from models.promotions.pricing.tab import NOTHING_YET, Tab
from models.promotions.pricing.verdict import Verdict, judged

__all__ = ["Comparison", "Comparisons", "FreeChoice", "Hint", "Moment", "Priority", "compare"]


class Priority(StrEnum):
    """The priority of an offer: the greatest saving, at least 80% of it, or less."""

    BEST = "BEST"
    GOOD = "GOOD"
    OKAY = "OKAY"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result for one offer; `savings` is what a guest gets off who declines the free items.

    `difference` is the savings less those of the best offer: 0 or negative. A guest who takes the free items
    gets as much, or more if the cart costs less than they are worth: an offer of free items only may be
    eligible and save nothing off the bill.
    """

    promotion: Promotion
    savings: int
    difference: int
    total: int
    free_items: tuple[FreeChoice, ...]
    priority: Priority
    missing: tuple[Missing, ...]
    verdict: Verdict = field(repr=False, compare=False)
    at: Situation = field(repr=False, compare=False)

    @property
    def hint(self) -> Hint | None:
        """The cheapest way to qualify, computed only when it is read."""
        return cheapest_hint(self.verdict, self.at)


@dataclass(frozen=True, slots=True)
class Comparisons:
    """The offers that the cart qualifies for, the best one apart, and those it does not qualify for."""

    best: Comparison | None
    others: tuple[Comparison, ...]
    not_eligible: tuple[Comparison, ...]

    @property
    def eligible(self) -> tuple[Comparison, ...]:
        return (self.best, *self.others) if self.best else ()

    @property
    def every(self) -> tuple[Comparison, ...]:
        return (*self.eligible, *self.not_eligible)


def compare(
    cart: Cart,
    menu: Sequence[Item],
    promotions: Sequence[tuple[Promotion, Use]],
    moment: Moment,
    code: str | None = None,
    tab: Tab = NOTHING_YET,
) -> Comparisons:
    at = situation(cart, menu, moment, code, tab)
    verdicts = sorted((judged(promotion, use, at) for promotion, use in promotions), key=lambda one: one.rank)
    eligible = [verdict for verdict in verdicts if verdict.is_eligible]
    most = eligible[0].savings if eligible else 0
    ranked = [comparison(verdict, most, place == 0, at) for place, verdict in enumerate(eligible)]
    rest = tuple(comparison(verdict, most, False, at) for verdict in verdicts if not verdict.is_eligible)
    return Comparisons(ranked[0] if ranked else None, tuple(ranked[1:]), rest)


def comparison(verdict: Verdict, most: int, is_best: bool, at: Situation) -> Comparison:
    return Comparison(
        promotion=verdict.promotion,
        savings=verdict.savings,
        difference=verdict.savings - most,
        total=at.subtotal - verdict.savings,
        free_items=verdict.free_items,
        priority=Priority.BEST if is_best else priority(verdict, most),
        missing=verdict.missing,
        verdict=verdict,
        at=at,
    )


def priority(verdict: Verdict, most: int) -> Priority:
    is_good = verdict.is_eligible and verdict.savings * 100 >= most * 80
    return Priority.GOOD if is_good else Priority.OKAY


def applied(ranked: Sequence[Comparison], code: str | None) -> Comparison | None:
    """Choose the automatic offer, or that of the typed code if it saves more."""
    automatic = next((one for one in ranked if one.promotion.is_automatic), None)
    coded = next((one for one in ranked if one.promotion.takes(code)), None)
    if automatic is None or coded is None:
        return automatic or coded
    return coded if coded.savings > automatic.savings else automatic
