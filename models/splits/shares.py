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


def rebalance(before: Sequence[Shares], taken: Mapping[int, Shares]) -> list[Shares]:
    """Return the shares when those at some positions are fixed and the others keep their proportions."""
    master = _rebalance_right(
        [half.master for half in before], {at: half.master for at, half in taken.items()}
    )
    publishing = _rebalance_right(
        [half.publishing for half in before], {at: half.publishing for at, half in taken.items()}
    )
    return [Shares(*pair) for pair in zip(master, publishing, strict=True)]


def pro_rata(weights: Sequence[int], whole: int) -> list[int]:
    """Split the whole in these proportions by largest remainder; evenly if all weights are 0."""
    even = weights if sum(weights) else [1] * len(weights)
    return split_by_weight(whole, even)


def _rebalance_right(before: Sequence[int], taken: Mapping[int, int]) -> list[int]:
    others = [place for place in range(len(before)) if place not in taken]
    remaining = max(HUNDRED_PERCENT - sum(taken.values()), 0)
    others_shares = dict(zip(others, pro_rata([before[place] for place in others], remaining), strict=True))
    return [taken[place] if place in taken else others_shares[place] for place in range(len(before))]
