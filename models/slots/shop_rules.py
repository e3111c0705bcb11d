"""The rules of a shop's settings; each refusal names the field as the API spells it."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from models.checks import clean_line, is_phone
from models.money import LARGEST, clean_currency
from models.people.user import clean_zone
from models.phone import clean_region
from models.refused import bad_input
from models.time_of_day import minutes_of

MESSAGING_SERVICE = re.compile(r"MG[0-9a-fA-F]{32}")
BOOKING = "{appointment}"


def clean_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the given settings in the form in which they are stored; refuse invalid ones."""
    return {setting: RULES[setting](value) for setting, value in settings.items()}


def _whole(field: str, least: int, most: int, number: int) -> int:
    if not least <= number <= most:
        raise bad_input(f"Must be between {least} and {most}.", field)
    return number


def _deposit(amount: int | None) -> int | None:
    return None if amount is None else _whole("deposit", 1, LARGEST, amount)


def _deposit_url(text: str) -> str:
    """Check the deposit link, which must not contain whitespace because it goes into texts."""
    url = clean_line(text, "depositUrl", 300, shortest=0)
    plain = url.replace(BOOKING, "")
    if url and (not _is_https(plain) or re.search(r"[\s{}<>\"]", plain)):
        raise bad_input(
            f"This must be a link that begins with https://; it may contain {BOOKING}.", "depositUrl"
        )
    return url


def _is_https(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme == "https" and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False


def _sender(text: str | None) -> str | None:
    if text is None or is_phone(text) or MESSAGING_SERVICE.fullmatch(text):
        return text
    raise bad_input("This must be a number such as +919812345678, or MG and 32 hexadecimal digits.", "sender")


RULES: Mapping[str, Callable[[Any], Any]] = {
    "name": lambda text: clean_line(text, "name", 120),
    "time_zone": clean_zone,
    "region": clean_region,
    "offer_minutes": partial(_whole, "offerMinutes", 1, 1440),
    "cut_off_minutes": partial(_whole, "cutOffMinutes", 0, 10_080),
    "quiet_from": lambda text: minutes_of(text, "quietFrom"),
    "quiet_until": lambda text: minutes_of(text, "quietUntil"),
    "cooldown_hours": partial(_whole, "cooldownHours", 0, 8760),
    "currency": clean_currency,
    "deposit": _deposit,
    "deposit_minutes": partial(_whole, "depositMinutes", 1, 10_080),
    "deposit_url": _deposit_url,
    "sender": _sender,
}
