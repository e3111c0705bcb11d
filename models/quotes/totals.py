"""The totals of a quote: pure integer arithmetic in minor units."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.rounding import share_of

THOUSANDTHS = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """The line: quantity in thousandths, unit price in minor units, tax rate in hundredths of a percent."""

    description: str
    quantity: int
    unit_price: int
    tax_rate: int

    @property
    def net(self) -> int:
        """Return the net amount in minor units, rounded half up once."""
        return (self.quantity * self.unit_price * 2 + THOUSANDTHS) // (THOUSANDTHS * 2)

    @property
    def tax(self) -> int:
        return share_of(self.net, self.tax_rate)


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals in minor units."""

    net: int
    tax: int

    @property
    def total(self) -> int:
        return self.net + self.tax


def totals(lines: Iterable[Line]) -> Totals:
    """Sum the rounded amounts of the lines, so that the displayed lines add up to the total."""
    all_lines = list(lines)
    return Totals(sum(line.net for line in all_lines), sum(line.tax for line in all_lines))
