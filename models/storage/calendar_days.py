"""Calendar days in a time zone, as spans of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby, pairwise
from typing import Self
from zoneinfo import ZoneInfo

from models.refused import bad_input
from models.storage.sql import Sql, on_postgres

MOST_DAYS = 366
DAY = timedelta(days=1)
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """The days from `first` to `last`, both included, in a time zone."""

    first: date
    last: date
    zone: str

    @classmethod
    def from_input(cls, first: date | None, last: date | None, usual: int, zone: str, now: datetime) -> Self:
        """Build from optional bounds; default to the last `usual` days. Refuse more than a year."""
        last = last or now.astimezone(ZoneInfo(zone)).date()
        if not EARLIEST <= last <= LATEST:
            raise bad_input(f"A day must be between {EARLIEST} and {LATEST}.", "until")
        first = first or last - (usual - 1) * DAY
        if not EARLIEST <= first <= LATEST:
            raise bad_input(f"A day must be between {EARLIEST} and {LATEST}.", "from")
        if not 0 <= (last - first).days < MOST_DAYS:
            raise bad_input(
                f"The last day cannot be before the first, nor {MOST_DAYS} days or more after it.", "from"
            )
        return cls(first, last, zone)

    @classmethod
    def around(cls, since: datetime, until: datetime, zone: str) -> Self:
        """Build from all days between `since` and `until` (exclusive); refuse more than a year."""
        last = max(since, until - timedelta(microseconds=1))
        if not EARLIEST <= since.date() <= last.date() <= LATEST or last - since >= MOST_DAYS * DAY:
            raise bad_input(
                f"The days must be at most {MOST_DAYS}, between {EARLIEST} and {LATEST}.", "since"
            )
        time_zone = ZoneInfo(zone)
        return cls(since.astimezone(time_zone).date(), last.astimezone(time_zone).date(), zone)

    @property
    def days(self) -> Sequence[date]:
        return [self.first + place * DAY for place in range((self.last - self.first).days + 1)]

    @property
    def starts(self) -> datetime:
        return self._midnight(self.first)

    @property
    def ends(self) -> datetime:
        """Return the first moment after the last day."""
        return self._midnight(self.last + DAY)

    def covers(self, column: str) -> Sql:
        """Build the condition that the column lies within these days."""
        return Sql(f"{column} >= ? AND {column} < ?", self.starts, self.ends)

    def place(self, column: str) -> str:
        """Return SQL for the index, from 0, of the day in which the column lies."""
        seconds = _seconds(column)
        cases = [
            f"WHEN {seconds} >= {start} THEN {first} + FLOOR(({seconds} - {start}) / {length})"
            if on_postgres()
            else f"WHEN {seconds} >= {start} THEN {first} + ({seconds} - {start}) / {length}"
            for first, start, length in reversed(self._stretches())
        ]
        return f"CAST(CASE {' '.join(cases)} END AS INTEGER)"

    def _stretches(self) -> list[tuple[int, int, int]]:
        """Group consecutive days of equal length: index of the first, its start and the length in seconds.

        A day on which the clocks change is longer or shorter than its neighbours.
        """
        starts = [int(bound.timestamp()) for bound in self._bounds]
        lengths = [after - start for start, after in pairwise(starts)]
        runs = groupby(range(len(lengths)), lengths.__getitem__)
        firsts = [(next(places), length) for length, places in runs]
        return [(first, starts[first], length) for first, length in firsts]

    @property
    def _bounds(self) -> list[datetime]:
        return [self._midnight(day) for day in (*self.days, self.last + DAY)]

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time.min, ZoneInfo(self.zone)).astimezone(UTC)


def _seconds(column: str) -> str:
    """Return SQL for seconds since 1970. SQLite would round fractions up, so they are cut off its text."""
    if on_postgres():
        return f"EXTRACT(EPOCH FROM {column})"
    return f"CAST(strftime('%s', substr({column}, 1, 19)) AS INTEGER)"
