"""The times that slots took to fill: the median, per day, and as a histogram."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from models.storage.calendar_days import CalendarDays

# Upper bounds in minutes; longer times are counted in a step of their own.
STEPS = (5, 15, 30, 60, 120, 240)


@dataclass(frozen=True, slots=True)
class Opening:
    """The times at which a slot was opened and filled; `filled_at` is None unless it is taken."""

    opened_at: datetime
    filled_at: datetime | None

    @property
    def minutes(self) -> float | None:
        return None if self.filled_at is None else (self.filled_at - self.opened_at) / timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class DayFills:
    """The slots opened on one day, how many of them were filled, and their median minutes to fill."""

    date: date
    opened: int
    filled: int
    minutes_to_fill: float | None


@dataclass(frozen=True, slots=True)
class FillTime:
    """The step of the histogram up to `within_minutes`; None counts slots beyond the last step."""

    within_minutes: int | None
    filled: int


def median_minutes(openings: Iterable[Opening]) -> float | None:
    """Return the median in minutes, or None if no slot was filled."""
    minutes = _minutes(openings)
    return round(median(minutes), 1) if minutes else None


def by_day(openings: Iterable[Opening], days: CalendarDays) -> list[DayFills]:
    zone = ZoneInfo(days.zone)
    openings_by_day: dict[date, list[Opening]] = defaultdict(list)
    for opening in openings:
        openings_by_day[opening.opened_at.astimezone(zone).date()].append(opening)
    return [_of_day(day, openings_by_day[day]) for day in days.days]


def histogram(openings: Iterable[Opening]) -> list[FillTime]:
    minutes = _minutes(openings)
    within = [sum(wait <= step for wait in minutes) for step in STEPS]
    counts = [count - before for count, before in zip([*within, len(minutes)], [0, *within], strict=True)]
    return [FillTime(step, count) for step, count in zip([*STEPS, None], counts, strict=True)]


def _of_day(day: date, openings: Sequence[Opening]) -> DayFills:
    return DayFills(day, len(openings), len(_minutes(openings)), median_minutes(openings))


def _minutes(openings: Iterable[Opening]) -> list[float]:
    return [opening.minutes for opening in openings if opening.minutes is not None]
