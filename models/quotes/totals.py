"""What a quote adds up to: pure arithmetic in integers of minor units."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.rounding import share_of

THOUSANDTHS = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """`quantity` in thousandths, `unit_price` in minor units, `tax_rate` in hundredths of a percent."""

    description: str
    quantity: int
    unit_price: int
    tax_rate: int

    @property
    def net(self) -> int:
        """Rounded half up, once."""
        return (self.quantity * self.unit_price * 2 + THOUSANDTHS) // (THOUSANDTHS * 2)

    @property
    def tax(self) -> int:
        return share_of(self.net, self.tax_rate)


@dataclass(frozen=True, slots=True)
class Totals:
    """In minor units."""

    net: int
    tax: int

    @property
    def total(self) -> int:
        return self.net + self.tax


def totals(lines: Iterable[Line]) -> Totals:
    """The sums of what each line shows, so that the lines add up to the total."""
    known = list(lines)
    return Totals(sum(line.net for line in known), sum(line.tax for line in known))
