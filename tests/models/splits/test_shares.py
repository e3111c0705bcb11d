"""Shares of a split: nothing is lost by rounding, and no proportion is bent by more than a hundredth."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.splits.shares import NOTHING, WHOLE, Shares, gap, pro_rata, rebalance

SHARE = st.integers(0, 10_000)
WEIGHTS = st.lists(SHARE, min_size=1, max_size=50)


@pytest.mark.parametrize(
    ("shares", "missing"),
    [
        ([], WHOLE),
        ([Shares(10_000, 10_000)], NOTHING),
        ([Shares(3_333, 3_334)] * 3, Shares(1, -2)),
        ([Shares(6_000, 0), Shares(6_000, 1)], Shares(-2_000, 9_999)),
    ],
)
def test_the_gap_is_what_is_missing_to_the_whole(shares: list[Shares], missing: Shares) -> None:
    assert gap(shares) == missing


@pytest.mark.parametrize(
    ("weights", "whole", "parts"),
    [
        ([1, 1, 1], 10_000, [3_334, 3_333, 3_333]),
        ([0, 0], 10_000, [5_000, 5_000]),
        ([0, 1], 10_000, [0, 10_000]),
        ([5_000, 2_500, 2_500], 7_001, [3_501, 1_750, 1_750]),
        ([4, 3, 2], 8_000, [3_555, 2_667, 1_778]),
        ([7], 0, [0]),
        ([], 0, []),
    ],
)
def test_a_whole_is_spread_by_largest_remainder(weights: list[int], whole: int, parts: list[int]) -> None:
    assert pro_rata(weights, whole) == parts


@given(WEIGHTS, SHARE)
def test_what_is_spread_is_the_whole_to_the_last_hundredth(weights: list[int], whole: int) -> None:
    parts = pro_rata(weights, whole)
    assert sum(parts) == whole
    if total := sum(weights):
        assert all(
            abs(part * total - weight * whole) < total for part, weight in zip(parts, weights, strict=True)
        )


@given(WEIGHTS, SHARE)
def test_a_participant_who_had_more_never_gets_less(weights: list[int], whole: int) -> None:
    parts = pro_rata(weights, whole)
    ranked = sorted(zip(weights, parts, strict=True))
    assert all(low[1] <= high[1] + (low[0] == high[0]) for low, high in pairwise(ranked))


@given(st.data())
def test_a_proposal_is_whole_and_grants_the_counters(data: st.DataObject) -> None:
    before = data.draw(st.lists(st.builds(Shares, SHARE, SHARE), min_size=2, max_size=20))
    places = data.draw(st.sets(st.integers(0, len(before) - 1), max_size=len(before) - 1))
    most = 10_000 // max(len(places), 1)
    asked = st.builds(Shares, st.integers(0, most), st.integers(0, most))
    taken = {place: data.draw(asked) for place in places}
    after = rebalance(before, taken)
    assert gap(after) == NOTHING
    assert {place: after[place] for place in taken} == taken


def test_a_table_that_is_whole_stays_as_it_is_when_nothing_is_taken_over() -> None:
    table = [Shares(5_000, 3_333), Shares(2_500, 3_333), Shares(2_500, 3_334)]
    assert rebalance(table, {}) == table


def test_those_who_ask_for_more_than_the_whole_leave_nothing_and_a_gap() -> None:
    after = rebalance([Shares(5_000, 5_000)] * 3, {0: Shares(6_000, 1), 1: Shares(6_000, 1)})
    assert after[2] == Shares(0, 9_998)
    assert gap(after) == Shares(-2_000, 0)
