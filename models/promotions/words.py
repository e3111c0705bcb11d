"""The words for a promotion: what it gives, and when."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from models.money import Amount
from models.promotions.pricing.conditions import DAY, Conditions
from models.promotions.pricing.item import Scope
from models.promotions.pricing.reason import percent_text
from models.promotions.pricing.rule import BuyGet, FlatOff, FreeItem, PercentOff, Rule
from models.time_of_day import clock_text

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Names = Mapping[UUID, str]


def rule_words(rule: Rule, names: Names, currency: str) -> str:
    """Describe a rule, as in "20% off the whole bill, up to ₹100.00"."""
    if isinstance(rule, PercentOff):
        cap = f", up to {Amount(rule.cap, currency).text}" if rule.cap else ""
        return f"{percent_text(rule.percent)} off {scope_words(rule.scope, names, 'the whole bill')}{cap}."
    if isinstance(rule, FlatOff):
        return f"{Amount(rule.amount, currency).text} off {scope_words(rule.scope, names, 'the whole bill')}."
    if isinstance(rule, FreeItem):
        return f"{rule.quantity} free: {scope_words(rule.items, names, 'anything')}."
    return buy_get_words(rule, names)


def buy_get_words(rule: BuyGet, names: Names) -> str:
    price_text = "free" if rule.is_free else f"at {percent_text(rule.percent)} off"
    buy_text = f"Buy {rule.buy_quantity} of {scope_words(rule.buy, names, 'anything')}"
    get_text = "" if rule.get is None else f" of {scope_words(rule.get, names, 'anything')}"
    times_text = f", at most {rule.times} times per order" if rule.times else ""
    return f"{buy_text}, get {rule.get_quantity}{get_text} {price_text}{times_text}."


def condition_words(conditions: Conditions, names: Names, currency: str) -> Iterator[str]:
    if conditions.min_amount:
        yield f"From {Amount(conditions.min_amount, currency).text} on."
    if conditions.min_quantity:
        yield f"At least {conditions.min_quantity} of {scope_words(conditions.scope, names, 'anything')}."
    if conditions.weekdays:
        yield "On " + ", ".join(DAYS[day] for day in sorted(conditions.weekdays)) + "."
    if conditions.opens is not None or conditions.closes is not None:
        closes = DAY if conditions.closes is None else conditions.closes
        yield f"From {clock_text(conditions.opens or 0)} to {clock_text(closes)}."
    if conditions.first_order:
        yield "On first orders."
    elif conditions.needs_customer:
        yield "For guests who give their phone number or e-mail address."


def scope_words(scope: Scope, names: Names, everything: str) -> str:
    if scope.is_everything:
        return everything
    items = sorted(names.get(item, "an item no longer on the menu") for item in scope.items)
    return " or ".join([*sorted(scope.categories), *items])
