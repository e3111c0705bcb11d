"""The tally of an order while offers are taken off it one after the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from models.promotions.pricing.applied import Applied, PricedLine
from models.promotions.pricing.benefit import Benefit, Units, together
from models.promotions.pricing.gain import benefit
from models.promotions.pricing.item import EVERYTHING, Scope
from models.promotions.pricing.promotion import Promotion
from models.promotions.pricing.reason import received, taken
from models.promotions.pricing.rest import Rest, less, room
from models.promotions.pricing.rule import BuyGet, Rule
from models.promotions.pricing.shelf import EMPTY


@dataclass(frozen=True, slots=True)
class Tally:
    """The lines that are still paid for, the units that an offer made free, and the offers applied."""

    rests: tuple[Rest, ...]
    currency: str
    free: tuple[tuple[UUID, Units], ...] = ()
    applied: tuple[Applied, ...] = ()


def handed_out(tally: Tally, promotion: Promotion, gain: Benefit, added: Sequence[Units]) -> Tally:
    """Close units that earned or received something to the next offer: each unit counts once."""
    left = tuple(without(rest, promotion.id, gain) for rest in tally.rests)
    free = tuple((promotion.id, units) for units in (*gain.given, *added) if units.is_free)
    return replace(tally, rests=left, free=tally.free + free)


def without(rest: Rest, offer_id: UUID, gain: Benefit) -> Rest:
    for units in (each for each in (*gain.given, *gain.bought) if each.item.id == rest.item.id):
        paid = 0 if units.is_free else units.quantity
        rest = replace(
            rest,
            quantity=rest.quantity - units.quantity + paid,
            units=rest.units - units.quantity,
            off=rest.off + paid * units.off,
            offer_id=rest.offer_id or (offer_id if paid * units.off else None),
        )
    return rest


def settled(
    tally: Tally, promotion: Promotion, gain: Benefit, added: Sequence[Units], take_free: bool
) -> Tally:
    """Take off what the units are worth; a guest who declines free items gets their worth off instead."""
    declined = 0 if take_free else min(gain.to_add, room(tally.rests))
    amount = gain.in_cart + sum(units.off * units.quantity for units in added) + declined
    earned = earning(promotion.rule)
    first = min(declined, room(tally.rests, earned))
    left = less(tally.rests, first, earned, promotion.id)
    left = less(left, declined - first, EVERYTHING, promotion.id)
    reason = received(gain, added, declined, tally.currency)
    return noted(replace(tally, rests=left), promotion, amount, reason)


def earning(rule: Rule) -> Scope:
    """Return the scope off which a declined item's worth comes first: what was bought to earn it."""
    return rule.buy if isinstance(rule, BuyGet) else EVERYTHING


def discounted(tally: Tally, promotion: Promotion) -> Tally:
    gain = benefit(promotion.rule, tally.rests, EMPTY)
    left = less(tally.rests, gain.off, gain.over, promotion.id)
    reason = taken(promotion.rule, room(tally.rests, gain.over), gain.off, tally.currency)
    return noted(replace(tally, rests=left), promotion, gain.off, reason)


def noted(tally: Tally, promotion: Promotion, amount: int, reason: str) -> Tally:
    """Record an applied offer, unless it gave nothing."""
    if not amount:
        return tally
    line = Applied(
        promotion.id, promotion.title, amount, promotion.is_stackable, f"{promotion.title}: {reason}."
    )
    return replace(tally, applied=(*tally.applied, line))


def priced_lines(tally: Tally) -> tuple[PricedLine, ...]:
    """List paid lines, then free ones; equal units that one offer makes free share a line."""
    paid = [line_of(rest) for rest in tally.rests if rest.quantity]
    return (*paid, *free_lines(tally.free))


def line_of(rest: Rest) -> PricedLine:
    price = rest.item.price
    return PricedLine(rest.item, rest.quantity, price, price, False, rest.offer_id, rest.off)


def free_lines(free: Iterable[tuple[UUID, Units]]) -> list[PricedLine]:
    by_offer: dict[UUID, list[Units]] = {}
    for offer_id, units in free:
        by_offer.setdefault(offer_id, []).append(units)
    return [free_line(offer_id, units) for offer_id, each in by_offer.items() for units in together(each)]


def free_line(offer_id: UUID, units: Units) -> PricedLine:
    price = units.item.price
    return PricedLine(units.item, units.quantity, 0, price, True, offer_id, price * units.quantity)
