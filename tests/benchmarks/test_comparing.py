"""Comparing is a bounded amount of computing; `python -m benchmarks.comparing` prints how long it takes."""

import sys
from types import FrameType

from benchmarks.comparing import CART, MENU, NOON, OFFERS
from models.promotions.pricing.compare import compare

# A function call takes about a tenth of a microsecond, so all of them stay far below a millisecond.
MOST_CALLS = 5_000


def calls(promotions: int) -> int:
    """Return the number of function calls that comparing so many promotions takes."""
    count = 0

    def count_call(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(count_call)
    compare(CART, MENU, OFFERS[:promotions], NOON)
    sys.setprofile(before)
    return count


def test_thirty_promotions_for_ten_lines_take_few_calls() -> None:
    assert (len(OFFERS), len(CART.lines)) == (30, 10)
    assert calls(30) < MOST_CALLS


def test_twice_the_promotions_take_no_more_than_about_twice_the_calls() -> None:
    assert calls(30) < 2.5 * calls(15)
