"""Days of the calendar as spans of time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.calendar_days import CalendarDays
from models.refused import Refused

NEW_YEARS_EVE = datetime(2030, 12, 31, 23, 30, tzinfo=UTC)


def asked(first: date | None, last: date | None, zone: str = "UTC") -> CalendarDays:
    return CalendarDays.asked(first, last, 30, zone, NEW_YEARS_EVE)


def test_unless_told_they_are_the_last_days_up_to_today_where_the_restaurant_is() -> None:
    assert (asked(None, None).first, asked(None, None).last) == (date(2030, 12, 2), date(2030, 12, 31))
    assert asked(None, None, "Asia/Kolkata").last == date(2031, 1, 1)


def test_a_day_is_23_or_25_hours_long_when_the_clocks_change() -> None:
    for day, hours in ((date(2030, 3, 31), 23), (date(2030, 10, 27), 25), (date(2030, 7, 1), 24)):
        found = asked(day, day, "Europe/Berlin")
        assert found.ends - found.starts == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (date(2030, 1, 2), date(2030, 1, 1), "from"),
        (date(2028, 1, 1), date(2029, 1, 1), "from"),
        (date.min, date(2029, 1, 1), "from"),
        (None, date.max, "until"),
        (None, date.min, "until"),
    ],
)
def test_more_than_a_year_or_a_day_beyond_the_calendar_is_refused(
    first: date | None, last: date, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        asked(first, last)
    assert refused.value.field == field


def test_a_leap_year_is_not_too_long() -> None:
    assert len(asked(date(2028, 1, 1), date(2028, 12, 31)).days) == 366
