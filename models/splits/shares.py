"""The shares of a split: pure arithmetic in hundredths of a percent, for each of the two rights."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from models.rounding import HUNDRED_PERCENT, split_by_weight


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of the recording (master) and of the composition (publishing)."""

    master: int
    publishing: int


RIGHTS = tuple(right.name for right in fields(Shares))
WHOLE = Shares(HUNDRED_PERCENT, HUNDRED_PERCENT)
NOTHING = Shares(0, 0)


def gap(shares: Iterable[Shares]) -> Shares:
    """Return what is missing to 100 percent of each right; negative where there is too much."""
    all_shares = list(shares)
    return Shares(
        HUNDRED_PERCENT - sum(figures.master for figures in all_shares),
        HUNDRED_PERCENT - sum(figures.publishing for figures in all_shares),
    )


def rebalance(before: Sequence[Shares], fixed: Mapping[int, Shares]) -> list[Shares]:
    """Return the shares when those at some positions are fixed and the others keep their proportions."""
    master = _rebalance_right(
        [half.master for half in before], {at: half.master for at, half in fixed.items()}
    )
    publishing = _rebalance_right(
        [half.publishing for half in before], {at: half.publishing for at, half in fixed.items()}
    )
    return [Shares(*pair) for pair in zip(master, publishing, strict=True)]


def pro_rata(weights: Sequence[int], whole: int) -> list[int]:
    """Split the whole in these proportions by largest remainder; evenly if all weights are 0."""
    even = weights if sum(weights) else [1] * len(weights)
    return split_by_weight(whole, even)


def _rebalance_right(before: Sequence[int], fixed: Mapping[int, int]) -> list[int]:
    other_places = [place for place in range(len(before)) if place not in fixed]
    remaining = max(HUNDRED_PERCENT - sum(fixed.values()), 0)
    others_shares = dict(
        zip(other_places, pro_rata([before[place] for place in other_places], remaining), strict=True)
    )
    return [fixed[place] if place in fixed else others_shares[place] for place in range(len(before))]
