"""How long it took until slots were filled: in the middle, by day, and spread over steps."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from models.storage.calendar_days import CalendarDays

# In minutes; what took longer than the last has a step of its own.
STEPS = (5, 15, 30, 60, 120, 240)


@dataclass(frozen=True, slots=True)
class Opening:
    """A slot that was opened; `filled_at` is None where no yes holds."""

    opened_at: datetime
    filled_at: datetime | None

    @property
    def minutes(self) -> float | None:
        return None if self.filled_at is None else (self.filled_at - self.opened_at) / timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class DayFills:
    """Of the slots that were opened on one day, how many were filled, and the median minutes to that."""

    date: date
    opened: int
    filled: int
    minutes_to_fill: float | None


@dataclass(frozen=True, slots=True)
class FillTime:
    """How many took at most so many minutes, and more than the step before; None: more than the last."""

    within_minutes: int | None
    filled: int


def middle(openings: Iterable[Opening]) -> float | None:
    """The median, in minutes; None where nothing was filled."""
    minutes = _minutes(openings)
    return round(median(minutes), 1) if minutes else None


def by_day(openings: Iterable[Opening], days: CalendarDays) -> list[DayFills]:
    zone = ZoneInfo(days.zone)
    opened: dict[date, list[Opening]] = defaultdict(list)
    for each in openings:
        opened[each.opened_at.astimezone(zone).date()].append(each)
    return [_of_day(day, opened[day]) for day in days.days]


def spread(openings: Iterable[Opening]) -> list[FillTime]:
    minutes = _minutes(openings)
    within = [sum(each <= step for each in minutes) for step in STEPS]
    counts = [count - before for count, before in zip([*within, len(minutes)], [0, *within], strict=True)]
    return [FillTime(step, count) for step, count in zip([*STEPS, None], counts, strict=True)]


def _of_day(day: date, openings: Sequence[Opening]) -> DayFills:
    return DayFills(day, len(openings), len(_minutes(openings)), middle(openings))


def _minutes(openings: Iterable[Opening]) -> list[float]:
    return [each.minutes for each in openings if each.minutes is not None]
