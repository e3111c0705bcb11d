"""The terms of an incentive as a record, and what a sale earns under them."""

from dataclasses import dataclass
from decimal import Decimal

import orjson

from models.incentives.earnings import Earning, Tier, TierBasis, earning, percent
from models.money import Amount, check_amount
from models.refused import bad_input

MOST_UNITS = 1_000_000


@dataclass(frozen=True, slots=True)
class Worth:
    """The earnings of a sale, and the number of units missing before it earns anything."""

    commission: Amount
    bonus: Amount
    total: Amount
    units_missing: int


@dataclass(slots=True)
class IncentiveRow:
    """The terms of an incentive as a record for reading."""

    type: str
    amount: int
    currency: str
    commission: int | None
    min_units: int | None
    conditions_json: str
    tiers_json: str
    tier_basis: str | None

    @property
    def conditions(self) -> list[str]:
        conditions: list[str] = orjson.loads(self.conditions_json)
        return conditions

    @property
    def incentive_amount(self) -> Amount:
        return Amount(self.amount, self.currency)

    @property
    def commission_percentage(self) -> Decimal | None:
        return None if self.commission is None else percent(self.commission)

    @property
    def tiers(self) -> list[Tier]:
        return [Tier(*pair) for pair in orjson.loads(self.tiers_json)]

    def worth(self, units: int, unit_price: int) -> Worth:
        """Compute what `units` sold at `unit_price` minor units would earn."""
        if not 0 <= units <= MOST_UNITS:
            raise bad_input(f"Units must be between 0 and {MOST_UNITS}.", "units")
        check_amount(unit_price, "unitPrice")
        check_amount(units * unit_price, "units")
        earnings = self._earning(units, unit_price)
        return Worth(
            Amount(earnings.commission, self.currency),
            Amount(earnings.bonus, self.currency),
            Amount(earnings.total, self.currency),
            earnings.units_missing,
        )

    def _earning(self, units: int, unit_price: int) -> Earning:
        return earning(
            units=units,
            unit_price=unit_price,
            bonus=self.amount,
            min_units=self.min_units or 0,
            flat=self.commission or 0,
            tiers=self.tiers,
            basis=TierBasis(self.tier_basis or TierBasis.MARGINAL),
        )
