"""Runs of days in a zone, against what `zoneinfo` itself says of each moment."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tortoise.context import TortoiseContext

from models.days import Days
from models.refused import Refused
from models.sql import Sql, fetch, on_postgres

JANUARY = date(2025, 1, 1)
# Half hours, clocks that change at midnight or by half an hour, and a whole day that was skipped.
YEARS = {"UTC": 2025, "Asia/Kolkata": 2025, "Europe/Berlin": 2025, "Africa/Cairo": 2025, "Pacific/Apia": 2011}
YEARS |= {"America/Santiago": 2025, "Australia/Lord_Howe": 2025}


@pytest.mark.parametrize("zone", YEARS)
@pytest.mark.anyio
async def test_the_database_finds_the_day_that_the_zone_has(db: TortoiseContext, zone: str) -> None:
    days = Days.between(date(YEARS[zone], 1, 1), date(YEARS[zone], 12, 31), zone)
    there, instant = ZoneInfo(zone), timedelta(microseconds=1)
    moments = [days.starts[0], *(edge for start in days.starts[1:-1] for edge in (start - instant, start))]
    values = ", ".join(f"({_said(moment)})" for moment in moments)
    found = await fetch(Sql(f"SELECT {days.number('column1')} AS day FROM (VALUES {values}) given"))  # noqa: S608
    assert [days.dates[row["day"]] for row in found] == [
        moment.astimezone(there).date() for moment in moments
    ]


def _said(moment: datetime) -> str:
    return f"{'TIMESTAMPTZ ' if on_postgres() else ''}'{moment.isoformat(' ')}'"


def test_days_around_a_span_are_all_that_it_touches() -> None:
    noon = datetime(2025, 11, 20, 12, tzinfo=UTC)
    midnight = datetime(2025, 11, 20, tzinfo=UTC)
    assert Days.around(noon, noon + timedelta(hours=7), "Asia/Kolkata").dates == [
        date(2025, 11, 20),
        date(2025, 11, 21),
    ]
    assert Days.around(midnight - timedelta(days=1), midnight, "UTC").dates == [date(2025, 11, 19)]
    assert Days.around(midnight, midnight, "UTC").dates == [date(2025, 11, 20)]


@pytest.mark.parametrize(
    ("first", "last", "zone", "field"),
    [
        (JANUARY, date(2024, 12, 31), "UTC", "until"),
        (JANUARY, date(2026, 1, 2), "UTC", "until"),
        (JANUARY, JANUARY, "Mars/Base", "zone"),
        (date.max, date.max, "UTC", "until"),
        (date.min, date.min, "Asia/Kolkata", "until"),
    ],
)
def test_what_is_no_run_of_days_is_refused(first: date, last: date, zone: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        Days.between(first, last, zone)
    assert refused.value.field == field


def test_a_year_and_a_day_may_be_asked_for() -> None:
    assert len(Days.between(JANUARY, date(2026, 1, 1), "UTC").dates) == 366
