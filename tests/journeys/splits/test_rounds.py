"""Every order of a split's steps, legal or not, against an oracle: nobody is bound to what they never saw."""

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.support.negotiation.rounds import Rounds, open_negotiations
from tests.support.races import is_log_intact

BOUND = settings(max_examples=60, stateful_step_count=10)


def test_nobody_is_ever_bound_to_numbers_that_they_did_not_see(sqlite_url: str) -> None:
    with open_negotiations(sqlite_url) as loop:
        run_state_machine_as_test(Rounds, settings=BOUND)
        assert loop.run(is_log_intact())
