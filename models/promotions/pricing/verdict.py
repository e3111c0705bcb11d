"""The verdict on one promotion in a situation: what it does, or why it does not apply."""

from dataclasses import dataclass

from models.promotions.pricing.benefit import FreeChoice
from models.promotions.pricing.gain import compute_benefit
from models.promotions.pricing.missing import Missing, MissingCode
from models.promotions.pricing.promotion import Promotion, Use
from models.promotions.pricing.requirements import unmet_conditions
from models.promotions.pricing.rule import Level
from models.promotions.pricing.situation import Situation


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict; `savings` and `free_items` are empty unless the promotion is eligible.

    `is_fruitful`: it would give something if its conditions were met.
    """

    promotion: Promotion
    use: Use
    savings: int
    free_items: tuple[FreeChoice, ...]
    missing: tuple[Missing, ...]
    is_fruitful: bool

    @property
    def is_eligible(self) -> bool:
        return not self.missing

    @property
    def rank(self) -> tuple[object, ...]:
        """The sort key: the greatest saving first."""
        return -self.savings, *self.promotion.rank


def judge(promotion: Promotion, use: Use, at: Situation) -> Verdict:
    if at.tab.orders and promotion.level is Level.SESSION:
        return judge_on_bill(promotion, use, at)
    gain = compute_benefit(promotion.rule, at.lines, at.menu)
    worth = gain.in_cart + gain.to_add
    missing = tuple(unmet_conditions(promotion, use, at)) or obstacles(promotion, use, worth)
    if missing:
        return Verdict(promotion, use, 0, (), missing, worth > 0)
    return Verdict(promotion, use, gain.declined_amount(at.lines), gain.choices, (), True)


def judge_on_bill(promotion: Promotion, use: Use, at: Situation) -> Verdict:
    """Judge how much more a table that has ordered before saves on its bill."""
    missing, more = tuple(unmet_conditions(promotion, use, at)), 0
    if not missing:
        worth = at.tab.with_order(at.bare, [promotion]).discount_of(promotion)
        missing, more = obstacles(promotion, use, worth), at.tab.added_discount(at.bare, promotion)
    if not missing and not more:
        missing = (Missing(MissingCode.ON_THE_BILL),)
    return Verdict(promotion, use, 0 if missing else more, (), missing, True)


def obstacles(promotion: Promotion, use: Use, worth: int) -> tuple[Missing, ...]:
    """Return why an offer gives nothing although its conditions are met, if so."""
    if not worth:
        return (Missing(MissingCode.NOTHING_TO_DISCOUNT),)
    if promotion.budget is not None and use.spent + worth > promotion.budget:
        return (Missing(MissingCode.BUDGET_EXCEEDED),)
    return ()
