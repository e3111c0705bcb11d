"""How long it took until slots were filled; nothing here needs a database."""

from datetime import UTC, date, datetime, timedelta

from models.slots.fill_times import DayFills, Opening, by_day, histogram, median_minutes
from models.storage.calendar_days import CalendarDays

EVENING = datetime(2025, 11, 20, 18, tzinfo=UTC)


def opening(minutes: float | None, hours: int = 0) -> Opening:
    opened = EVENING + timedelta(hours=hours)
    return Opening(opened, None if minutes is None else opened + timedelta(minutes=minutes))


def test_the_middle_leaves_out_what_was_not_filled() -> None:
    assert median_minutes([opening(None)]) is None
    assert median_minutes([opening(4), opening(None), opening(10), opening(90)]) == 10.0


def test_a_slot_counts_on_the_day_there_on_which_it_was_opened() -> None:
    days = CalendarDays(date(2025, 11, 20), date(2025, 11, 22), "Asia/Kolkata")
    found = by_day([opening(4), opening(None), opening(6, hours=1)], days)
    assert found == [
        DayFills(date(2025, 11, 20), 2, 1, 4.0),
        DayFills(date(2025, 11, 21), 1, 1, 6.0),
        DayFills(date(2025, 11, 22), 0, 0, None),
    ]


def test_each_filled_slot_is_in_one_step_and_the_step_includes_its_end() -> None:
    openings = [opening(minutes) for minutes in (None, 0, 5, 5.1, 240, 241, 9000)]
    assert [(step.within_minutes, step.filled) for step in histogram(openings)] == [
        (5, 2),
        (15, 1),
        (30, 0),
        (60, 0),
        (120, 0),
        (240, 1),
        (None, 2),
    ]
