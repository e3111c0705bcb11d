"""Conversions between hundredths of a percent, as stored in rows, and decimals, as clients see them."""

from models.incentives import earnings
from schema.scalars import Percentage


def percent(hundredths: int) -> Percentage:
    return Percentage(earnings.percent(hundredths))


def hundredths(percentage: Percentage) -> int:
    return int(percentage * 100)
