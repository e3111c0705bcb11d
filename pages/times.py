"""Times for a reader whose browser tells no more than its languages: in UTC, or in the zone of a shop."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_time

# Those around the times are English words, so of a reader's languages the first English one counts.
ENGLISH = re.compile(r"(?<![\w-])en(?:[-_][A-Za-z]{2})?(?![\w-])", re.IGNORECASE)
BRITISH = Locale("en", "GB")


def english(languages: str) -> Locale:
    """Of an Accept-Language header, in which browsers put the favourite first."""
    for name in ENGLISH.findall(languages):
        try:
            return Locale.parse(name, sep="-")
        except UnknownLocaleError:
            continue
    return BRITISH


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


class Reader:
    """Whoever reads the page, as far as its address line and headers tell."""

    def __init__(self, languages: str) -> None:
        self.locale = english(languages)

    def moment(self, text: str) -> str:
        """ "31 January 2099 at 18:30 UTC"."""
        there = instant(text).astimezone(UTC)
        clock = format_time(there, "short", tzinfo=UTC, locale=self.locale)
        return f"{format_date(there, 'long', self.locale)} at {clock} UTC"

    def day(self, text: str, zone: str) -> str:
        return format_date(instant(text).astimezone(ZoneInfo(zone)), "full", self.locale)

    def hours(self, starts_at: str, ends_at: str, zone: str) -> str:
        """From when until when, by the clock of that zone."""
        halves = "a" in self.locale.time_formats["short"].pattern
        start, end = instant(starts_at), instant(ends_at)
        return format_interval(
            start, end, "hm" if halves else "Hm", tzinfo=ZoneInfo(zone), locale=self.locale
        )
