"""The checks of free text, addresses and moments; each refusal names its field."""

import re
from datetime import UTC, date, datetime, time
from unicodedata import category, normalize
from zoneinfo import ZoneInfo

from models.refused import bad_input

LABEL = r"[^@\s\x00-\x1f\x7f\ud800-\udfff.]+"
EMAIL = re.compile(rf"[^@\s\x00-\x1f\x7f\ud800-\udfff]{{1,64}}@{LABEL}(\.{LABEL})+")
PHONE = re.compile(r"\+[1-9]\d{6,14}")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# Overrides of the text direction. The direction marks that some scripts need are allowed.
DIRECTION_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
BREAK = re.compile("[\t\n\r\x85\u2028\u2029]")
BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def clean_text(text: str, field: str, longest: int, shortest: int = 1) -> str:
    """Strip the text; refuse it if it is too short, too long, or has control characters."""
    clean = text.strip()
    if shortest and not is_visible(clean):
        raise bad_input("This must not be empty.", field)
    if len(clean) < shortest:
        raise bad_input(f"This must have at least {shortest} characters.", field)
    if len(clean) > longest:
        raise bad_input(f"This has {len(clean)} characters; it cannot have more than {longest}.", field)
    if CONTROL.search(clean):
        raise bad_input("This cannot contain control characters.", field)
    if DIRECTION_OVERRIDES.search(clean):
        raise bad_input("This cannot contain characters that change the direction of the text.", field)
    return clean


def clean_line(text: str, field: str, longest: int, shortest: int = 1) -> str:
    """Clean the text like `clean_text`; refuse line breaks."""
    clean = clean_text(text, field, longest, shortest)
    if BREAK.search(clean):
        raise bad_input("This must be a single line.", field)
    return clean


def narrow_code(code: str) -> str:
    """Return a typed code in NFKC, without surrounding space or invisible characters."""
    letters = [letter for letter in normalize("NFKC", code) if category(letter) != "Cf"]
    return "".join(letters).strip()


def is_visible(text: str) -> bool:
    """Tell whether the text shows anything; spaces, joiners and fillers do not."""
    return any(category(letter)[0] not in "CZ" and letter not in BLANK_LETTERS for letter in text)


def clean_email(email: str) -> str:
    if not is_email(email):
        raise bad_input("This must be an e-mail address, e.g. name@example.com.", "email")
    return email.strip().lower()


def is_email(text: str) -> bool:
    clean = text.strip().lower()  # some letters grow when they are made small
    return len(clean) <= 254 and EMAIL.fullmatch(clean) is not None


def is_phone(text: str) -> bool:
    """Tell whether the text is E.164: a plus, the country, the number, no spaces."""
    return PHONE.fullmatch(text) is not None


def mask_phone(phone: str) -> str:
    """Mask all but the last two digits."""
    return "*" * (len(phone) - 2) + phone[-2:]


def start_moment(when: datetime | date | None, zone: str) -> datetime | None:
    """Return the moment in UTC; a date alone means the start of that day in the author's zone."""
    return _moment(when, time.min, zone, "validFrom")


def end_moment(when: datetime | date | None, zone: str) -> datetime | None:
    """Return the moment in UTC; a date alone means the end of that day in the author's zone."""
    return _moment(when, time.max, zone, "validUntil")


def _moment(when: datetime | date | None, of_day: time, zone: str, field: str) -> datetime | None:
    if when is None:
        return None
    moment = when if isinstance(when, datetime) else datetime.combine(when, of_day, ZoneInfo(zone))
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise bad_input("This date is out of range.", field) from None
