"""Comparing thirty promotions is computing of far less than a request: a millisecond, on a quiet machine."""

from benchmarks.comparing import CART, OFFERS, timed


def test_thirty_promotions_for_ten_lines_take_less_than_a_millisecond() -> None:
    assert (len(OFFERS), len(CART.lines)) == (30, 10)
    assert min(timed(50)) < 1
