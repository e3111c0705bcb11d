"""The tally of an order while offers are taken off it one after the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from models.promotions.pricing.benefit import Benefit, Units, merge_units
from models.promotions.pricing.effects import AppliedOffer, PricedLine
from models.promotions.pricing.gain import compute_benefit
from models.promotions.pricing.item import EVERYTHING, Scope
from models.promotions.pricing.open_line import OpenLine, discountable_amount, take_off
from models.promotions.pricing.promotion import Promotion
from models.promotions.pricing.reason import benefit_text, discount_text
from models.promotions.pricing.rule import BuyGet, Rule
from models.promotions.pricing.shelf import EMPTY


@dataclass(frozen=True, slots=True)
class PricingState:
    """The lines that are still paid for, the units that an offer made free, and the offers applied."""

    lines: tuple[OpenLine, ...]
    currency: str
    free: tuple[tuple[UUID, Units], ...] = ()
    applied_offers: tuple[AppliedOffer, ...] = ()


def hand_out(
    tally: PricingState, promotion: Promotion, gain: Benefit, added_units: Sequence[Units]
) -> PricingState:
    """Close units that earned or received something to the next offer: each unit counts once."""
    remaining = tuple(close_units(line, promotion.id, gain) for line in tally.lines)
    free = tuple((promotion.id, units) for units in (*gain.free_units, *added_units) if units.is_free)
    return replace(tally, lines=remaining, free=tally.free + free)


def close_units(line: OpenLine, offer_id: UUID, gain: Benefit) -> OpenLine:
    for units in (
        candidate for candidate in (*gain.free_units, *gain.bought_units) if candidate.item.id == line.item.id
    ):
        paid_quantity = 0 if units.is_free else units.quantity
        line = replace(
            line,
            quantity=line.quantity - units.quantity + paid_quantity,
            units=line.units - units.quantity,
            off=line.off + paid_quantity * units.off,
            offer_id=line.offer_id or (offer_id if paid_quantity * units.off else None),
        )
    return line


def settle_units(
    tally: PricingState, promotion: Promotion, gain: Benefit, added_units: Sequence[Units], take_free: bool
) -> PricingState:
    """Take off what the units are worth; a guest who declines free items gets their worth off instead."""
    declined_amount = 0 if take_free else min(gain.to_add, discountable_amount(tally.lines))
    amount = gain.in_cart + sum(units.off * units.quantity for units in added_units) + declined_amount
    scope = earning_scope(promotion.rule)
    off_earning_scope = min(declined_amount, discountable_amount(tally.lines, scope))
    remaining = take_off(tally.lines, off_earning_scope, scope, promotion.id)
    remaining = take_off(remaining, declined_amount - off_earning_scope, EVERYTHING, promotion.id)
    reason = benefit_text(gain, added_units, declined_amount, tally.currency)
    return record_effect(replace(tally, lines=remaining), promotion, amount, reason)


def earning_scope(rule: Rule) -> Scope:
    """Return the scope off which a declined item's worth comes first: what was bought to earn it."""
    return rule.buy if isinstance(rule, BuyGet) else EVERYTHING


def take_discount(tally: PricingState, promotion: Promotion) -> PricingState:
    gain = compute_benefit(promotion.rule, tally.lines, EMPTY)
    remaining = take_off(tally.lines, gain.off, gain.over, promotion.id)
    reason = discount_text(
        promotion.rule, discountable_amount(tally.lines, gain.over), gain.off, tally.currency
    )
    return record_effect(replace(tally, lines=remaining), promotion, gain.off, reason)


def record_effect(tally: PricingState, promotion: Promotion, amount: int, reason: str) -> PricingState:
    """Record an applied offer, unless it gave nothing."""
    if not amount:
        return tally
    line = AppliedOffer(
        promotion.id, promotion.title, amount, promotion.is_stackable, f"{promotion.title}: {reason}."
    )
    return replace(tally, applied_offers=(*tally.applied_offers, line))


def list_lines(tally: PricingState) -> tuple[PricedLine, ...]:
    """List paid lines, then free ones; equal units that one offer makes free share a line."""
    paid_lines = [line_of(line) for line in tally.lines if line.quantity]
    return (*paid_lines, *free_lines(tally.free))


def line_of(line: OpenLine) -> PricedLine:
    price = line.item.price
    return PricedLine(line.item, line.quantity, price, price, False, line.offer_id, line.off)


def free_lines(free: Iterable[tuple[UUID, Units]]) -> list[PricedLine]:
    by_offer: dict[UUID, list[Units]] = {}
    for offer_id, units in free:
        by_offer.setdefault(offer_id, []).append(units)
    return [
        free_line(offer_id, units)
        for offer_id, offer_units in by_offer.items()
        for units in merge_units(offer_units)
    ]


def free_line(offer_id: UUID, units: Units) -> PricedLine:
    price = units.item.price
    return PricedLine(units.item, units.quantity, 0, price, True, offer_id, price * units.quantity)
