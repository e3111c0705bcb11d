"""Percentages and proportions of whole minor units."""

from collections.abc import Sequence

HUNDRED_PERCENT = 100_00


def share_of(amount: int, percent: int) -> int:
    """Compute the share; `percent` is in hundredths of a percent. Rounds half up, once."""
    return (amount * percent * 2 + HUNDRED_PERCENT) // (HUNDRED_PERCENT * 2)


def split_by_weight(amount: int, weights: Sequence[int]) -> list[int]:
    """Split the amount in these proportions by largest remainder; ties favour the earlier weight."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    parts = [divmod(amount * weight, whole) for weight in weights]
    missing = amount - sum(part for part, _ in parts)
    places = sorted(range(len(parts)), key=lambda place: (-parts[place][1], place))[:missing]
    return [part + (place in places) for place, (part, _) in enumerate(parts)]
