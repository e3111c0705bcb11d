"""One door to what a rule gives."""

from collections.abc import Sequence

from models.promotions.pricing.benefit import Benefit
from models.promotions.pricing.buy_get import buy_get, free_item
from models.promotions.pricing.rest import Rest, room
from models.promotions.pricing.rule import BuyGet, FlatOff, PercentOff, Rule
from models.promotions.pricing.shelf import Shelf
from models.rounding import share_of


def benefit(rule: Rule, known: Sequence[Rest], menu: Shelf) -> Benefit:
    if isinstance(rule, PercentOff):
        off = share_of(room(known, rule.scope), rule.percent)
        return Benefit(off if rule.cap is None else min(off, rule.cap), rule.scope)
    if isinstance(rule, FlatOff):
        return Benefit(min(rule.amount, room(known, rule.scope)), rule.scope)
    return buy_get(rule, known, menu) if isinstance(rule, BuyGet) else free_item(rule, known, menu)
