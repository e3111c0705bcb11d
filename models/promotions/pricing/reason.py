"""The reasons for discounts, in words."""

from collections.abc import Sequence

from models.money import Amount
from models.promotions.pricing.benefit import Benefit, Units, merge_units
from models.promotions.pricing.rule import PercentOff, Rule


def discount_text(rule: Rule, base: int, off: int, currency: str) -> str:
    """Explain a discount: `20% of ₹550.00: ₹110.00 off`."""
    discount = f"{Amount(off, currency).text} off"
    if not isinstance(rule, PercentOff):
        return discount
    share = percent_text(rule.percent)
    return f"{share} of {Amount(base, currency).text}{', capped' if off == rule.cap else ''}: {discount}"


def percent_text(hundredths: int) -> str:
    """Format hundredths of a percent: `12.5%`."""
    return f"{hundredths / 100:g}%"


def benefit_text(gain: Benefit, added_units: Sequence[Units], declined_amount: int, currency: str) -> str:
    """Explain free items: `1 Pizza free, worth ₹250.00`.

    If the guest declines them: `₹250.00 off instead of 1 free item`.
    """
    parts = [units_text(units, currency) for units in merge_units((*gain.free_units, *added_units))]
    count = sum(choice.quantity for choice in gain.choices)
    if declined_amount:
        noun = "item" if count == 1 else "items"
        parts.append(f"{Amount(declined_amount, currency).text} off instead of {count} free {noun}")
    return ", ".join(parts)


def units_text(units: Units, currency: str) -> str:
    amount = Amount(units.off * units.quantity, currency).text
    if units.is_free:
        return f"{units.quantity} {units.item.name} free, worth {amount}"
    return f"{amount} off {units.quantity} {units.item.name}"
