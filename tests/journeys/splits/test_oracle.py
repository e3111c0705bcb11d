"""The oracle itself: its arithmetic, and when a split is settled."""

from hypothesis import given, settings
from hypothesis import strategies as st

from models.offers.settling import Decision
from models.splits.shares import Shares, rebalance
from tests.support.negotiation.arithmetic import rebalance_exactly
from tests.support.negotiation.oracle import Oracle
from tests.support.rows import NOON

shares = st.integers(0, 100_00)


@settings(max_examples=150)
@given(st.lists(shares, min_size=2, max_size=6), st.dictionaries(st.integers(0, 1), shares, max_size=2))
def test_what_is_left_is_shared_pro_rata_to_the_last_hundredth(
    before: list[int], taken: dict[int, int]
) -> None:
    wanted = {seat: Shares(each, each) for seat, each in taken.items()}
    after = [each.master for each in rebalance([Shares(each, each) for each in before], wanted)]
    assert after == rebalance_exactly(before, taken)
    if len(before) > len(taken):
        assert sum(after) == max(sum(taken.values()), 100_00)


def test_it_takes_everybody_to_agree_and_one_to_end_it() -> None:
    for last, status in ((Decision.ACCEPTED, "ACCEPTED"), (Decision.DECLINED, "DECLINED")):
        oracle = Oracle([(40_00, 40_00), (60_00, 60_00)], None)
        assert oracle.send(None, NOON) == set()
        first, second = oracle.present
        assert oracle.answer(first, (Decision.ACCEPTED, None), 1, NOON) == set()
        assert oracle.status == "ACTIVE"
        assert oracle.answer(second, (last, None), 1, NOON) == set()
        assert oracle.status == status
