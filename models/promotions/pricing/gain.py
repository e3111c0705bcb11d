"""The benefit that any rule gives a cart."""

from collections.abc import Sequence

from models.promotions.pricing.benefit import Benefit, FreeChoice, Units, free_choice
from models.promotions.pricing.open_line import OpenLine, discountable_amount
from models.promotions.pricing.rule import BuyGet, FlatOff, FreeItem, PercentOff, Rule
from models.promotions.pricing.shelf import Shelf
from models.rounding import share_of


def compute_benefit(rule: Rule, known: Sequence[OpenLine], menu: Shelf) -> Benefit:
    if isinstance(rule, PercentOff):
        off = share_of(discountable_amount(known, rule.scope), rule.percent)
        return Benefit(off if rule.cap is None else min(off, rule.cap), rule.scope)
    if isinstance(rule, FlatOff):
        return Benefit(min(rule.amount, discountable_amount(known, rule.scope)), rule.scope)
    return (
        buy_get_benefit(rule, known, menu)
        if isinstance(rule, BuyGet)
        else free_item_benefit(rule, known, menu)
    )


def buy_get_benefit(rule: BuyGet, known: Sequence[OpenLine], menu: Shelf) -> Benefit:
    times = count_repeats(rule, known)
    to_get, to_buy = times * rule.get_quantity, times * rule.buy_quantity
    spare = sum(rest.units for rest in known if rule.buy.covers(rest.item)) - to_buy
    free_units = cheapest_units(rule, known, to_get, spare)
    bought = dearest_bought_units(rule, known, free_units, to_buy)
    missing = to_get - sum(units.quantity for units in free_units) if rule.is_free else 0
    choices = free_choice(rule.get_scope, known, menu, missing)
    return (
        Benefit(free_units=free_units, bought=bought, choices=drop_dearer_options(rule, choices, bought))
        if times
        else Benefit()
    )


def free_item_benefit(rule: FreeItem, known: Sequence[OpenLine], menu: Shelf) -> Benefit:
    free_units, missing = [], rule.quantity
    for rest in known:
        if count := min(rest.units, missing) if rule.items.discounts(rest.item) else 0:
            free_units.append(Units(rest.item, count, rest.item.price))
            missing -= count
    choices = free_choice(rule.items, known, menu, missing)
    return Benefit(free_units=tuple(free_units), choices=choices)


def count_repeats(rule: BuyGet, known: Sequence[OpenLine]) -> int:
    """Count how often the cart earns the rule: bought units never count as free ones too."""
    only_buy = only_get = both = 0
    for rest in known:
        buys, gets = rule.buy.covers(rest.item), rule.get_scope.discounts(rest.item)
        both += rest.units * (buys and gets)
        only_buy += rest.units * (buys and not gets)
        only_get += rest.units * (gets and not buys)
    bought, group_size = only_buy + both, rule.buy_quantity + rule.get_quantity
    groups = (bought + only_get + rule.get_quantity) // group_size
    times = min(bought // rule.buy_quantity, max(only_buy // rule.buy_quantity, groups))
    return times if rule.times is None else min(times, rule.times)


def cheapest_units(rule: BuyGet, known: Sequence[OpenLine], wanted: int, spare: int) -> tuple[Units, ...]:
    """Give the cheapest units: at most `wanted`, of which at most `spare` could also count as bought."""
    free_units = []
    for rest in known:
        count = min(rest.units, wanted) if rule.get_scope.discounts(rest.item) else 0
        if rule.buy.covers(rest.item):
            count = min(count, spare)
            spare -= count
        wanted -= count
        free_units += [Units(rest.item, count, share_of(rest.item.price, rule.percent))] if count else []
    return tuple(free_units)


def dearest_bought_units(
    rule: BuyGet, known: Sequence[OpenLine], given: Sequence[Units], needed: int
) -> tuple[Units, ...]:
    """Choose the most expensive units that count as bought, among those not given."""
    given_counts = {units.item: units.quantity for units in given}
    bought = []
    for rest in reversed(known):
        remaining = rest.units - given_counts.get(rest.item, 0) if rule.buy.covers(rest.item) else 0
        if count := min(remaining, needed):
            bought.append(Units(rest.item, count))
            needed -= count
    return tuple(bought)


def drop_dearer_options(
    rule: BuyGet, choices: Sequence[FreeChoice], bought: Sequence[Units]
) -> tuple[FreeChoice, ...]:
    """Drop options that cost more than a bought unit that could be free: the cheapest unit is free."""
    most = min((units.item.price for units in bought if rule.get_scope.discounts(units.item)), default=None)
    return tuple(
        FreeChoice(
            tuple(item for item in choice.options if most is None or item.price <= most),
            choice.quantity,
            choice.worth,
        )
        for choice in choices
    )
