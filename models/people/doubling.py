"""Delays that double with each failure."""

from dataclasses import dataclass
from datetime import timedelta

REMEMBERED = 4  # times the longest delay


@dataclass(frozen=True, slots=True)
class Doubling:
    """Delays that double up to `longest` seconds, which the failure with the number `tries` reaches."""

    tries: int
    longest: int

    def after(self, failures: int) -> timedelta:
        return timedelta(seconds=self.longest / 2 ** max(0, self.tries - failures))

    def memory(self, failures: int) -> timedelta:
        return self.after(failures) + timedelta(seconds=REMEMBERED * self.longest)
