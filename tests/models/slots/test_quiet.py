"""Quiet hours: pure, in the shop's zone, around midnight and around changes of the clock."""

from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from models.slots.quiet import end_of_quiet, turn_times

NIGHT = (21 * 60, 8 * 60)
KOLKATA, BERLIN = ZoneInfo("Asia/Kolkata"), ZoneInfo("Europe/Berlin")


def at(day: int, hour: int, minute: int = 0, zone: ZoneInfo = KOLKATA, month: int = 11) -> datetime:
    return datetime(2025, month, day, hour, minute, tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "awake"),
    [
        (at(20, 12), at(20, 12)),
        (at(20, 20, 59), at(20, 20, 59)),
        (at(20, 21), at(21, 8)),
        (at(20, 23, 59), at(21, 8)),
        (at(20, 0), at(20, 8)),
        (at(20, 7, 59), at(20, 8)),
        (at(20, 8), at(20, 8)),
    ],
)
def test_a_night_is_quiet_by_the_clock_of_the_shop(moment: datetime, awake: datetime) -> None:
    assert end_of_quiet(moment, KOLKATA, *NIGHT) == awake


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    assert end_of_quiet(at(20, 13), KOLKATA, 12 * 60, 14 * 60) == at(20, 14)
    assert end_of_quiet(at(20, 14), KOLKATA, 12 * 60, 14 * 60) == at(20, 14)
    assert end_of_quiet(at(20, 0), KOLKATA, 0, 0) == at(20, 0)


@pytest.mark.parametrize(("month", "day"), [(3, 30), (10, 26)])
def test_quiet_hours_end_by_the_local_clock_when_the_clocks_change(month: int, day: int) -> None:
    evening = at(day - 1, 22, zone=BERLIN, month=month)
    assert end_of_quiet(evening, BERLIN, *NIGHT) == at(day, 8, zone=BERLIN, month=month)


def test_turns_stop_at_the_last_moment_and_skip_quiet_hours() -> None:
    first, last = at(20, 20, 40), at(21, 8, 20)
    found = list(turn_times(first, timedelta(minutes=15), last, KOLKATA, *NIGHT))
    assert found == [at(20, 20, 40), at(20, 20, 55), at(21, 8), at(21, 8, 15)]


def test_a_day_that_is_quiet_all_round_but_a_minute_has_one_turn_a_day() -> None:
    endless = turn_times(at(20, 12), timedelta(minutes=15), at(29, 12), KOLKATA, 1, 0)
    assert list(islice(endless, 2)) == [at(21, 0), at(22, 0)]
