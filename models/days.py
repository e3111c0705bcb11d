"""A run of days in one time zone, and how the database tells on which of them a moment falls."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby, pairwise
from typing import Self
from zoneinfo import ZoneInfo

from models.refused import bad_input
from models.sql import Sql, on_postgres
from models.user import known_zone

MOST = 366
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """`starts` are the moments, in UTC, at which each day begins there, and at last the end of the last."""

    dates: list[date]
    starts: list[datetime]

    @classmethod
    def between(cls, first: date, last: date, zone: str) -> Self:
        """Both included; refuses more than a year of them."""
        count = (last - first).days + 1
        if not 1 <= count <= MOST:
            raise bad_input(f"Ask for at least one day, and for at most {MOST}.", "until")
        there = ZoneInfo(known_zone(zone, "zone"))
        try:
            dates = [first + number * ONE for number in range(count + 1)]
            return cls(dates[:-1], [_midnight(day, there) for day in dates])
        except OverflowError:
            raise bad_input("This is beyond the calendar.", "until") from None

    @classmethod
    def around(cls, since: datetime, until: datetime, zone: str) -> Self:
        """All that are touched by the time from one moment to before the other."""
        there = ZoneInfo(zone)
        last = max(since, until - timedelta(microseconds=1))
        return cls.between(since.astimezone(there).date(), last.astimezone(there).date(), zone)

    def covers(self, column: str) -> Sql:
        """Whether that moment lies in any of them."""
        return Sql(f"{column} >= ? AND {column} < ?", self.starts[0], self.starts[-1])

    def number(self, column: str) -> str:
        """SQL for the place in `dates`, from 0, of the day of a moment that is covered."""
        seconds = _seconds(column)
        cases = [
            f"WHEN {seconds} >= {start} THEN {first} + FLOOR(({seconds} - {start}) / {length})"
            if on_postgres()
            else f"WHEN {seconds} >= {start} THEN {first} + ({seconds} - {start}) / {length}"
            for first, start, length in reversed(self._stretches())
        ]
        return f"CAST(CASE {' '.join(cases)} END AS INTEGER)"

    def _stretches(self) -> list[tuple[int, int, int]]:
        """Days of one length in a row: the first one's place and start, and the length, both in seconds.

        A day on which clocks are changed has another length than its neighbours.
        """
        starts = [int(start.timestamp()) for start in self.starts]
        lengths = [after - start for start, after in pairwise(starts)]
        runs = groupby(range(len(lengths)), lengths.__getitem__)
        firsts = [(next(places), length) for length, places in runs]
        return [(first, starts[first], length) for first, length in firsts]


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """Where clocks skip midnight, the moment at which they do."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def _seconds(column: str) -> str:
    """Since 1970. SQLite has moments as text in UTC, and would round their fractions up into the next day."""
    if on_postgres():
        return f"EXTRACT(EPOCH FROM {column})"
    return f"CAST(strftime('%s', substr({column}, 1, 19)) AS INTEGER)"
