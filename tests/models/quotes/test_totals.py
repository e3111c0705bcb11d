"""What a quote adds up to: worked lines, and what holds for all of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.quotes.totals import Line, Totals, totals

lines = st.lists(
    st.builds(Line, st.just("x"), st.integers(1, 10**9), st.integers(0, 10**12), st.integers(0, 10_000)),
    max_size=20,
)
enough = settings(max_examples=100)


@pytest.mark.parametrize(
    ("quantity", "unit_price", "tax_rate", "net", "tax"),
    [
        (1_000, 0, 1800, 0, 0),
        (1_000, 100_00, 0, 100_00, 0),
        (2_000, 500, 0, 1000, 0),
        (1_500, 1001, 1800, 1502, 270),  # 1501.5 up; 270.36 down
        (1_500, 1003, 1800, 1505, 271),  # 1504.5 up; 270.9 up
        (1, 1, 10_000, 0, 0),  # 0.001 down
        (499, 1, 10_000, 0, 0),
        (500, 1, 10_000, 1, 1),  # the half itself goes up
        (333, 1000, 500, 333, 17),  # 16.65 up
        (1_000, 10, 500, 10, 1),  # a tax of 0.5 goes up
        (1_000, 10, 499, 10, 0),  # 0.499 down
        (1_000, 9, 10_000, 9, 9),
        (10**9, 10**9, 1, 10**15, 10**11),
    ],
)
def test_a_line_costs(quantity: int, unit_price: int, tax_rate: int, net: int, tax: int) -> None:
    line = Line("Sink", quantity, unit_price, tax_rate)
    assert (line.net, line.tax) == (net, tax)


def test_each_line_is_rounded_and_then_added() -> None:
    halves = [Line("Half", 500, 1, 0)] * 3
    assert totals(halves) == Totals(net=3, tax=0)
    assert totals([]) == Totals(0, 0)
    assert totals([Line("Sink", 1_500, 1001, 1800), Line("Tap", 2_000, 500, 0)]).total == 2772


@enough
@given(lines)
def test_the_lines_add_up_to_the_total(lines: list[Line]) -> None:
    known = totals(lines)
    assert known.net == sum(line.net for line in lines)
    assert known.total == sum(line.net + line.tax for line in lines)


@enough
@given(lines.flatmap(lambda known: st.tuples(st.just(known), st.permutations(known))))
def test_the_order_of_the_lines_changes_nothing(pair: tuple[list[Line], list[Line]]) -> None:
    assert totals(pair[0]) == totals(pair[1])


@enough
@given(lines)
def test_rounding_never_moves_a_line_by_more_than_half_a_unit(lines: list[Line]) -> None:
    for line in lines:
        assert abs(line.net * 1000 - line.quantity * line.unit_price) * 2 <= 1000
        assert abs(line.tax * 10_000 - line.net * line.tax_rate) * 2 <= 10_000
