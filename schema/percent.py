"""Percentages between hundredths of a percent, as rows keep them, and decimals, as clients see them."""

from decimal import Decimal

from schema.scalars import Percentage


def percent(hundredths: int) -> Percentage:
    return Percentage(Decimal(hundredths).scaleb(-2))


def hundredths(percentage: Percentage) -> int:
    return int(percentage * 100)
