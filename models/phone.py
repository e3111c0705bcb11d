"""Telephone numbers as people write them, stored in E.164."""

import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from models.checks import is_phone
from models.refused import bad_input

# Letters are excluded, because the parser reads them as the digits of their keys.
DIALLABLE = re.compile(r"[+\d\s().\-/]{1,40}")
MOBILE = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


@dataclass(frozen=True, slots=True)
class Phone:
    """A valid number; `is_mobile` when texts may reach it."""

    e164: str
    is_mobile: bool


def parse_phone(text: str, region: str, field: str = "phone") -> Phone:
    """Parse a number with a country prefix, or as dialled in this region; refuse invalid ones."""
    try:
        number = phonenumbers.parse(text if DIALLABLE.fullmatch(text) else "", region)
    except NumberParseException:
        raise bad_input("This must be a phone number, e.g. +919812345678.", field) from None
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if not (phonenumbers.is_valid_number(number) and is_phone(e164)):
        raise bad_input("There is no such phone number.", field)
    return Phone(e164, phonenumbers.number_type(number) in MOBILE)


def clean_region(code: str) -> str:
    region = code.strip().upper()
    if region not in phonenumbers.SUPPORTED_REGIONS:
        raise bad_input("The region must be two letters from ISO 3166, such as IN.", "region")
    return region
