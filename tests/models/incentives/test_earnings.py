"""What a sale is worth: worked examples, and what holds for all numbers."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.incentives.earnings import Earning, Tier, TierBasis, earning
from models.rounding import HUNDRED_PERCENT, share_of

MARGINAL, RETROACTIVE = TierBasis.MARGINAL, TierBasis.RETROACTIVE
TIERS = (Tier(1, 100), Tier(6, 200), Tier(11, 275))
LATE = (Tier(3, 100),)

numbers = st.integers(0, 200)
prices = st.integers(0, 10**13)
rates = st.integers(0, HUNDRED_PERCENT)
bases = st.sampled_from(TierBasis)
enough = settings(max_examples=60)


@st.composite
def tiers(draw: st.DrawFn, rising: bool = False) -> tuple[Tier, ...]:
    starts = sorted(draw(st.sets(st.integers(1, 150), max_size=6)))
    commissions = draw(st.lists(rates, min_size=len(starts), max_size=len(starts)))
    return tuple(map(Tier, starts, sorted(commissions) if rising else commissions))


def worth(units: int, unit_price: int, **terms: Any) -> Earning:
    nothing: dict[str, Any] = {"bonus": 0, "min_units": 0, "flat": 0, "tiers": (), "basis": MARGINAL}
    return earning(units=units, unit_price=unit_price, **(nothing | terms))


@pytest.mark.parametrize(
    ("units", "terms", "commission", "bonus", "missing"),
    [
        (0, {"flat": 250, "bonus": 500}, 0, 0, 0),
        (1, {"flat": 250, "bonus": 500}, 250, 500, 0),
        (4, {"min_units": 5, "flat": 250, "bonus": 500}, 0, 0, 1),
        (5, {"min_units": 5, "flat": 250, "bonus": 500}, 1250, 500, 0),
        (0, {"min_units": 3, "bonus": 500}, 0, 0, 3),
        (3, {"flat": HUNDRED_PERCENT}, 30_000, 0, 0),
        (5, {"tiers": TIERS, "flat": 9_999}, 500, 0, 0),
        (6, {"tiers": TIERS}, 700, 0, 0),
        (12, {"tiers": TIERS}, 500 + 1000 + 550, 0, 0),
        (5, {"tiers": TIERS, "basis": RETROACTIVE}, 500, 0, 0),
        (6, {"tiers": TIERS, "basis": RETROACTIVE}, 1200, 0, 0),
        (12, {"tiers": TIERS, "basis": RETROACTIVE}, 3300, 0, 0),
        (2, {"tiers": LATE, "bonus": 7}, 0, 7, 0),
        (3, {"tiers": LATE}, 100, 0, 0),
        (2, {"tiers": LATE, "basis": RETROACTIVE}, 0, 0, 0),
        (3, {"tiers": LATE, "basis": RETROACTIVE}, 300, 0, 0),
    ],
)
def test_a_sale_at_a_hundred_a_unit_is_worth(
    units: int, terms: dict[str, Any], commission: int, bonus: int, missing: int
) -> None:
    """Decision 18."""
    assert worth(units, 100_00, **terms) == Earning(commission, bonus, missing)


@pytest.mark.parametrize(
    ("amount", "rate", "share"),
    [(1, 4_999, 0), (1, 5_000, 1), (3, 5_000, 2), (10**15, 1, 10**11), (0, 10_000, 0)],
)
def test_a_share_is_rounded_half_up(amount: int, rate: int, share: int) -> None:
    assert share_of(amount, rate) == share


@enough
@given(units=numbers, price=prices, scale=tiers())
def test_under_marginal_tiers_one_unit_more_never_earns_less(
    units: int, price: int, scale: tuple[Tier, ...]
) -> None:
    """Decision 18."""
    now, then = (worth(count, price, tiers=scale) for count in (units, units + 1))
    assert then.total >= now.total


@enough
@given(units=numbers, price=prices, scale=tiers(rising=True))
def test_when_rates_rise_retroactive_tiers_never_pay_less_than_marginal_ones(
    units: int, price: int, scale: tuple[Tier, ...]
) -> None:
    """Decision 18."""
    marginal, retroactive = (
        worth(units, price, tiers=scale, basis=basis) for basis in (MARGINAL, RETROACTIVE)
    )
    assert retroactive.commission >= marginal.commission


@enough
@given(numbers, prices, prices, numbers, rates, tiers(), bases)
def test_an_earning_is_a_whole_number_between_nothing_and_the_price_and_bonus(
    units: int, price: int, bonus: int, least: int, flat: int, scale: tuple[Tier, ...], basis: TierBasis
) -> None:
    earned = worth(units, price, bonus=bonus, min_units=least, flat=flat, tiers=scale, basis=basis)
    assert all(type(part) is int for part in (earned.commission, earned.bonus, earned.units_missing))
    assert 0 <= earned.commission <= units * price
    assert earned.bonus in (0, bonus)
    assert earned.units_missing == max(0, least - units)


@enough
@given(numbers, prices, rates, bases)
def test_one_tier_from_the_first_unit_is_a_flat_rate(
    units: int, price: int, rate: int, basis: TierBasis
) -> None:
    flat, tiered = worth(units, price, flat=rate), worth(units, price, tiers=(Tier(1, rate),), basis=basis)
    assert tiered == flat
