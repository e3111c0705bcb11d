"""Days of the calendar somewhere, as spans of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Self
from zoneinfo import ZoneInfo

from models.refused import bad_input
from models.sql import Sql, on_postgres

MOST_DAYS = 366
DAY = timedelta(days=1)
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """From the first to the last of these days, both included, in a zone."""

    first: date
    last: date
    zone: str

    @classmethod
    def asked(cls, first: date | None, last: date | None, usual: int, zone: str, now: datetime) -> Self:
        """The last so many days up to today, unless told; refuses more than a year."""
        last = last or now.astimezone(ZoneInfo(zone)).date()
        if not EARLIEST <= last <= LATEST:
            raise bad_input(f"A day is {EARLIEST} to {LATEST}.", "until")
        first = first or last - (usual - 1) * DAY
        if not EARLIEST <= first <= LATEST:
            raise bad_input(f"A day is {EARLIEST} to {LATEST}.", "from")
        if not 0 <= (last - first).days < MOST_DAYS:
            raise bad_input(f"From a day to the same or a later one: at most {MOST_DAYS} days.", "from")
        return cls(first, last, zone)

    @property
    def days(self) -> Sequence[date]:
        return [self.first + place * DAY for place in range((self.last - self.first).days + 1)]

    @property
    def starts(self) -> datetime:
        return self._midnight(self.first)

    @property
    def ends(self) -> datetime:
        """The first moment after them."""
        return self._midnight(self.last + DAY)

    @property
    def rows(self) -> Sql:
        """`VALUES` of each day: its place from 0, its first moment, the first moment after it."""
        bounds = [self._midnight(day) for day in (*self.days, self.last + DAY)]
        moment = "CAST(? AS TIMESTAMPTZ)" if on_postgres() else "?"
        rows = ", ".join(f"({place}, {moment}, {moment})" for place in range(len(self.days)))
        values = [each for pair in pairwise(bounds) for each in pair]
        return Sql(f"VALUES {rows}", *values)

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time.min, ZoneInfo(self.zone)).astimezone(UTC)
