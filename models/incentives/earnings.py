"""The earnings of an agent from a sale under an incentive: pure integer arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from models.rounding import share_of


class TierBasis(StrEnum):
    """The units to which a tier's rate applies."""

    MARGINAL = "MARGINAL"
    RETROACTIVE = "RETROACTIVE"


@dataclass(frozen=True, slots=True)
class Tier:
    """The commission, in hundredths of a percent, from this many units up to the next tier."""

    from_units: int
    commission: int


@dataclass(frozen=True, slots=True)
class Earning:
    """The commission and bonus in minor units; both are 0 below the minimum number of units."""

    commission: int
    bonus: int
    units_missing: int

    @property
    def total(self) -> int:
        return self.commission + self.bonus


def earning(
    *,
    units: int,
    unit_price: int,
    bonus: int,
    min_units: int,
    flat: int,
    tiers: Sequence[Tier],
    basis: TierBasis,
) -> Earning:
    """Compute the earning of `units` sold at `unit_price` minor units; rates in hundredths of a percent."""
    missing = max(0, min_units - units)
    if missing or units == 0:
        return Earning(0, 0, missing)
    if not tiers:
        return Earning(share_of(units * unit_price, flat), bonus, 0)
    by_basis = _marginal if basis is TierBasis.MARGINAL else _retroactive
    return Earning(by_basis(units, unit_price, tiers), bonus, 0)


def percent(hundredths: int) -> Decimal:
    """Convert hundredths of a percent to percent."""
    return Decimal(hundredths).scaleb(-2)


def _marginal(units: int, unit_price: int, tiers: Sequence[Tier]) -> int:
    """Apply to each unit its own tier's rate; round once, on the sum."""
    ends = [tier.from_units - 1 for tier in tiers[1:]] + [units]
    weight = sum(
        max(0, min(units, end) - tier.from_units + 1) * tier.commission
        for tier, end in zip(tiers, ends, strict=True)
    )
    return share_of(unit_price, weight)


def _retroactive(units: int, unit_price: int, tiers: Sequence[Tier]) -> int:
    """Apply to every unit the rate of the tier that the total reaches."""
    rates = [tier.commission for tier in tiers if tier.from_units <= units]
    return share_of(units * unit_price, rates[-1]) if rates else 0
