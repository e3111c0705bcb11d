"""The times on pages drawn by the server: in UTC or a shop's time zone, as the reader's is unknown."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_time

# The words around the times are English, so the first English variant that the reader accepts is used.
ENGLISH = re.compile(r"(?<![\w-])en(?:[-_][A-Za-z]{2})?(?![\w-])", re.IGNORECASE)
BRITISH = Locale("en", "GB")


def english(languages: str) -> Locale:
    """Return the first English locale in an Accept-Language header, or British English."""
    for name in ENGLISH.findall(languages):
        try:
            return Locale.parse(name, sep="-")
        except UnknownLocaleError:
            continue
    return BRITISH


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


class Reader:
    """The reader of a page, known only by the languages that the browser accepts."""

    def __init__(self, languages: str) -> None:
        self.locale = english(languages)

    def moment(self, text: str) -> str:
        """Format a moment such as "31 January 2099 at 18:30 UTC"."""
        moment = instant(text).astimezone(UTC)
        clock = format_time(moment, "short", tzinfo=UTC, locale=self.locale)
        return f"{format_date(moment, 'long', self.locale)} at {clock} UTC"

    def day(self, text: str, zone: str) -> str:
        return format_date(instant(text).astimezone(ZoneInfo(zone)), "full", self.locale)

    def hours(self, starts_at: str, ends_at: str, zone: str) -> str:
        """Format a span of hours in the time of that zone."""
        halves = "a" in self.locale.time_formats["short"].pattern
        start, end = instant(starts_at), instant(ends_at)
        return format_interval(
            start, end, "hm" if halves else "Hm", tzinfo=ZoneInfo(zone), locale=self.locale
        )
