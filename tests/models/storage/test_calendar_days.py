"""Days of the calendar as spans of time."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tortoise.context import TortoiseContext

from models.refused import Refused
from models.storage.calendar_days import DAY, CalendarDays
from models.storage.sql import Sql, fetch, on_postgres

NEW_YEARS_EVE = datetime(2030, 12, 31, 23, 30, tzinfo=UTC)


def days_from_input(first: date | None, last: date | None, zone: str = "UTC") -> CalendarDays:
    return CalendarDays.from_input(first, last, 30, zone, NEW_YEARS_EVE)


def test_the_default_days_end_today_in_the_time_zone_of_the_restaurant() -> None:
    assert (days_from_input(None, None).first, days_from_input(None, None).last) == (
        date(2030, 12, 2),
        date(2030, 12, 31),
    )
    assert days_from_input(None, None, "Asia/Kolkata").last == date(2031, 1, 1)


def test_a_day_is_23_or_25_hours_long_when_the_clocks_change() -> None:
    for day, hours in ((date(2030, 3, 31), 23), (date(2030, 10, 27), 25), (date(2030, 7, 1), 24)):
        found = days_from_input(day, day, "Europe/Berlin")
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
        days_from_input(first, last)
    assert refused.value.field == field


def test_a_leap_year_is_not_too_long() -> None:
    assert len(days_from_input(date(2028, 1, 1), date(2028, 12, 31)).days) == 366


# Half hours, clocks that change at midnight or by half an hour, and a whole day that was skipped.
YEARS = {"UTC": 2025, "Asia/Kolkata": 2025, "Europe/Berlin": 2025, "Africa/Cairo": 2025, "Pacific/Apia": 2011}
YEARS |= {"America/Santiago": 2025, "Australia/Lord_Howe": 2025}


@pytest.mark.parametrize("zone", YEARS)
@pytest.mark.anyio
async def test_the_database_finds_the_day_that_the_zone_has(db: TortoiseContext, zone: str) -> None:
    days = CalendarDays(date(YEARS[zone], 1, 1), date(YEARS[zone], 12, 31), zone)
    bounds = [CalendarDays(day, day, zone).starts for day in (*days.days, days.last + DAY)]
    there, instant = ZoneInfo(zone), timedelta(microseconds=1)
    moments = [bounds[0], *(edge for start in bounds[1:-1] for edge in (start - instant, start))]
    values = ", ".join(f"({_sql_literal(moment)})" for moment in moments)
    found = await fetch(Sql(f"SELECT {days.place('column1')} AS day FROM (VALUES {values}) given"))  # noqa: S608
    assert [days.days[row["day"]] for row in found] == [moment.astimezone(there).date() for moment in moments]


def _sql_literal(moment: datetime) -> str:
    return f"{'TIMESTAMPTZ ' if on_postgres() else ''}'{moment.isoformat(' ')}'"


def test_days_around_a_span_are_all_that_it_touches() -> None:
    noon = datetime(2025, 11, 20, 12, tzinfo=UTC)
    midnight = datetime(2025, 11, 20, tzinfo=UTC)
    assert CalendarDays.around(noon, noon + timedelta(hours=7), "Asia/Kolkata").days == [
        date(2025, 11, 20),
        date(2025, 11, 21),
    ]
    assert CalendarDays.around(midnight - timedelta(days=1), midnight, "UTC").days == [date(2025, 11, 19)]
    assert CalendarDays.around(midnight, midnight, "UTC").days == [date(2025, 11, 20)]


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (NEW_YEARS_EVE - 367 * DAY, NEW_YEARS_EVE),
        (datetime.min.replace(tzinfo=UTC), NEW_YEARS_EVE),
        (datetime.max.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)),
    ],
)
def test_more_than_a_year_between_moments_is_refused_as_well(since: datetime, until: datetime) -> None:
    with pytest.raises(Refused) as refused:
        CalendarDays.around(since, until, "Asia/Kolkata")
    assert refused.value.field == "since"
