"""Times of day such as 08:00, stored as minutes after midnight."""

import re

from models.refused import bad_input

CLOCK = re.compile(r"([01][0-9]|2[0-3]|24(?=:00)):([0-5][0-9])")
DAY = 24 * 60


def clock_text(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def minutes_of(text: str, field: str, latest: int = DAY - 1) -> int:
    """Parse a time of day into minutes; 24:00 is valid only if `latest` allows it."""
    match = CLOCK.fullmatch(text)
    minutes = int(match[1]) * 60 + int(match[2]) if match else DAY + 1
    if minutes > latest:
        raise bad_input("A time of day must look like 08:00 or 21:30.", field)
    return minutes
