"""Money: an integer of minor units with its currency."""

from dataclasses import dataclass
from decimal import Decimal

from babel.core import get_global
from babel.numbers import format_currency, get_currency_precision

from models.refused import bad_input

DEFAULT_CURRENCY = "INR"
LARGEST = 10**15


def minor_digits(currency: str) -> int:
    """Return the number of digits of an amount that are minor units."""
    return get_currency_precision(currency)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in minor units of a currency."""

    minor_units: int
    currency: str

    @property
    def text(self) -> str:
        """Format for people: `₹50,000.00`."""
        major = Decimal(self.minor_units).scaleb(-minor_digits(self.currency))
        return format_currency(major, self.currency, locale="en_IN" if self.currency == "INR" else "en_US")

    @property
    def text_with_code(self) -> str:
        """Format for SMS, where a symbol can double the cost: `INR 50,000.00`."""
        digits = minor_digits(self.currency)
        return f"{self.currency} {Decimal(self.minor_units).scaleb(-digits):,.{digits}f}"


def _tender_codes() -> frozenset[str]:
    """Return the ISO 4217 codes that are legal tender today, according to CLDR."""
    territories = get_global("territory_currencies").values()
    return frozenset(
        code for code_in_use in territories for code, _, end, tender in code_in_use if tender and end is None
    )


CURRENCIES = _tender_codes()


def clean_currency(code: str, field: str = "currency") -> str:
    if code.strip().upper() not in CURRENCIES:
        raise bad_input("This must be an ISO 4217 currency code, such as INR or EUR.", field)
    return code.strip().upper()


def check_amount(minor_units: int, field: str) -> int:
    if not 0 <= minor_units <= LARGEST:
        raise bad_input(f"An amount must be between 0 and {LARGEST} minor units.", field)
    return minor_units
