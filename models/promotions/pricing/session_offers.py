"""The bill-level offers: what they take off the orders of a session."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from models.promotions.pricing.conditions import Conditions
from models.promotions.pricing.effects import AppliedOffer, PricedLine
from models.promotions.pricing.gain import compute_benefit
from models.promotions.pricing.open_line import OpenLine
from models.promotions.pricing.order import PricedOrder
from models.promotions.pricing.promotion import Promotion
from models.promotions.pricing.rule import Level
from models.promotions.pricing.shelf import EMPTY
from models.promotions.pricing.state import PricingState, take_discount
from models.refused import bad_input


class Stacking(StrEnum):
    """The policy per order: a single offer, or all stackable offers together."""

    SINGLE = "SINGLE"
    COMPATIBLE = "COMPATIBLE"


@dataclass(frozen=True, slots=True)
class DiscountedOrders:
    """The orders, with what bill-level offers took off their lines so far."""

    orders: tuple[PricedOrder, ...]
    applied_offers: tuple[AppliedOffer, ...] = ()

    @property
    def discount(self) -> int:
        return sum(effect.amount for effect in self.applied_offers)


def apply_best(before: DiscountedOrders, session: Sequence[Promotion], policy: Stacking) -> DiscountedOrders:
    """Apply the offer that saves most or, under COMPATIBLE, all stackable ones if they save more."""
    if any(promotion.level is not Level.SESSION for promotion in session):
        raise bad_input("An offer for the session must be a discount on the whole bill.", "offerId")
    by_rank = sorted(session, key=lambda promotion: promotion.rank)
    ways = [[promotion] for promotion in by_rank]
    if policy is Stacking.COMPATIBLE:
        ways.append([promotion for promotion in by_rank if promotion.is_stackable])
    results = [apply_all(before, way, policy) for way in ways]
    return max(results, key=lambda result: result.discount, default=before)


def apply_all(
    before: DiscountedOrders, promotions: Sequence[Promotion], policy: Stacking
) -> DiscountedOrders:
    result = before
    for promotion in promotions:
        is_open = [is_open_to(promotion, order, policy) for order in before.orders]
        result = apply_offer(result, promotion, is_open)
    return result


def is_open_to(promotion: Promotion, order: PricedOrder, policy: Stacking) -> bool:
    """Tell whether an order takes the offer; one that carries offers does so only if all stack."""
    stacks = policy is Stacking.COMPATIBLE and promotion.is_stackable
    is_bare = not order.applied_offers or (
        stacks and all(effect.is_stackable for effect in order.applied_offers)
    )
    return is_bare and covers(promotion, order)


def covers(promotion: Promotion, order: PricedOrder) -> bool:
    """Tell whether the order chose the offer or was placed while it was in force.

    Without this, a happy hour would discount the rest of the night.
    """
    if order.at is None or any(promise.promotion.id == promotion.id for promise in order.promises):
        return True
    conditions, until = promotion.conditions, promotion.until
    is_in_time = conditions.are_met_at(order.at) and (until is None or order.at < until)
    return is_in_time and not conditions.first_order


def apply_offer(result: DiscountedOrders, promotion: Promotion, is_open: Sequence[bool]) -> DiscountedOrders:
    open_orders = [order for order, open_ in zip(result.orders, is_open, strict=True) if open_]
    lines = [line for order in open_orders for line in order.lines]
    if not open_orders or not are_met(promotion.conditions, lines):
        return result
    after = take_discount(PricingState(tuple(map(open_line_of, lines)), open_orders[0].currency), promotion)
    remaining = iter(after.lines)
    orders = (
        discounted_order(order, remaining) if open_ else order
        for order, open_ in zip(result.orders, is_open, strict=True)
    )
    return DiscountedOrders(tuple(orders), result.applied_offers + after.applied_offers)


def saving_of(promotion: Promotion, orders: Sequence[PricedOrder], policy: Stacking) -> int:
    """Return what the offer alone takes off these orders: `with_offer` without building lines."""
    open_orders = [order for order in orders if is_open_to(promotion, order, policy)]
    lines = [line for order in open_orders for line in order.lines]
    if not lines or not are_met(promotion.conditions, lines):
        return 0
    return compute_benefit(promotion.rule, [open_line_of(line) for line in lines], EMPTY).off


def are_met(conditions: Conditions, lines: Sequence[PricedLine]) -> bool:
    """Tell whether the lines that the offer is taken off meet the minimums."""
    spent, units = count_spending(conditions, lines)
    return spent >= conditions.min_amount and units >= conditions.min_quantity


def count_spending(conditions: Conditions, lines: Iterable[PricedLine]) -> tuple[int, int]:
    """Return what was spent and how many units the conditions count, free lines excluded."""
    paid_lines = [line for line in lines if not line.is_free]
    units = sum(line.quantity for line in paid_lines if conditions.scope.covers(line.item))
    return sum(line.list_total for line in paid_lines), units


def open_line_of(line: PricedLine) -> OpenLine:
    """Return what is left of a line: nothing, for a free one."""
    return OpenLine(line.item, line.quantity, 0, line.discount, line.offer_id)


def discounted_order(order: PricedOrder, open_lines: Iterator[OpenLine]) -> PricedOrder:
    return replace(order, lines=tuple(discounted_line(line, next(open_lines)) for line in order.lines))


def discounted_line(line: PricedLine, open_line: OpenLine) -> PricedLine:
    return replace(line, discount=open_line.off, offer_id=open_line.offer_id)
