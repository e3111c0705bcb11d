"""The tab of a party: its orders so far and the offers that it has chosen for its bill."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from models.money import Amount
from models.promotions.pricing.conditions import Conditions
from models.promotions.pricing.effects import AppliedOffer, BillPromise
from models.promotions.pricing.order import PricedOrder
from models.promotions.pricing.promotion import Promotion
from models.promotions.pricing.rule import Level
from models.promotions.pricing.session_offers import (
    DiscountedOrders,
    Stacking,
    apply_best,
    count_spending,
    is_open_to,
    saving_of,
)
from models.rounding import split_by_weight


@dataclass(frozen=True)
class Tab:
    """The orders that were not cancelled; `chosen` are the bill-level offers whose use is counted."""

    orders: tuple[PricedOrder, ...] = ()
    choices: tuple[Promotion, ...] = ()
    policy: Stacking = Stacking.SINGLE

    @cached_property
    def discounted_orders(self) -> DiscountedOrders:
        """The orders with the chosen offers taken off: the best one, or all that stack."""
        return apply_best(DiscountedOrders(self.orders), self.choices, self.policy)

    def has(self, offer_id: UUID) -> bool:
        return any(promotion.id == offer_id for promotion in self.choices)

    def discount_of(self, promotion: Promotion) -> int:
        """Return what this promotion takes off the bill without the others."""
        return saving_of(promotion, self.orders, self.policy)

    def spending_on(self, promotion: Promotion) -> tuple[int, int]:
        """Return the amount and the quantity that already count towards a bill-level offer's conditions."""
        conditions: Conditions = promotion.conditions
        is_ours = promotion.level is Level.SESSION
        counting = [order for order in self.orders if is_ours and is_open_to(promotion, order, self.policy)]
        return count_spending(conditions, (line for order in counting for line in order.lines))

    def with_order(self, order: PricedOrder, choices: Sequence[Promotion]) -> "Tab":
        """Return the tab with one more order, which chooses these offers."""
        marks = tuple(BillPromise(promotion, 0, "") for promotion in choices)
        new_choices = [promotion for promotion in choices if not self.has(promotion.id)]
        orders = (*self.orders, replace(order, promises=marks))
        return Tab(orders, (*self.choices, *new_choices), self.policy)

    def added_discount(self, order: PricedOrder, choice: Promotion) -> int:
        """Return what `promised` comes to for this offer alone; fast, because guests compare many."""
        if self.policy is not Stacking.SINGLE:
            return sum(promise.amount for promise in self.promises_for(order, [choice]))
        after = self.with_order(order, [choice])
        savings = [
            (after.discount_of(promotion), promotion)
            for promotion in sorted(after.choices, key=lambda promotion: promotion.rank)
        ]
        most, best = max(savings, key=lambda way: way[0])
        return min(most - self.discounted_orders.discount, order.total) if best.id == choice.id else 0

    def promises_for(self, order: PricedOrder, choices: Sequence[Promotion]) -> tuple[BillPromise, ...]:
        """Return how far the bill falls if this order chooses these offers: so orders add up to their bill.

        At most the order's total: the bill shows the remainder.
        """
        if not choices:
            return ()
        after = self.with_order(order, choices).discounted_orders
        effects = {effect.offer_id: effect for effect in after.applied_offers}
        weights = [effects[choice.id].amount if choice.id in effects else 0 for choice in choices]
        parts = split_by_weight(min(after.discount - self.discounted_orders.discount, order.total), weights)
        return tuple(
            BillPromise(choice, part, promise_text(effects[choice.id], part, order.currency))
            for choice, part in zip(choices, parts, strict=True)
            if part
        )


def promise_text(effect: AppliedOffer, part: int, currency: str) -> str:
    """Explain a promise, as in "20% of ₹800.00: ₹160.00 off the bill, ₹50.00 of it for this order"."""
    of_it = "" if part == effect.amount else f", {Amount(part, currency).text} of it for this order"
    return f"{effect.sentence.removesuffix('.')} the bill{of_it}."


EMPTY_TAB = Tab()
