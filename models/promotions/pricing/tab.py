"""The tab of a party: its orders so far and the offers that it has chosen for its bill."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from models.money import Amount
from models.promotions.pricing.applied import Applied, Promised
from models.promotions.pricing.conditions import Conditions
from models.promotions.pricing.order import PricedOrder
from models.promotions.pricing.promotion import Promotion
from models.promotions.pricing.rule import Level
from models.promotions.pricing.session_offers import Offered, Stacking, best_of, bought, is_open_to, saved_by
from models.rounding import spread


@dataclass(frozen=True)
class Tab:
    """The orders that were not cancelled; `chosen` are the bill-level offers whose use is counted."""

    orders: tuple[PricedOrder, ...] = ()
    chosen: tuple[Promotion, ...] = ()
    policy: Stacking = Stacking.SINGLE

    @cached_property
    def taken(self) -> Offered:
        """The orders with the chosen offers taken off: the best one, or all that stack."""
        return best_of(Offered(self.orders), self.chosen, self.policy)

    def has(self, offer_id: UUID) -> bool:
        return any(promotion.id == offer_id for promotion in self.chosen)

    def alone(self, promotion: Promotion) -> int:
        """Return what this promotion takes off the bill without the others."""
        return saved_by(promotion, self.orders, self.policy)

    def spent(self, promotion: Promotion) -> tuple[int, int]:
        """Return the amount and the quantity that already count towards a bill-level offer's conditions."""
        conditions: Conditions = promotion.conditions
        is_ours = promotion.level is Level.SESSION
        counting = [each for each in self.orders if is_ours and is_open_to(promotion, each, self.policy)]
        return bought(conditions, (line for order in counting for line in order.lines))

    def joined(self, order: PricedOrder, wanted: Sequence[Promotion]) -> "Tab":
        """Return the tab with one more order, which chooses these offers."""
        marks = tuple(Promised(promotion, 0, "") for promotion in wanted)
        others = [promotion for promotion in wanted if not self.has(promotion.id)]
        orders = (*self.orders, replace(order, promised=marks))
        return Tab(orders, (*self.chosen, *others), self.policy)

    def more(self, order: PricedOrder, wanted: Promotion) -> int:
        """Return what `promised` comes to for this offer alone; fast, because guests compare many."""
        if self.policy is not Stacking.SINGLE:
            return sum(one.amount for one in self.promised(order, [wanted]))
        after = self.joined(order, [wanted])
        saved = [(after.alone(each), each) for each in sorted(after.chosen, key=lambda each: each.rank)]
        most, best = max(saved, key=lambda way: way[0])
        return min(most - self.taken.discount, order.total) if best.id == wanted.id else 0

    def promised(self, order: PricedOrder, wanted: Sequence[Promotion]) -> tuple[Promised, ...]:
        """Return how far the bill falls if this order chooses these offers: so orders add up to their bill.

        At most the order's total: the bill shows the remainder.
        """
        if not wanted:
            return ()
        after = self.joined(order, wanted).taken
        taken = {one.offer_id: one for one in after.applied}
        weights = [taken[each.id].amount if each.id in taken else 0 for each in wanted]
        parts = spread(min(after.discount - self.taken.discount, order.total), weights)
        return tuple(
            Promised(each, part, worded(taken[each.id], part, order.currency))
            for each, part in zip(wanted, parts, strict=True)
            if part
        )


def worded(taken: Applied, part: int, currency: str) -> str:
    """Explain a promise: `20% of ₹800.00: ₹160.00 off the bill, ₹50.00 of it for this order.`"""
    of_it = "" if part == taken.amount else f", {Amount(part, currency).text} of it for this order"
    return f"{taken.sentence.removesuffix('.')} the bill{of_it}."


NOTHING_YET = Tab()
