"""The benefit that any rule gives a cart."""

from collections.abc import Sequence

from models.promotions.pricing.benefit import Benefit, FreeChoice, Units, free_choice
from models.promotions.pricing.open_line import OpenLine, discountable_amount
from models.promotions.pricing.rule import BuyGet, FlatOff, FreeItem, PercentOff, Rule
from models.promotions.pricing.shelf import Shelf
from models.rounding import share_of


def compute_benefit(rule: Rule, lines: Sequence[OpenLine], menu: Shelf) -> Benefit:
    if isinstance(rule, PercentOff):
        off = share_of(discountable_amount(lines, rule.scope), rule.percent)
        return Benefit(off if rule.cap is None else min(off, rule.cap), rule.scope)
    if isinstance(rule, FlatOff):
        return Benefit(min(rule.amount, discountable_amount(lines, rule.scope)), rule.scope)
    return (
        buy_get_benefit(rule, lines, menu)
        if isinstance(rule, BuyGet)
        else free_item_benefit(rule, lines, menu)
    )


def buy_get_benefit(rule: BuyGet, lines: Sequence[OpenLine], menu: Shelf) -> Benefit:
    times = count_repeats(rule, lines)
    free_quantity, bought_quantity = times * rule.get_quantity, times * rule.buy_quantity
    spare = sum(line.units for line in lines if rule.buy.covers(line.item)) - bought_quantity
    free_units = cheapest_units(rule, lines, free_quantity, spare)
    bought_units = dearest_bought_units(rule, lines, free_units, bought_quantity)
    missing = free_quantity - sum(units.quantity for units in free_units) if rule.is_free else 0
    choices = free_choice(rule.get_scope, lines, menu, missing)
    if not times:
        return Benefit()
    return Benefit(
        free_units=free_units,
        bought_units=bought_units,
        choices=drop_dearer_options(rule, choices, bought_units),
    )


def free_item_benefit(rule: FreeItem, lines: Sequence[OpenLine], menu: Shelf) -> Benefit:
    free_units, missing = [], rule.quantity
    for line in lines:
        if count := min(line.units, missing) if rule.items.discounts(line.item) else 0:
            free_units.append(Units(line.item, count, line.item.price))
            missing -= count
    choices = free_choice(rule.items, lines, menu, missing)
    return Benefit(free_units=tuple(free_units), choices=choices)


def count_repeats(rule: BuyGet, lines: Sequence[OpenLine]) -> int:
    """Count how often the cart earns the rule: bought units never count as free ones too."""
    only_buy = only_get = buy_or_get = 0
    for line in lines:
        buys, gets = rule.buy.covers(line.item), rule.get_scope.discounts(line.item)
        buy_or_get += line.units * (buys and gets)
        only_buy += line.units * (buys and not gets)
        only_get += line.units * (gets and not buys)
    buyable, group_size = only_buy + buy_or_get, rule.buy_quantity + rule.get_quantity
    groups = (buyable + only_get + rule.get_quantity) // group_size
    times = min(buyable // rule.buy_quantity, max(only_buy // rule.buy_quantity, groups))
    return times if rule.times is None else min(times, rule.times)


def cheapest_units(rule: BuyGet, lines: Sequence[OpenLine], quantity: int, spare: int) -> tuple[Units, ...]:
    """Give the cheapest units: at most `quantity`, of which at most `spare` could also count as bought."""
    free_units = []
    for line in lines:
        count = min(line.units, quantity) if rule.get_scope.discounts(line.item) else 0
        if rule.buy.covers(line.item):
            count = min(count, spare)
            spare -= count
        quantity -= count
        free_units += [Units(line.item, count, share_of(line.item.price, rule.percent))] if count else []
    return tuple(free_units)


def dearest_bought_units(
    rule: BuyGet, lines: Sequence[OpenLine], free_units: Sequence[Units], quantity: int
) -> tuple[Units, ...]:
    """Choose the most expensive units that count as bought, among those not given."""
    free_counts = {units.item: units.quantity for units in free_units}
    bought_units = []
    for line in reversed(lines):
        remaining = line.units - free_counts.get(line.item, 0) if rule.buy.covers(line.item) else 0
        if count := min(remaining, quantity):
            bought_units.append(Units(line.item, count))
            quantity -= count
    return tuple(bought_units)


def drop_dearer_options(
    rule: BuyGet, choices: Sequence[FreeChoice], bought_units: Sequence[Units]
) -> tuple[FreeChoice, ...]:
    """Drop options that cost more than a bought unit that could be free: the cheapest unit is free."""
    most = min(
        (units.item.price for units in bought_units if rule.get_scope.discounts(units.item)), default=None
    )
    return tuple(
        FreeChoice(
            tuple(item for item in choice.options if most is None or item.price <= most),
            choice.quantity,
            choice.worth,
        )
        for choice in choices
    )
