"""The reasons for discounts, in words."""

from collections.abc import Sequence

from models.money import Amount
from models.promotions.pricing.benefit import Benefit, Units, together
from models.promotions.pricing.rule import PercentOff, Rule


def taken(rule: Rule, base: int, off: int, currency: str) -> str:
    """Explain a discount: `20% of ₹550.00: ₹110.00 off`."""
    said = f"{Amount(off, currency).text} off"
    if not isinstance(rule, PercentOff):
        return said
    share = in_percent(rule.percent)
    return f"{share} of {Amount(base, currency).text}{', capped' if off == rule.cap else ''}: {said}"


def in_percent(hundredths: int) -> str:
    """Format hundredths of a percent: `12.5%`."""
    return f"{hundredths / 100:g}%"


def received(gain: Benefit, added: Sequence[Units], declined: int, currency: str) -> str:
    """Explain free items: `1 Pizza free, worth ₹250.00`.

    If the guest declines them: `₹250.00 off instead of 1 free item`.
    """
    said = [freed(units, currency) for units in together((*gain.given, *added))]
    count = sum(choice.quantity for choice in gain.choices)
    if declined:
        noun = "item" if count == 1 else "items"
        said.append(f"{Amount(declined, currency).text} off instead of {count} free {noun}")
    return ", ".join(said)


def freed(units: Units, currency: str) -> str:
    amount = Amount(units.off * units.quantity, currency).text
    if units.is_free:
        return f"{units.quantity} {units.item.name} free, worth {amount}"
    return f"{amount} off {units.quantity} {units.item.name}"
