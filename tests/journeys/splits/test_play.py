"""One negotiation from beginning to end beside its oracle, with every turn that it can take."""

from collections.abc import Callable

from models.offers.lifecycle import Step
from models.offers.settling import Decision
from tests.support.negotiation.rounds import Rounds, open_negotiations
from tests.support.races import is_log_intact
from tests.support.rows import HOUR

YES, COUNTER = Decision.ACCEPTED, Decision.COUNTERED
THREE = ([50_00, 75_00, 0], [33_33, 66_66, 0], 0)
OTHERS = ([40_00, 70_00, 0], [20_00, 60_00, 0], 0)


def test_a_negotiation_takes_every_step_until_everybody_has_signed(sqlite_url: str) -> None:
    with open_negotiations(sqlite_url) as loop:
        play = Rounds()
        play.begin(3, THREE, 48 * HOUR, 24 * HOUR)
        for turn in turns(play):
            turn()
            play.matches_the_oracle()
        assert (play.oracle.status, play.oracle.round, loop.run(is_log_intact())) == ("ACCEPTED", 5, True)


def turns(play: Rounds) -> list[Callable[[], None]]:
    return [
        lambda: play.answer(0, COUNTER, 60_00, 0),
        lambda: play.accept_all_but(0),  # the open counter blocks it
        lambda: play.reopen(0),
        lambda: play.answer_through_any(0, YES, True),
        lambda: play.answer(0, COUNTER, 30_00, 0),
        lambda: play.take_counters(0, 0, 1),
        lambda: play.take_counters(0, 0, 0),
        lambda: play.accept_all_but(2),
        lambda: play.revise(OTHERS, None, -1),
        lambda: play.revise(OTHERS, None, 0),
        lambda: play.answer(1, YES, 0, -1),
        lambda: play.move_end(1, 6 * HOUR, False, 13),  # it ends, and is answered too late
        lambda: play.resend(1),
        lambda: play.move_end(2, None, True, 0),
        lambda: play.accept_all_but(2),
        lambda: play.resend(2),
        lambda: play.wait(40, True),
        lambda: play.accept_all_but(9),  # the split itself has ended
        lambda: play.revise(THREE, 24 * HOUR, 0),
        lambda: play.step(Step.PAUSE),
        lambda: play.accept_all_but(9),
        lambda: play.step(Step.ACTIVATE),
        lambda: play.haggle(1, 20_00, "take"),
        lambda: play.look(0),
        lambda: play.accept_all_but(9),
        lambda: play.revise(OTHERS, None, 0),
        lambda: play.step(Step.CLOSE),
        lambda: play.answer(0, Decision.DECLINED, 0, 0),
        lambda: play.look(len(play.invitations) - 1),
    ]
