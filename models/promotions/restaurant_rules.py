"""The rules for a restaurant's settings; a refusal names its field as clients write it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from models.checks import clean_line
from models.money import clean_currency
from models.people.user import clean_zone
from models.phone import clean_region
from models.refused import bad_input
from models.rounding import HUNDRED_PERCENT

MOST_TAXES = 10


def check_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Validate the settings that are given and return them as stored."""
    return {setting: RULES[setting](value) for setting, value in settings.items()}


def _taxes(rates: Sequence[tuple[str, int]]) -> list[list[Any]]:
    if len(rates) > MOST_TAXES:
        raise bad_input(f"A restaurant cannot have more than {MOST_TAXES} taxes.", "taxRates")
    taxes = [_tax(name, rate, f"taxRates.{place}") for place, (name, rate) in enumerate(rates)]
    names = [name.casefold() for name, _ in taxes]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise bad_input("Another tax already has this name.", f"taxRates.{place}.name")
    return taxes


def _tax(name: str, rate: int, field: str) -> list[Any]:
    if not 0 <= rate <= HUNDRED_PERCENT:
        raise bad_input("A tax rate must be between 0 and 100 percent.", f"{field}.rate")
    return [clean_line(name, f"{field}.name", 40), rate]


RULES: Mapping[str, Callable[[Any], Any]] = {
    "name": lambda text: clean_line(text, "name", 120),
    "time_zone": clean_zone,
    "region": clean_region,
    "currency": clean_currency,
    "tax_rates": _taxes,
    "stacking": lambda policy: policy,
    "auto_best": bool,
}
