"""The comparison of offers for a cart: what each saves, and what the cart lacks for the others."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from models.promotions.pricing.benefit import FreeChoice
from models.promotions.pricing.cart import Cart, Moment
from models.promotions.pricing.hint import Hint, cheapest_hint
from models.promotions.pricing.item import Item
from models.promotions.pricing.missing import Missing
from models.promotions.pricing.promotion import Promotion, Use
from models.promotions.pricing.situation import Situation, build_situation
from models.promotions.pricing.tab import EMPTY_TAB, Tab
from models.promotions.pricing.verdict import Verdict, judge

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
    def all_comparisons(self) -> tuple[Comparison, ...]:
        return (*self.eligible, *self.not_eligible)


def compare(
    cart: Cart,
    menu: Sequence[Item],
    promotions: Sequence[tuple[Promotion, Use]],
    moment: Moment,
    code: str | None = None,
    tab: Tab = EMPTY_TAB,
) -> Comparisons:
    at = build_situation(cart, menu, moment, code, tab)
    verdicts = sorted(
        (judge(promotion, use, at) for promotion, use in promotions), key=lambda verdict: verdict.rank
    )
    eligible = [verdict for verdict in verdicts if verdict.is_eligible]
    most = eligible[0].savings if eligible else 0
    comparisons = [compare_verdict(verdict, most, place == 0, at) for place, verdict in enumerate(eligible)]
    not_eligible = tuple(
        compare_verdict(verdict, most, False, at) for verdict in verdicts if not verdict.is_eligible
    )
    return Comparisons(comparisons[0] if comparisons else None, tuple(comparisons[1:]), not_eligible)


def compare_verdict(verdict: Verdict, most: int, is_best: bool, at: Situation) -> Comparison:
    return Comparison(
        promotion=verdict.promotion,
        savings=verdict.savings,
        difference=verdict.savings - most,
        total=at.subtotal - verdict.savings,
        free_items=verdict.free_items,
        priority=Priority.BEST if is_best else priority_of(verdict, most),
        missing=verdict.missing,
        verdict=verdict,
        at=at,
    )


def priority_of(verdict: Verdict, most: int) -> Priority:
    is_good = verdict.is_eligible and verdict.savings * 100 >= most * 80
    return Priority.GOOD if is_good else Priority.OKAY


def choose_best(comparisons: Sequence[Comparison], code: str | None) -> Comparison | None:
    """Choose the automatic offer, or that of the typed code if it saves more."""
    automatic = next((entry for entry in comparisons if entry.promotion.is_automatic), None)
    with_code = next((entry for entry in comparisons if entry.promotion.matches_code(code)), None)
    if automatic is None or with_code is None:
        return automatic or with_code
    return with_code if with_code.savings > automatic.savings else automatic
